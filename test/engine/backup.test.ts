import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportInput } from '../../shared/api/backup.ts';
import type { Settings } from '../../shared/model/index.ts';
import { type BackupHouse, backupHouse } from '../helpers/backup-house.ts';

let house: BackupHouse;
beforeEach(async () => {
  house = await backupHouse();
});
afterEach(() => house.close());

const account = {
  id: 'a1',
  provider: 'scraperapi',
  label: 'production',
  createdAt: 0,
  credential: { kind: 'vault' },
};
const file = (more: object) =>
  Buffer.from(
    JSON.stringify({
      kind: 'fuelgauge-backup',
      schemaVersion: 1,
      createdAt: '2026-11-28T09:00:00Z',
      ...more,
    }),
  ).toString('base64');
const imported = async (more: object, choices: Partial<ImportInput> = {}) => {
  const done = await house.engine.importBackup({
    file: file(more),
    replace: false,
    allowed: [],
    dryRun: false,
    ...choices,
  });
  if (!done.ok) throw new Error(done.error.message);
  return done.value;
};
const now = (): Settings => JSON.parse(readFileSync(join(house.home, 'settings.json'), 'utf8'));
const own = {
  id: 'gateway',
  name: 'Gateway',
  request: { address: 'https://gateway.example/credits', headers: { authorization: 'Bearer {key}' } },
  read: { remaining: 'left' },
};
const program = { id: 'script', name: 'Script', command: ['/bin/sh', '-c', 'id'] };

it('keeps the ids of the backup where nothing ever was, and gives none twice', async () => {
  await imported({ accounts: [{ ...account, id: 'a7' }], lastAccountNumber: 12 });
  expect(now()).toMatchObject({ accounts: [{ id: 'a7' }], lastAccountNumber: 12 });
  await imported({ accounts: [{ ...account, id: 'a7', label: 'other' }], lastAccountNumber: 3 });
  expect(now().accounts.map(({ id }) => id)).toEqual(['a7', 'a13']);
});

it('runs no program and asks no address near you without your consent', async () => {
  const near = { ...own, id: 'near', name: 'Near', request: { address: 'http://192.168.1.7/credits' } };
  const backup = {
    customProviders: [own, program, near],
    accounts: [{ ...account, provider: 'script', credential: { kind: 'none' } }],
  };
  const first = await imported(backup);
  expect(first.items.map(({ name, outcome }) => [name, outcome])).toEqual(
    expect.arrayContaining([
      ['Gateway', 'added'],
      ['Script', 'left-out'],
      ['Near', 'left-out'],
      ['script “production”', 'left-out'],
    ]),
  );
  expect(first.questions.map(({ id }) => id)).toEqual(['provider:script', 'provider:near']);
  expect(now().customProviders.map(({ definition }) => definition.id)).toEqual(['gateway']);
  await imported(backup, { allowed: ['provider:script'] });
  expect(now().customProviders.map(({ definition, allowed }) => [definition.id, allowed])).toEqual([
    ['gateway', false],
    ['script', true],
  ]);
  expect(now().accounts.map(({ provider }) => provider)).toEqual(['script']);
});

it('sends no variable of yours to a provider of the backup without your consent', async () => {
  const theirs = {
    ...account,
    provider: 'gateway',
    credential: { kind: 'environment', variables: { key: 'AWS_SECRET' } },
  };
  const backup = { customProviders: [own], accounts: [theirs] };
  const { questions } = await imported(backup);
  expect(questions).toEqual([
    { id: 'account:a1', text: expect.stringContaining('AWS_SECRET to gateway.example') },
  ]);
  expect(now().accounts).toEqual([]);
  await imported(backup, { allowed: ['account:a1'] });
  expect(now().accounts).toHaveLength(1);
});

it('adds a channel that sends without encryption only with your consent', async () => {
  const backup = {
    alerts: {
      channels: [{ id: 'c-1', kind: 'ntfy', label: 'home', enabled: true, minSeverity: 'info' }],
    },
    channelFields: { 'c-1': { url: 'http://ntfy.lan/topic' } },
  };
  const { questions } = await imported(backup);
  expect(questions).toEqual([
    { id: 'channel:c-1', text: expect.stringContaining('ntfy.lan in your own network without encryption') },
  ]);
  const kept = () => now().alerts.channels.filter(({ label }) => label === 'home');
  expect(kept()).toEqual([]);
  const allowed = { allowed: ['channel:c-1'], dryRun: true };
  expect((await imported(backup, allowed)).items).toContainEqual(
    expect.objectContaining({ what: 'channel', name: 'home', outcome: 'added' }),
  );
});

