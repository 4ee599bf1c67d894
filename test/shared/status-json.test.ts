import { describe, expect, it } from 'vitest';
import { isoInstant } from '../../shared/iso-instant.ts';
import {
  type AccountState,
  type AppState,
  alertSettingsSchema,
  type BudgetState,
  preferencesSchema,
} from '../../shared/model/index.ts';
import { statusJsonSchema } from '../../shared/model/status-json.ts';
import { statusJson } from '../../shared/status-json.ts';

const now = Date.parse('2026-11-21T09:00:00Z');

const account: AccountState = {
  id: 'a1',
  provider: 'crustdata',
  label: 'production',
  tags: [],
  note: '',
  pinned: false,
  hidden: false,
  credential: { since: null, expiresAt: null },
  credentialEnd: 'wxyz',
  credentialKept: 'vault',
  paused: false,
  intervalMs: 300_000,
  health: { state: 'ok', readAt: now - 1500, error: null, nextAt: null },
  plan: null,
  scope: 'account',
  pools: [
    {
      id: 'credits',
      label: 'Credits',
      unit: { kind: 'credits' },
      remaining: 9406.5,
      used: 593.5,
      limit: 10000,
      provenance: { remaining: 'reported' },
      cycle: {
        frequency: 'monthly',
        renewsAt: Date.parse('2026-12-01T00:00:00Z'),
        grant: 10000,
        rollover: { upTo: 5000 },
      },
      grants: [
        {
          id: 'g1',
          kind: 'topup',
          label: null,
          granted: 1200,
          remaining: 1000,
          grantedAt: null,
          expiresAt: now,
          provenance: 'reported',
        },
      ],
      burnByDay: [],
      forecast: {
        burnPerDay: 310,
        runsOutAt: { early: now, likely: now + 1500, late: null },
        waste: [{ grant: 'g1', at: now, early: 1, likely: 430, late: 500 }],
        basis: { hours: 216, gaps: 1 },
        confidence: 'good',
      },
    },
  ],
  caps: [
    {
      id: 'daily',
      label: 'Daily credits',
      window: 'day',
      limit: 1000,
      used: 640,
      resetsAt: now,
      zone: 'UTC',
      hard: true,
      provenance: 'reported',
      forecast: { reachedAt: { early: now, likely: now, late: null }, probability: 0.83 },
    },
  ],
  alerts: [
    {
      kind: 'low',
      severity: 'warning',
      since: now,
      text: 'Credits are low.',
      masked: 'Credits are low.',
      episode: null,
      acknowledged: false,
      snoozedUntil: null,
    },
  ],
  alertSettings: { rules: {}, mutedUntil: null },
  notes: [],
  disagreements: [],
  entered: { plan: null, cycleStart: null, refill: null, rollover: null, grants: [] },
  refreshing: false,
};

const state = (accounts: AccountState[]): AppState => ({
  at: now,
  mode: 'live',
  shell: 'cli',
  version: '0.1.0',
  dataFolder: '/somewhere',
  vault: { state: 'open', kind: 'passphrase', warning: null },
  order: [],
  notices: [],
  accounts,
  providers: [],
  ratedProviders: [],
  preferences: preferencesSchema.parse({}),
  budgets: [],
  money: { currency: null, rates: [] },
  alerting: { ...alertSettingsSchema.parse({}), channels: [] },
  desktop: null,
  hosts: [],
  removed: [],
  usageEndpoint: null,
});

