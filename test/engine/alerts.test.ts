import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Engine, EngineOptions } from '../../main/engine/engine.ts';
import { type CommandError, fail, type Result } from '../../shared/model/index.ts';
import {
  type Balances,
  day,
  hour,
  minute,
  openAlertEngine,
  type RecordingCarrier,
  recordingCarrier,
  writeAccounts,
} from '../helpers/alert-engine.ts';
import { createTestClock } from '../helpers/clock.ts';
import { filesWith, temporaryHome } from '../helpers/folder.ts';

// Days of looks, and hundreds of accounts, may take long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let home: string;
let time: ReturnType<typeof createTestClock>;
let balances: Balances;
let desktop: RecordingCarrier;
let webhook: RecordingCarrier;

beforeEach(() => {
  home = temporaryHome();
  time = createTestClock();
  balances = new Map();
  desktop = recordingCarrier('desktop');
  webhook = recordingCarrier('webhook');
});

function open(rest: Partial<EngineOptions> = {}): Engine {
  const engine = openAlertEngine(home, time.clock, balances, [desktop, webhook], rest);
  onTestFinished(() => engine.stop());
  return engine;
}

/** An engine on a number of accounts that has asked and looked once. */
async function started(accounts = 1, rest: Partial<EngineOptions> = {}): Promise<Engine> {
  writeAccounts(home, accounts);
  const engine = open(rest);
  engine.start();
  await time.advance(minute);
  return engine;
}

const value = <Value>(result: Result<Value, CommandError>): Value => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const bodies = () => desktop.told.map(({ body }) => body);
const alertsOf = (engine: Engine, id = 'a1') =>
  engine.state().accounts.find((account) => account.id === id)?.alerts ?? [];
const episodes = async (engine: Engine) => value(await engine.alerts.history({ limit: 100 }));
const only = async (engine: Engine) => {
  const [episode] = await episodes(engine);
  if (!episode) throw new Error('There is no episode.');
  return episode;
};
const webhookFields = {
  url: 'https://hooks.invented.example/secret-path-1234',
  signingKey: 'signing-key-9876',
};
const addWebhook = async (engine: Engine) =>
  value(
    await engine.alerts.addCarrier({ kind: 'webhook', label: 'team', least: 'info', fields: webhookFields }),
  );

describe('telling', () => {
  it('primes what is so at the start, and tells what comes then, once', async () => {
    balances.set('a1', 150);
    const engine = await started();
    await time.advance(20 * minute);
    expect(desktop.told).toEqual([]);
    expect(alertsOf(engine)).toMatchObject([{ kind: 'low', severity: 'warning', acknowledged: false }]);
    expect(alertsOf(engine)[0]?.episode).toEqual((await only(engine)).id);

    balances.set('a1', 40);
    await time.advance(10 * minute);
    expect(bodies()).toEqual(['40 of 1,000 credits left.']);
    expect(desktop.told[0]).toMatchObject({
      severity: 'critical',
      account: 'a1',
      title: 'Invented (account 1)',
    });
    await time.advance(hour);
    expect(desktop.told).toHaveLength(1);
    expect(await episodes(engine)).toHaveLength(1);
  });

  it('neither repeats nor forgets across a restart', async () => {
    const first = await started();
    balances.set('a1', 150);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(1);
    await first.stop();
    const second = open();
    // Before it polls, as on the command line.
    expect(alertsOf(second)).toMatchObject([{ kind: 'low', episode: expect.any(String) }]);
    second.start();
    await time.advance(30 * minute);
    expect(desktop.told).toHaveLength(1);
    expect(alertsOf(second)).toMatchObject([{ kind: 'low' }]);
    balances.set('a1', 40);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(2);
    expect(await episodes(second)).toHaveLength(1);
  });

  it('waits with its first look until the accounts were asked, so that old readings prime nothing', async () => {
    balances.set('a1', 150);
    const first = await started();
    await first.stop();
    await time.advance(day);
    balances.set('a1', 900);
    const second = open();
    second.start();
    await time.advance(minute);
    expect(await only(second)).toMatchObject({ clearedAt: expect.any(Number), voice: 'primed' });
    expect(desktop.told).toEqual([]);
  });

  it('clears everywhere when it is over', async () => {
    const engine = await started();
    await addWebhook(engine);
    webhook.answer(() => fail({ message: 'Down.', retry: true, retryAfterMs: null }));
    balances.set('a1', 150);
    await time.advance(10 * minute);
    const [shown] = desktop.told;
    expect(engine.state().alerting.carriers).toMatchObject([{}, {}, { waiting: 1, error: 'Down.' }]);
    balances.set('a1', 900);
    await time.advance(10 * minute);
    expect(alertsOf(engine)).toEqual([]);
    expect(desktop.withdrawn).toEqual([shown?.id]);
    webhook.answer(() => ({ ok: true, value: undefined }));
    await time.advance(day);
    expect(webhook.told.filter(({ id }) => id === shown?.id)).toEqual([]);
  });

  it('tells 500 at once in one notification', async () => {
    const engine = await started(500);
    for (let n = 1; n <= 500; n += 1) balances.set(`a${n}`, 150);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(1);
    expect(desktop.told[0]).toMatchObject({ title: '500 accounts need you', account: null, episode: null });
    expect(value(await engine.alerts.history({ limit: 500 }))).toHaveLength(500);
  });

  it('hides amounts on this computer’s screen alone', async () => {
    const engine = await started();
    await addWebhook(engine);
    value(await engine.setPreferences({ maskAmounts: true }));
    balances.set('a1', 150);
    await time.advance(10 * minute);
    expect(desktop.told[0]?.body).not.toContain('150');
    expect(webhook.told[0]?.body).toBe('150 of 1,000 credits left.');
  });

  it('removes an account’s alerts with it', async () => {
    const engine = await started(2);
    balances.set('a1', 150);
    await time.advance(10 * minute);
    value(await engine.removeAccount({ account: 'a1' }));
    await time.advance(10 * minute);
    expect(await episodes(engine)).toEqual([]);
    expect(desktop.withdrawn).toEqual(desktop.told.map(({ id }) => id));
  });
});

