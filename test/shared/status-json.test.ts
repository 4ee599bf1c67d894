import { describe, expect, it } from 'vitest';
import {
  type AccountState,
  type AppState,
  alertSettingsSchema,
  preferencesSchema,
} from '../../shared/model/index.ts';
import { statusJsonSchema } from '../../shared/model/status-json.ts';
import { isoInstant, statusJson } from '../../shared/status-json.ts';

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

it('writes instants in UTC, whole seconds without a fraction', () => {
  expect(isoInstant(now)).toBe('2026-11-21T09:00:00Z');
  expect(isoInstant(now + 7)).toBe('2026-11-21T09:00:00.007Z');
});