it('brings the tags of a channel and the weekly summary, and again changes nothing', async () => {
  const weeklySummary = { weekday: 'friday', at: '17:00', since: 1 };
  const common = { enabled: true, minSeverity: 'info', tags: ['Nordhaus'] };
  const backup = {
    alerts: {
      weeklySummary,
      channels: [
        { id: 'c-1', kind: 'email', label: 'mail', ...common },
        { id: 'desktop', kind: 'desktop', label: 'This computer', ...common },
      ],
    },
  };
  await imported(backup);
  const { alerts } = now();
  expect(alerts.weeklySummary).toEqual(weeklySummary);
  expect(alerts.channels.map(({ id, tags }) => [id, tags])).toEqual([
    ['desktop', undefined],
    ['browser', undefined],
    ['c-1', ['Nordhaus']],
  ]);
  const { items } = await imported(backup);
  expect(items.filter(({ what }) => what === 'channel' || what === 'rules')).toMatchObject([
    { outcome: 'same' },
    { outcome: 'same' },
    { outcome: 'same' },
  ]);
});

it('adds a channel that runs a program only with your consent, and one without its address as waiting', async () => {
  const channel = { enabled: true, minSeverity: 'info' };
  const backup = {
    alerts: {
      channels: [
        { id: 'c-1', kind: 'slack', label: 'team', ...channel },
        { id: 'c-2', kind: 'command', label: 'mine', ...channel },
      ],
    },
    channelFields: { 'c-2': { command: '/bin/touch\n/tmp/it' } },
  };
  const report = await imported(backup);
  expect(report.missing).toEqual([{ what: 'channel', channel: 'c-1', label: 'team' }]);
  expect(report.questions).toEqual([
    { id: 'channel:c-2', text: expect.stringContaining('/bin/touch /tmp/it') },
  ]);
  expect(now().alerts.channels.map(({ id }) => id)).toEqual(['desktop', 'browser', 'c-1']);
  // Without its address, nothing is missing from the vault.
  expect(house.engine.state().vault.lost).toBeUndefined();
});

describe('preferences and rules', () => {
  const preferences = { theme: 'dark', trayText: 'balance' };
  it('fill in what was never changed here', async () => {
    await house.engine.setPreferences({ theme: 'light' });
    await imported({ preferences });
    expect(now().preferences).toMatchObject({ theme: 'light', trayText: 'balance' });
  });

  it('are replaced on demand, and what was here is set aside', async () => {
    await house.engine.setPreferences({ theme: 'light' });
    const { setAside } = await imported({ preferences }, { replace: true });
    expect(now().preferences).toMatchObject({ theme: 'dark' });
    const aside = readFileSync(setAside ?? '');
    await house.engine.importBackup({
      file: aside.toString('base64'),
      replace: true,
      allowed: [],
      dryRun: false,
    });
    expect(now().preferences).toMatchObject({ theme: 'light', trayText: 'none' });
  });
});

it.each([
  ['an unknown provider', { ...account, provider: 'nobody' }, /doesn’t know the provider “nobody”/],
  ['a label like an id', { ...account, label: 'a5' }, /looks like the id/],
  ['a label that hides something', { ...account, label: 'pro\u202Eduction' }, /cannot be seen/],
  ['no credential where one is needed', { ...account, credential: { kind: 'none' } }, /needs a credential/],
  [
    'a field that there is not',
    { ...account, credential: { kind: 'environment', variables: { other: 'X' } } },
    /no such field/,
  ],
])('leaves out an account with %s, and says why', async (_, theirs, why) => {
  const { items } = await imported({ accounts: [theirs, { ...account, id: 'a2', label: 'sound' }] });
  expect(items.filter(({ what }) => what === 'account')).toEqual([
    expect.objectContaining({ outcome: 'left-out', why: expect.stringMatching(why) }),
    expect.objectContaining({ outcome: 'added', name: 'scraperapi “sound”' }),
  ]);
  expect(now().accounts.map(({ label }) => label)).toEqual(['sound']);
});

it('changes nothing if it cannot be read, or if it is only tried', async () => {
  const before = readFileSync(join(house.home, 'settings.json'), 'utf8');
  for (const bytes of [
    '',
    'x',
    '{"kind":"fuelgauge-backup","schemaVersion":9}',
    'age-encryption.org/v1\nnothing',
  ])
    expect(
      await house.engine.importBackup({
        file: Buffer.from(bytes).toString('base64'),
        passphrase: 'p',
        replace: true,
        allowed: [],
        dryRun: false,
      }),
    ).toMatchObject({ ok: false, error: { message: expect.stringMatching(/\.$/) } });
  await imported({ accounts: [account] }, { dryRun: true });
  expect(readFileSync(join(house.home, 'settings.json'), 'utf8')).toBe(before);
});