describe('time', () => {
  it('holds back in quiet hours all but what is critical, and sums up after them', async () => {
    const engine = await started(3);
    value(await engine.alerts.setRules({ quietHours: { enabled: true, from: '10:00', to: '12:00' } }));
    await time.advance(70 * minute);
    balances.set('a1', 150);
    balances.set('a2', 150);
    await time.advance(10 * minute);
    expect(desktop.told).toEqual([]);
    expect(alertsOf(engine)).toHaveLength(1);
    balances.set('a3', 40);
    await time.advance(10 * minute);
    expect(bodies()).toEqual(['40 of 1,000 credits left.']);
    await time.advance(2 * hour);
    expect(desktop.told).toHaveLength(2);
    expect(desktop.told[1]).toMatchObject({
      title: '2 accounts need you',
      at: Date.parse('2026-11-21T12:00:00Z'),
    });
  });

  it('sums up what happened in three days of sleep, whether the shell told of it or not', async () => {
    const engine = await started(5);
    for (let n = 1; n <= 5; n += 1) balances.set(`a${n}`, 150);
    await engine.pause();
    time.jump(3 * day);
    engine.start();
    await time.advance(5 * minute);
    expect(desktop.told).toHaveLength(1);
    expect(desktop.told[0]?.title).toBe('5 accounts need you');

    for (let n = 1; n <= 5; n += 1) balances.set(`a${n}`, 40);
    time.jump(3 * day);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(2);
  });

  it('goes on when the clock is set back and forth, and repeats nothing', async () => {
    const engine = await started();
    await addWebhook(engine);
    webhook.answer(() => fail({ message: 'Down.', retry: true, retryAfterMs: null }));
    balances.set('a1', 150);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(1);
    time.jump(-day);
    webhook.answer(() => ({ ok: true, value: undefined }));
    await time.advance(10 * minute);
    expect(webhook.told).toHaveLength(1);
    value(await engine.refresh({}));
    balances.set('a1', 40);
    await time.advance(5 * minute);
    value(await engine.refresh({}));
    await time.advance(minute);
    expect(desktop.told).toHaveLength(2);
    time.jump(2 * day);
    await time.advance(30 * minute);
    expect(desktop.told).toHaveLength(2);
    expect(webhook.told).toHaveLength(2);
  });
});