describe('the status JSON', () => {
  it('has the shape that scripts rely on', () => {
    expect(statusJson(state([account]))).toMatchObject({
      schemaVersion: 1,
      at: '2026-11-21T09:00:00Z',
      accounts: [
        {
          id: 'a1',
          provider: 'crustdata',
          label: 'production',
          health: { state: 'ok', readAt: '2026-11-21T08:59:58.500Z', error: null },
          plan: null,
          scope: 'account',
          pools: [
            {
              id: 'credits',
              label: 'Credits',
              unit: { kind: 'credits' },
              remaining: 9406.5,
              used: 593.5,
              limit: 10000,
              provenance: { remaining: 'reported' },
              cycle: {
                frequency: 'monthly',
                renewsAt: '2026-12-01T00:00:00Z',
                grant: 10000,
                rollover: { upTo: 5000 },
              },
              grants: [
                {
                  id: 'g1',
                  kind: 'topup',
                  granted: 1200,
                  remaining: 1000,
                  grantedAt: null,
                  expiresAt: '2026-11-21T09:00:00Z',
                },
              ],
              forecast: {
                burnPerDay: 310,
                runsOutAt: { early: '2026-11-21T09:00:00Z', likely: '2026-11-21T09:00:01.500Z', late: null },
                waste: [{ grant: 'g1', at: '2026-11-21T09:00:00Z', likely: 430 }],
                basis: '9 days',
                confidence: 'good',
              },
            },
          ],
          caps: [
            {
              id: 'daily',
              label: 'Daily credits',
              window: 'day',
              limit: 1000,
              used: 640,
              resetsAt: '2026-11-21T09:00:00Z',
              hard: true,
              forecast: {
                reachedAt: { early: '2026-11-21T09:00:00Z', likely: '2026-11-21T09:00:00Z', late: null },
                probability: 0.83,
              },
            },
          ],
          alerts: [
            { kind: 'low', severity: 'warning', since: '2026-11-21T09:00:00Z', text: 'Credits are low.' },
          ],
        },
      ],
      errors: [],
    });
  });

  it('passes its own schema and holds no part of a credential', () => {
    const json = statusJson(state([account]));
    expect(statusJsonSchema.parse(json)).toEqual(json);
    expect(JSON.stringify(json)).not.toContain('wxyz');
  });

  it('lists each failed account once more in errors, beside its last data', () => {
    const failed: AccountState = {
      ...account,
      health: {
        ...account.health,
        state: 'error',
        error: { kind: 'timed-out', message: 'No answer.', retryAt: null, advice: 'Wait.' },
      },
    };
    const json = statusJson(state([failed]));
    expect(json.errors).toEqual([
      { account: 'a1', provider: 'crustdata', label: 'production', kind: 'timed-out', message: 'No answer.' },
    ]);
    expect(json.accounts[0]?.health.error).toEqual({
      kind: 'timed-out',
      message: 'No answer.',
      advice: 'Wait.',
    });
    expect(json.accounts[0]?.pools[0]?.remaining).toBe(9406.5);
  });

  it('shows an account that could not be polled as failed, unless it has an error of the provider', () => {
    const locked = { kind: 'locked', message: 'The credentials are locked.' } as const;
    const failed: AccountState = {
      ...account,
      id: 'a2',
      health: {
        ...account.health,
        state: 'error',
        error: { kind: 'bad-credential', message: 'No.', retryAt: null, advice: '' },
      },
    };
    const json = statusJson(
      state([account, failed]),
      new Map([
        ['a1', locked],
        ['a2', locked],
      ]),
    );
    expect(json.accounts.map(({ health }) => [health.state, health.error?.kind])).toEqual([
      ['error', 'locked'],
      ['error', 'bad-credential'],
    ]);
    expect(json.errors.map(({ kind }) => kind)).toEqual(['locked', 'bad-credential']);
    expect(statusJsonSchema.safeParse(json).success).toBe(true);
  });
});

describe('money in the status JSON', () => {
  const cost = {
    spentThisMonth: [
      { amount: '8', currency: 'EUR' },
      { amount: '12.405', currency: 'USD' },
    ],
    left: [{ amount: '1199.5', currency: 'JPY' }],
    perUnit: { amount: '0.00489999999', currency: 'USD' },
    unpriced: true,
  };
  const budget: BudgetState = {
    id: 'budget-0000000a',
    scope: { kind: 'tag', tag: 'client' },
    limit: { amount: '100', currency: 'USD' },
    period: 'month',
    createdAt: now,
    from: Date.parse('2026-10-31T23:00:00Z'),
    until: Date.parse('2026-11-30T23:00:00Z'),
    spent: '74.2049',
    share: 0.742049,
    end: { currency: 'USD', low: '95.994', likely: '99.995', high: '104' },
    passedAt: { early: Date.parse('2026-11-29T04:00:00Z'), likely: null },
    incomplete: false,
  };

  it('is written as exact texts in the minor unit of its currency', () => {
    const json = statusJson({ ...state([{ ...account, cost }]), budgets: [budget] });
    expect(json.accounts[0]?.cost).toEqual({
      spentThisMonth: [
        { amount: '8.00', currency: 'EUR' },
        { amount: '12.41', currency: 'USD' },
      ],
      valueLeft: [{ amount: '1200', currency: 'JPY' }],
      perCredit: { amount: '0.0049', currency: 'USD' },
      unpriced: true,
    });
    expect(json.budgets).toEqual([
      {
        id: 'budget-0000000a',
        scope: { kind: 'tag', tag: 'client' },
        limit: { amount: '100.00', currency: 'USD' },
        period: 'month',
        from: '2026-10-31T23:00:00Z',
        until: '2026-11-30T23:00:00Z',
        spent: '74.20',
        share: 0.742049,
        end: { low: '95.99', likely: '100.00', high: '104.00' },
        passedAt: { early: '2026-11-29T04:00:00Z', likely: null },
        incomplete: false,
      },
    ]);
    expect(statusJsonSchema.parse(json)).toEqual(json);
  });

  it('is null where nothing is known of prices', () => {
    expect(statusJson(state([account])).accounts[0]?.cost).toBeNull();
  });
});

it('writes instants in UTC, whole seconds without a fraction', () => {
  expect(isoInstant(now)).toBe('2026-11-21T09:00:00Z');
  expect(isoInstant(now + 7)).toBe('2026-11-21T09:00:00.007Z');
});
