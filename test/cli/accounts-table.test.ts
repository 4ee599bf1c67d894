import { expect, it } from 'vitest';
import { accountsTable, balanceLine } from '../../main/cli/text/accounts-table.ts';
import { describeProvider } from '../../main/providers/contract/provider.ts';
import { providers } from '../../main/providers/index.ts';
import {
  type AccountState,
  type Alert,
  type AppState,
  alertSettingsSchema,
  type PoolState,
  preferencesSchema,
} from '../../shared/model/index.ts';

const now = Date.parse('2026-11-21T09:00:00Z');

const alert = (kind: Alert['kind'], text: string): Alert => ({
  kind,
  severity: 'warning',
  since: now,
  text,
  masked: text,
  episode: null,
  acknowledged: false,
  snoozedUntil: null,
});

const pool: PoolState = {
  forecast: null,
  burnByDay: [],
  id: 'credits',
  label: 'Credits',
  unit: { kind: 'credits' },
  remaining: 6031.5,
  used: 168.5,
  limit: 5000,
  provenance: {},
  cycle: {
    frequency: 'monthly',
    renewsAt: Date.parse('2026-12-10T00:00:00Z'),
    grant: 5000,
    rollover: 'none',
  },
  grants: [
    {
      id: 'r',
      kind: 'refill',
      label: null,
      granted: 5000,
      remaining: 4831.5,
      grantedAt: null,
      expiresAt: null,
      provenance: 'computed',
    },
    {
      id: 't',
      kind: 'topup',
      label: null,
      granted: 1200,
      remaining: 1200,
      grantedAt: null,
      expiresAt: Date.parse('2027-11-03T00:00:00Z'),
      provenance: 'entered',
    },
  ],
};

const account: AccountState = {
  id: 'a1',
  provider: 'spidra',
  label: 'Spider\u001b[2J',
  tags: [],
  note: '',
  pinned: false,
  hidden: false,
  credential: { since: null, expiresAt: null },
  credentialEnd: 'wxyz',
  credentialKept: 'vault',
  paused: false,
  intervalMs: 300_000,
  health: { state: 'ok', readAt: now - 120_000, error: null, nextAt: null },
  plan: 'Builder',
  scope: 'usage',
  pools: [pool],
  caps: [
    {
      id: 'd',
      label: 'Daily credits',
      window: 'day',
      limit: 1000,
      used: 640,
      resetsAt: Date.parse('2026-11-22T00:00:00Z'),
      zone: 'UTC',
      hard: true,
      provenance: 'entered',
      forecast: null,
    },
  ],
  alerts: [alert('low', 'Credits are low.')],
  alertSettings: { rules: {}, mutedUntil: null },
  notes: ['Told by the provider.'],
  disagreements: [{ what: 'Plan', reported: 'Pro', entered: 'Builder' }],
  entered: { plan: 'builder', cycleStart: null, refill: null, rollover: null, grants: [] },
  refreshing: false,
};

const textOf = (accounts: AccountState[], unasked = new Map()) => {
  const state: AppState = {
    at: now,
    mode: 'live',
    shell: 'cli',
    version: '0.1.0',
    dataFolder: '/somewhere',
    vault: { state: 'open', kind: 'passphrase', warning: null },
    order: [],
    notices: [],
    accounts,
    providers: providers.map(describeProvider),
    ratedProviders: [],
    preferences: preferencesSchema.parse({}),
    budgets: [],
    money: { currency: null, rates: [] },
    alerting: { ...alertSettingsSchema.parse({}), channels: [] },
    desktop: null,
    hosts: [],
    removed: [],
    usageEndpoint: null,
  };
  return accountsTable(state, unasked, 'UTC', (style, text) =>
    style === 'red' ? `<red>${text}</red>` : text,
  );
};

it('says which account is paused, and whose checks are off because they cost credits', () => {
  const off = { ...account, health: { ...account.health, state: 'off' as const } };
  expect(textOf([{ ...off, paused: true }])).toContain('2 min ago, paused');
  expect(textOf([{ ...off, paidChecks: false }])).toContain('2 min ago, checks off');
});

it('shows balance, renewal, grants, caps, alerts and age, aligned', () => {
  expect(textOf([account])).toBe(
    [
      'ID   ACCOUNT                        LEFT                       NEXT                               READ',
      'a1   Spidra “Spider [2J”, Builder   6,031.5 credits            refills 5,000 on 10 Dec            2 min ago',
      '       Refill                       4,831.5 of 5,000 credits',
      '       Top-up                       1,200 of 1,200 credits     expires at the end of 2 Nov 2027',
      '       Daily credits                640 of 1,000 used          resets 22 Nov, 00:00',
      '       ! Credits are low.',
      '       · Top up: https://app.spidra.io/dashboard/billing',
      '       ! Plan: the provider says Pro, you entered Builder.',
      '       · Told by the provider.',
    ].join('\n'),
  );
});

it('shows your note and your tags', () => {
  const text = textOf([{ ...account, note: 'Ask Ada.', tags: ['client X', 'craw\u001b[2Jler'] }]);
  expect(text).toMatch(/\n {7}· Ask Ada\.\n {7}· #client X #craw \[2Jler$/);
});

it('says what is foreseen, as loudly as it is urgent', () => {
  const ends = now + 20 * 3_600_000;
  const foreseen: PoolState = {
    ...pool,
    forecast: {
      burnPerDay: 412,
      runsOutAt: { early: ends, likely: ends, late: ends },
      waste: [],
      basis: { hours: 500, gaps: 0 },
      confidence: 'good',
    },
  };
  expect(textOf([{ ...account, pools: [foreseen] }])).toContain(
    '<red>       ! About 20 hours left: likely runs out tomorrow morning, around 05:00. The next refill (5,000) is not until 10 December.</red>',
  );
});

it('says why an account failed, once, and keeps its last balance', () => {
  const failed: AccountState = {
    ...account,
    health: {
      ...account.health,
      state: 'error',
      error: { kind: 'offline', message: 'No network.', retryAt: null, advice: 'Check it.' },
    },
    alerts: [alert('unreachable', 'Cannot be asked.')],
  };
  const text = textOf([failed]);
  expect(text).toContain('<red>       ! No network. Check it.</red>');
  expect(text).not.toContain('Cannot be asked.');
  expect(text).toContain('6,031.5 credits');
  const locked = new Map([['a1', { kind: 'locked', message: 'The credentials are locked.' }]]);
  expect(textOf([account], locked)).toContain('<red>       ! The credentials are locked.</red>');
});

it('never shows an unknown balance as zero', () => {
  const unread = { ...account, pools: [], health: { ...account.health, readAt: null } };
  expect(textOf([unread])).toMatch(/unknown +never$/m);
  expect(balanceLine(unread, { name: 'Spidra' })).toBe('spidra “Spider [2J” (a1): balance unknown.');
  const used = { ...account, pools: [{ ...pool, remaining: null }] };
  expect(textOf([used])).toContain('168.5 credits used');
  const week = { id: 'week', label: 'Week', window: 'week' as const, unit: { kind: 'percent' as const } };
  const cap = {
    ...week,
    limit: 100,
    used: 63,
    resetsAt: null,
    zone: null,
    hard: true,
    provenance: 'reported' as const,
  };
  const windows = { ...account, pools: [], caps: [{ ...cap, forecast: null }] };
  expect(balanceLine(windows, { name: 'Spidra' })).toContain('63 % of the weekly window used');
});