describe('what the person says', () => {
  it('acknowledged: no more of it, unless it gets worse', async () => {
    const engine = await started();
    balances.set('a1', 150);
    await time.advance(10 * minute);
    const { id } = await only(engine);
    value(await engine.alerts.acknowledge({ episode: id }));
    expect(alertsOf(engine)).toMatchObject([{ acknowledged: true }]);
    expect(desktop.withdrawn).toHaveLength(1);
    await time.advance(hour);
    expect(desktop.told).toHaveLength(1);
    balances.set('a1', 40);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(2);
  });

  it('snoozed: told again at that time, if it still holds', async () => {
    const engine = await started();
    balances.set('a1', 150);
    await time.advance(10 * minute);
    const until = time.clock.now() + 2 * hour;
    value(await engine.alerts.snooze({ episode: (await only(engine)).id, until }));
    expect(alertsOf(engine)).toMatchObject([{ snoozedUntil: until }]);
    await time.advance(2 * hour - minute);
    expect(desktop.told).toHaveLength(1);
    await time.advance(2 * minute);
    expect(desktop.told).toHaveLength(2);
    expect(desktop.told[1]?.id).not.toBe(desktop.told[0]?.id);
  });

  it('muted: nothing of the account until then', async () => {
    const engine = await started();
    value(await engine.alerts.mute({ account: 'account 1', until: time.clock.now() + hour }));
    balances.set('a1', 150);
    await time.advance(50 * minute);
    expect(desktop.told).toEqual([]);
    expect(alertsOf(engine)).toHaveLength(1);
    await time.advance(15 * minute);
    expect(desktop.told).toHaveLength(1);
  });

  it('other rules, for all or for one account', async () => {
    const engine = await started(2);
    value(await engine.alerts.setRules({ rules: { low: { enabled: true, shares: [], amounts: [500] } } }));
    value(
      await engine.alerts.setAccountRules({
        account: 'a2',
        rules: { low: { enabled: false, shares: [], amounts: [] } },
      }),
    );
    balances.set('a1', 450);
    balances.set('a2', 450);
    await time.advance(10 * minute);
    expect(desktop.told).toMatchObject([{ account: 'a1' }]);
    expect(engine.state().alerting.rules['expires-soon'].enabled).toBe(true);
  });

  it.each<[string, (engine: Engine, now: number) => Promise<Result<unknown, CommandError>>]>([
    ['an unknown episode', (engine) => engine.alerts.acknowledge({ episode: 'x' })],
    ['an unknown episode to snooze', (engine, now) => engine.alerts.snooze({ episode: 'x', until: now + 1 })],
    ['a time that is over', (engine, now) => engine.alerts.mute({ account: 'a1', until: now })],
    [
      'a lead time the wrong way round',
      (engine) =>
        engine.alerts.setRules({
          rules: { 'runs-out-soon': { enabled: true, leadHours: 5, criticalHours: 6 } },
        }),
    ],
    [
      'quiet hours without a length',
      (engine) => engine.alerts.setRules({ quietHours: { enabled: true, from: '10:00', to: '10:00' } }),
    ],
    [
      'a carrier without an address',
      (engine) => engine.alerts.addCarrier({ kind: 'webhook', label: 'x', least: 'info', fields: {} }),
    ],
    [
      'a carrier without a name',
      (engine) =>
        engine.alerts.addCarrier({ kind: 'webhook', label: ' ', least: 'info', fields: webhookFields }),
    ],
    [
      'a field that does not exist',
      (engine) =>
        engine.alerts.addCarrier({
          kind: 'webhook',
          label: 'x',
          least: 'info',
          fields: { ...webhookFields, a: 'b' },
        }),
    ],
    ['a built-in carrier to remove', (engine) => engine.alerts.removeCarrier({ id: 'desktop' })],
    ['a built-in carrier to rename', (engine) => engine.alerts.editCarrier({ id: 'desktop', label: 'x' })],
    ['an unknown carrier', (engine) => engine.alerts.testCarrier({ id: 'x' })],
  ])('is told what is wrong with %s', async (_, command) => {
    const engine = await started();
    const result = await command(engine, time.clock.now());
    expect(result).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
  });

  it('acts from a notification', async () => {
    const opened: unknown[] = [];
    const engine = await started(1, {
      openFromNotification: (account, action) => opened.push([account, action]),
    });
    balances.set('a1', 150);
    await time.advance(10 * minute);
    const [notification] = desktop.told;
    if (!notification) throw new Error('Nothing was told.');
    expect(notification.actions).toEqual(['open', 'snooze', 'billing']);
    engine.notificationActed(notification, 'open');
    engine.notificationActed(notification, 'snooze');
    expect(opened).toEqual([['a1', 'open']]);
    expect(alertsOf(engine)).toMatchObject([{ snoozedUntil: time.clock.now() + day }]);
  });
});

