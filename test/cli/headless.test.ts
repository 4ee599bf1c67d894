import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, startReceiver } from '../helpers/receiver.ts';
import { runBuiltCli, runCli, temporaryHome } from '../helpers/run-cli.ts';
import { beginQuickVault } from '../helpers/vault.ts';

// All that a person without pages does, one command after the other on the same data folder. Every JSON is held to its schema.

const folder = temporaryHome();
const passphrase = 'an invented passphrase';
const env = { FUELGAUGE_PASSPHRASE: passphrase };
const cli = (...args: string[]) => runCli(folder.home, args, { env });
const cliWith = (more: Record<string, string>, ...args: string[]) =>
  runCli(folder.home, args, { env: { ...env, ...more } });
/** What a command prints; it must succeed. */
const out = async (...args: string[]) => {
  const { code, stdout, stderr } = await cli(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.trimEnd();
};
const json = async (...args: string[]) => JSON.parse(await out(...args, '--json'));
/** Why a command refuses. */
const refusal = async (...args: string[]) => {
  const { code, stdout, stderr } = await cli(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  return stderr.trimEnd();
};

beforeAll(async () => {
  await beginQuickVault(folder.home, passphrase);
  await out('add', 'scrapio', '--label', 'crawler');
  await out('add', 'scrapio', '--label', 'staging');
  await out('edit', 'crawler', '--plan', 'free', '--cycle-start', '2026-11-20');
});
afterAll(() => folder.remove());

describe('rules', () => {
  it('are changed for all and for one account, in the words of the settings', async () => {
    expect(await out('rules', 'set', 'low', '--shares', '30, 10')).toBe('low is on: shares 30, 10 %.');
    expect(await out('rules', 'set', 'low', '--amounts', '500; 100', '--account', 'crawler')).toBe(
      'low is on: shares 30, 10 %; amounts 500; 100.',
    );
    expect(await out('rules', 'set', 'key-old', '--days', '90')).toBe('key-old is on: days 90.');
    expect(await out('rules', 'set', 'key-old', 'off')).toBe('key-old is off.');
    expect(await out('rules', 'set', 'key-old', 'off')).toBe('Already so: key-old is off.');
    expect(await out('rules')).toMatch(/^Balance\n {2}runs-out-soon +on +lead-hours 72; critical-hours 24\n/);
    const { account, rules } = await json('rules', 'crawler');
    expect(account).toBe('a1');
    expect(rules.find(({ kind }: { kind: string }) => kind === 'low')).toMatchObject({
      own: true,
      values: { shares: [0.3, 0.1], amounts: [500, 100] },
    });
    expect(await out('rules', 'reset', 'low', '--account', 'crawler')).toBe(
      'low of “crawler” (a1) follows the default rules.',
    );
    expect(await out('rules', 'reset', '--all')).toBe('All rules are at their default.');
    expect(await out('rules', 'reset', '--all')).toBe('All rules are at their default already.');
  });

  it('refuse what no rule can be', async () => {
    expect(await refusal('rules', 'set', 'lwo', 'on')).toContain('Did you mean low?');
    expect(await refusal('rules', 'set', 'low', 'maybe')).toBe('‘maybe’ is neither on nor off.');
    expect(await refusal('rules', 'set', 'low', '--lead-hours', '5')).toContain('low has no --lead-hours.');
    expect(await refusal('rules', 'set', 'low', '--shares', '200')).toContain('--shares: Enter percentages');
    expect(await refusal('rules', 'set', 'low', '--amounts', '5')).toContain('add --account');
    expect(await refusal('rules', 'set', 'budget-used', 'off', '--account', 'a1')).toContain(
      'belong to no account',
    );
    expect(await refusal('rules', 'reset')).toBe('Name one kind of alert, or use --all.');
    expect(await refusal('rules', 'preview', '--days', '31')).toContain('Write 1 to 30.');
  });

  it('tell what they would have sent', async () => {
    expect(await out('rules', 'preview', '--days', '2')).toBe(
      'You would have received no alerts in the last 2 days.',
    );
    expect(await json('rules', 'preview', '--days', '1')).toMatchObject({ days: 1, alerts: [] });
  });
});

describe('quiet hours and the weekly summary', () => {
  it('are set, told and turned off', async () => {
    expect(await out('quiet', 'set', '22-7:00')).toContain('from 22:00 to 07:00');
    expect(await out('quiet', 'on')).toMatch(/^Already so: /);
    expect(await out('quiet', 'off')).toContain('Quiet hours are off.');
    expect(await json('quiet')).toEqual({
      schemaVersion: 1,
      enabled: false,
      from: '22:00',
      to: '07:00',
      quietUntil: null,
    });
    expect(await out('weekly', 'set', 'mon', '9:00')).toContain('on Monday at 09:00');
    expect(await out('weekly', 'off')).toContain('No weekly summary is sent.');
    expect(await json('weekly')).toEqual({ schemaVersion: 1, weekday: null, at: null });
  });

  it('refuse what is no time', async () => {
    expect(await refusal('quiet', 'set', 'at night')).toBe('‘at night’ are no hours. Write 22:00-07:00.');
    expect(await refusal('quiet', 'set', '5-5')).toContain('start and end at the same time');
    expect(await refusal('weekly', 'set', 'someday', '9')).toContain('is not a day of the week');
  });
});

describe('channels', () => {
  it('are added, tested, changed and removed; their address is printed by nothing', async () => {
    const receiver = await startReceiver(answer(204));
    const address = `${receiver.origin}/an-invented-topic`;
    const added = await runCli(folder.home, ['channels', 'add', 'webhook', '--label', 'team'], {
      env,
      input: `${address}\n`,
    });
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(added.stdout).toMatch(
      /^Added “team” \(c-[0-9a-f]{8}\)\. Send a test .*: fuelgauge channels test c-/,
    );
    expect(await out('channels', 'test', 'team')).toMatch(/^Sent a test to “team”/);
    expect(receiver.received).toHaveLength(1);
    expect(
      await out('channels', 'edit', 'team', '--label', 'the team', '--min-severity', 'critical'),
    ).toMatch(/^Changed “the team”/);
    expect(await out('channels', 'off', 'the team')).toMatch(/ is off\.$/);
    expect(await out('channels', 'off', 'the team')).toMatch(/ is off already\.$/);
    const { channels } = await json('channels');
    expect(channels.at(-1)).toMatchObject({ kind: 'webhook', minSeverity: 'critical', enabled: false });
    const misspelt = await cli('channels', 'edit', 'the team', '--tag', 'spidres');
    expect(misspelt.stderr).toBe('Note: no account has #spidres, so nothing is sent for it yet.\n');
    const everything = [added.stdout, await out('channels'), JSON.stringify(channels)].join();
    expect(everything).not.toContain('an-invented-topic');

    const elsewhere = 'http://127.0.0.1:1/an-invented-topic';
    await cliWith({ URL: elsewhere }, 'channels', 'edit', 'the team', '--from-env', 'url=URL');
    const failed = await cli('channels', 'test', 'the team');
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).not.toContain('an-invented-topic');

    const asked = await runBuiltCli(folder.home, ['channels', 'remove', 'the team'], { env });
    expect(asked).toMatchObject({ code: 2, stdout: '' });
    expect(asked.stderr).toMatch(/^Nothing was removed\. Add --yes to remove “the team”/);
    expect(await out('channels', 'remove', 'the team', '--yes')).toMatch(/^Removed “the team”/);
  });

  it('send without encryption in your own network only with --yes, where nobody can be asked', async () => {
    const add = (...args: string[]) =>
      runBuiltCli(folder.home, ['channels', 'add', 'webhook', '--label', 'home', ...args], {
        env,
        input: 'http://nas.lan:8080/an-invented-topic\n',
      });
    const asked = await add();
    expect(asked).toMatchObject({ code: 2, stdout: '' });
    expect(asked.stderr).toMatch(
      /^Alerts go to nas\.lan:8080 in your own network without encryption\..*--yes/,
    );
    expect(asked.stderr).not.toContain('an-invented-topic');
    expect(await add('--yes')).toMatchObject({ code: 0, stderr: '' });
    await out('channels', 'remove', 'home', '--yes');
  });

  it('refuse what they cannot be', async () => {
    expect(await refusal('channels', 'add', 'webhok')).toContain('Did you mean webhook?');
    expect(await refusal('channels', 'test', 'nobody')).toContain('There is no channel ‘nobody’.');
    expect(await refusal('channels', 'remove', 'desktop', '--yes')).toContain('built in');
    const lan = { LAN: 'http://192.168.1.5/hook' };
    const add = ['channels', 'add', 'webhook', '--label', 'lan', '--from-env', 'url=LAN'];
    const asked = await cliWith(lan, ...add);
    expect(asked).toMatchObject({ code: 2, stdout: '' });
    expect(asked.stderr).toMatch(
      /without encryption\..* Nothing was added\. If that is right, add --yes\.\n$/,
    );
    expect((await cliWith(lan, ...add, '--yes')).stdout).toMatch(/^Added “lan”/);
    await out('channels', 'remove', 'lan', '--yes');
    const unseen = await cliWith(lan, ...add.map((part) => (part === 'lan' ? 'two\nlines' : part)), '--yes');
    expect(unseen.stderr).toContain('a character that cannot be seen');
    const secret = await refusal('channels', 'add', 'ntfy', '--set', 'url=https://ntfy.example/secret-topic');
    expect(secret).toContain('The field url is secret');
    expect(secret).not.toContain('secret-topic');
    expect((await json('channels', 'kinds')).kinds.map(({ kind }: { kind: string }) => kind)).toContain(
      'email',
    );
  });
});

describe('tags, intervals and order', () => {
  it('are changed, and a tag is renamed wherever it is', async () => {
    expect(await out('tags', 'add', 'crawler', 'client N', 'web')).toBe(
      'scrapio “crawler” (a1) has #client N #web.',
    );
    expect(await out('tags', 'add', 'crawler', 'WEB')).toMatch(/^Already so: /);
    await out('budget', 'set', '5 USD', '--tag', 'web');
    expect(await out('tags', 'rename', 'web', 'Spiders')).toBe('Renamed #web to #Spiders, at 1 account.');
    expect((await json('budget')).budgets[0].scope).toEqual({ kind: 'tag', tag: 'Spiders' });
    expect(await out('tags', 'remove', 'crawler', 'client n')).toMatch(/ has #Spiders\.$/);
    expect((await json('tags')).tags).toEqual([{ tag: 'Spiders', accounts: ['a1'] }]);
    expect(await refusal('tags', 'rename', 'nothing', 'x')).toContain('No account has the tag');

    expect(await out('interval', 'crawler', '5')).toMatch(/every 5 min +default: 1 min/);
    expect((await json('interval', 'crawler')).accounts).toMatchObject([
      { account: 'a1', intervalMs: 300_000 },
    ]);
    expect(await out('interval', 'crawler', 'default')).toMatch(/every 1 min +default$/m);
    expect(await refusal('interval', 'crawler', '1s')).toContain('at least 1 min apart');
    expect(await refusal('interval', 'crawler', 'often')).toContain('is not an interval');

    expect(await out('pause')).toBe('All polling is paused.');
    expect(await out('pause')).toBe('All polling is paused already.');
    expect(await out('resume')).toMatch(/^All accounts are polled again/);
    expect(await out('pause', 'crawler')).toBe('scrapio “crawler” (a1) is paused.');
    expect(await out('order', 'staging')).toBe('The order is: a2, a1.');
    expect(await refusal('order', 'nobody')).toContain('There is no account “nobody”.');

    expect(await out('preferences', 'hide-amounts', 'on')).toBe('hide-amounts is on.');
    expect((await json('preferences')).preferences['hide-amounts']).toBe(true);
    expect(await refusal('preferences', 'hide-amounts', 'maybe')).toContain('Write on or off.');
    expect((await json('hosts')).hosts).toEqual([]);
  });
});

describe('what is ahead, and money', () => {
  it('is a list, JSON, and the calendar of the page', async () => {
    expect(await out('timeline', 'crawler')).toMatch(
      /^\d+ refills?\.\n\n\w+, \d+ \w+.*\n {2}Scrapio, crawler +Refill of/,
    );
    expect((await json('timeline', '--kind', 'refill')).events[0]).toMatchObject({
      kind: 'refill',
      account: 'a1',
    });
    expect(await out('timeline', 'crawler', '--ics')).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR$/);
    expect(await out('timeline', 'staging')).toContain('Nothing is expected in the next 60 days.');
    expect(await refusal('timeline', '--kind', 'party')).toContain('is not a kind of event');
    expect(await refusal('timeline', 'nobody')).toContain('There is no account “nobody”.');
  });

  it('has rates, statements and plans', async () => {
    expect(await out('rates', 'set', 'eur', 'usd', '1.08', '--on', '2026-11-20')).toBe(
      '1 EUR = 1.08 USD, on 2026-11-20.',
    );
    expect(await out('rates', 'currency', 'usd')).toContain('Totals are told in USD.');
    expect(await json('rates')).toMatchObject({
      currency: 'USD',
      rates: [{ from: 'EUR', to: 'USD', rate: '1.08' }],
    });
    expect(await out('rates', 'remove', 'usd', 'eur')).toBe('The rate is removed.');
    expect(await refusal('rates', 'set', 'eur', 'usd', 'much')).toContain('‘much’ is not an amount.');
    expect(await out('statement', '--month', '2026-10')).toContain('Nothing with a price was bought or used');
    expect(await json('statement', '--tag', 'spiders')).toMatchObject({ tag: 'Spiders' });
    expect(await refusal('statement', '--tag', 'nobody')).toContain('No account has the tag');
    expect((await json('plans', 'crawler')).plans).toContainEqual(
      expect.objectContaining({ plan: 'free', current: true }),
    );
  });

  it('takes back a grant, and shows no key without a terminal', async () => {
    await out('grant', 'crawler', '100');
    const { accounts } = await json('status');
    const [{ pools }] = accounts.filter(({ id }: { id: string }) => id === 'a1');
    const { id } = pools[0].grants.find(({ kind }: { kind: string }) => kind === 'topup');
    expect(await out('grant', 'crawler', '--remove', id)).toMatch(
      /^Removed the grant\. .*1,000 credits left\.$/,
    );
    expect(await refusal('grant', 'crawler', '--remove', id)).toContain(
      'only remove grants that you entered',
    );
    expect(await refusal('grant', 'crawler')).toBe(
      'How much was granted? Write fuelgauge grant ACCOUNT AMOUNT.',
    );
    const shown = await runBuiltCli(folder.home, ['credential', 'crawler', '--show'], {
      env,
      input: passphrase,
    });
    expect(shown).toMatchObject({ code: 2, stdout: '' });
  });
});