describe('carriers', () => {
  it('tried again, less and less often, until it arrives; none waits for another', async () => {
    const engine = await started();
    await addWebhook(engine);
    webhook.answer(() => fail({ message: 'The receiver answered 503.', retry: true, retryAfterMs: null }));
    balances.set('a1', 150);
    await time.advance(7 * minute);
    expect(desktop.told).toHaveLength(1);
    const tries = webhook.tried.length;
    expect(tries).toBeGreaterThan(1);
    const carrier = engine.state().alerting.carriers[2];
    expect(carrier).toMatchObject({ waiting: 1, error: 'The receiver answered 503.', lastAt: null });
    webhook.answer(() => ({ ok: true, value: undefined }));
    await time.advance(20 * minute);
    expect(webhook.told).toHaveLength(1);
    expect(new Set(webhook.tried.map(({ notification }) => notification.id)).size).toBe(1);
    expect(engine.state().alerting.carriers[2]).toMatchObject({
      waiting: 0,
      error: null,
      lastAt: expect.any(Number),
    });
  });

  it('waits as long as the receiver asks', async () => {
    const engine = await started();
    await addWebhook(engine);
    webhook.answer(() => fail({ message: 'Too many.', retry: true, retryAfterMs: 45 * minute }));
    balances.set('a1', 150);
    await time.advance(40 * minute);
    expect(webhook.tried).toHaveLength(1);
    await time.advance(20 * minute);
    expect(webhook.tried).toHaveLength(2);
  });

  it('gives up after a day, and says so', async () => {
    const engine = await started();
    await addWebhook(engine);
    webhook.answer(() => fail({ message: 'Down.', retry: true, retryAfterMs: null }));
    balances.set('a1', 150);
    await time.advance(25 * hour);
    expect(engine.state().alerting.carriers[2]).toMatchObject({ waiting: 0, error: 'Down.' });
    const { length } = webhook.tried;
    await time.advance(7 * hour);
    expect(webhook.tried).toHaveLength(length);
  });

  it('one that never answers holds up nobody', async () => {
    const engine = await started();
    await addWebhook(engine);
    webhook.answer(() => new Promise(() => {}));
    balances.set('a1', 150);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(1);
    expect(webhook.tried.length).toBeGreaterThan(1);
    expect(engine.state().alerting.carriers[2]?.error).toBe('It did not answer within 15 s.');
  });

  it('says only what is severe enough, and nothing where it is switched off', async () => {
    const engine = await started();
    const { id } = await addWebhook(engine);
    value(await engine.alerts.editCarrier({ id, least: 'critical' }));
    value(await engine.alerts.editCarrier({ id: 'desktop', enabled: false }));
    balances.set('a1', 150);
    await time.advance(10 * minute);
    expect([...desktop.told, ...webhook.told]).toEqual([]);
    balances.set('a1', 40);
    await time.advance(10 * minute);
    expect(webhook.told).toMatchObject([{ severity: 'critical' }]);
    expect(desktop.told).toEqual([]);
  });

  it('is tested with its fields, and the state tells how it went and whom it talks to', async () => {
    const engine = await started();
    const { id, host } = await addWebhook(engine);
    expect(host).toBe('hooks.invented.example');
    value(await engine.alerts.testCarrier({ id }));
    expect(webhook.tried[0]?.fields).toEqual(webhookFields);
    expect(engine.state().hosts.at(-1)).toMatchObject({ host, provider: 'team', lastAt: time.clock.now() });
    webhook.answer(() =>
      fail({ message: `Refused: ${webhookFields.signingKey}.`, retry: false, retryAfterMs: null }),
    );
    const failed = await engine.alerts.testCarrier({ id });
    expect(failed).toMatchObject({ ok: false, error: { kind: 'not-delivered', message: 'Refused: ••••.' } });
    expect(engine.state().alerting.carriers[2]?.error).toBe('Refused: ••••.');
  });

  it('keeps addresses and keys out of files, state and log', async () => {
    const engine = await started();
    const { id } = await addWebhook(engine);
    webhook.answer(() => fail({ message: `Down: ${webhookFields.url}`, retry: true, retryAfterMs: null }));
    balances.set('a1', 150);
    await time.advance(10 * minute);
    for (const secret of Object.values(webhookFields)) {
      expect(JSON.stringify(engine.state())).not.toContain(secret);
      expect(filesWith(home, secret)).toEqual([]);
    }
    value(await engine.alerts.removeCarrier({ id }));
    expect(engine.state().alerting.carriers).toHaveLength(2);
    expect(await engine.alerts.testCarrier({ id })).toMatchObject({ ok: false });
  });

  it('gives open pages what they are to show', async () => {
    const engine = await started();
    value(await engine.alerts.editCarrier({ id: 'browser', enabled: true }));
    const shown: string[] = [];
    balances.set('a1', 150);
    await time.advance(6 * minute);
    const leave = engine.alerts.onNotification(({ body }) => shown.push(body));
    await time.advance(0);
    expect(shown).toEqual(['150 of 1,000 credits left.']);
    leave();
    balances.set('a1', 40);
    await time.advance(hour);
    engine.alerts.onNotification(({ body }) => shown.push(body));
    await time.advance(minute);
    expect(shown).toHaveLength(1);
  });
});

describe('two engines on one data folder', () => {
  it('tell once, and the second takes over from the first', async () => {
    const first = await started();
    const second = open();
    second.start();
    await time.advance(minute);
    balances.set('a1', 150);
    await time.advance(15 * minute);
    expect(desktop.told).toHaveLength(1);
    expect(alertsOf(second)).toMatchObject([{ kind: 'low', episode: (await only(first)).id }]);
    await first.stop();
    balances.set('a1', 40);
    await time.advance(15 * minute);
    expect(desktop.told).toHaveLength(2);
    expect(await episodes(second)).toHaveLength(1);
  });
});
