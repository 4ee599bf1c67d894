import type { AccountState, AppState, ProviderInfo } from '../../../../shared/model/index.ts';
import {
  account,
  alert,
  appState,
  cap,
  day,
  failing,
  grant,
  monthly,
  now,
  providers as plain,
  pool,
} from '../../../helpers/states.ts';

// Accounts with everything that the account page and the forms can show.

const source = { url: 'https://docs.example/plans', readOn: '2026-08' };
const dailyCap = {
  id: 'daily',
  label: 'Daily credits',
  window: 'day' as const,
  limit: 1000,
  zone: 'UTC',
  hard: true,
};
const extra: Record<string, Partial<ProviderInfo>> = {
  capsolver: {
    credentialFields: [
      {
        id: 'key',
        label: 'API key',
        secret: true,
        pattern: '^CAP-',
        environment: ['CAPSOLVER_API_KEY'],
        hint: 'The account’s API key from the dashboard’s overview, not the token of a package.',
      },
    ],
  },
  spidra: {
    credentialFields: [
      {
        id: 'key',
        label: 'API key',
        secret: true,
        pattern: '^spd_',
        environment: ['SPIDRA_API_KEY'],
        hint: 'An API key from the dashboard. It sees what was used on each day, not what is left.',
      },
    ],
    plans: [
      {
        id: 'starter',
        name: 'Starter',
        grant: null,
        frequency: 'monthly',
        rollover: 'none',
        caps: [],
        note: null,
        source,
      },
    ],
  },
  scrapio: {
    plans: [
      {
        id: 'starter',
        name: 'Starter',
        grant: 25_000,
        frequency: 'monthly',
        rollover: 'none',
        caps: [],
        note: 'Since July 2026.',
        source,
      },
      {
        id: 'free-daily',
        name: 'Free (daily credits)',
        grant: 1000,
        frequency: 'daily',
        rollover: 'none',
        caps: [dailyCap],
        note: 'Until July 2026. The cap resets at midnight UTC.',
        source,
      },
    ],
  },
};
export const providers: ProviderInfo[] = plain.map((provider) => ({ ...provider, ...extra[provider.id] }));

const usd = { kind: 'money', code: 'USD' } as const;
const topup = (id: string, amount: number, bought: number, lapses: number | null) =>
  ({ id, kind: 'topup', amount, grantedAt: bought, expiresAt: lapses }) as const;
const nordhausTopups = [
  topup('g1', 3000, Date.UTC(2025, 11, 12), Date.UTC(2026, 11, 12)),
  topup('g2', 1200, Date.UTC(2026, 2, 14), Date.UTC(2027, 2, 14)),
];

export const crustdata: AccountState = account('a1', 'crustdata', 'production', {
  pools: [
    pool(1240.5, {
      used: 3759.5,
      limit: 5000,
      provenance: { remaining: 'reported', used: 'computed', limit: 'reported', cycle: 'reported' },
      cycle: monthly(5000),
      grants: [
        grant(240.5, { id: 'refill', granted: 5000 }),
        grant(1000, {
          id: 'topup',
          kind: 'topup',
          granted: 1200,
          grantedAt: Date.UTC(2026, 2, 14),
          expiresAt: Date.UTC(2027, 2, 14),
        }),
      ],
    }),
  ],
  caps: [
    cap({
      id: 'rate',
      label: 'Requests per minute',
      window: 'minute',
      limit: 300,
      used: 54,
      resetsAt: null,
      zone: null,
    }),
  ],
});

export const spidra: AccountState = account('a2', 'spidra', 'client: Nordhaus', {
  scope: 'usage',
  plan: 'Starter',
  pools: [
    pool(4872, {
      used: 2400,
      limit: 5000,
      provenance: { remaining: 'computed', used: 'reported', limit: 'entered', cycle: 'computed' },
      cycle: { ...monthly(5000, 'none'), renewsAt: Date.UTC(2026, 11, 4) },
      grants: [
        grant(2600, { id: 'refill', granted: 5000, provenance: 'computed' }),
        grant(1072, { ...nordhausTopups[0], granted: 3000, provenance: 'entered' }),
        grant(1200, { ...nordhausTopups[1], granted: 1200, provenance: 'entered' }),
      ],
    }),
  ],
  entered: {
    plan: 'starter',
    cycleStart: '2026-11-04',
    refill: 5000,
    rollover: null,
    grants: nordhausTopups.map((one) => ({ ...one })),
  },
  alerts: [alert('expires-soon', 'info', '1,072 credits of a top-up expire on 12 Dec.')],
});

export const capsolver: AccountState = account('a3', 'capsolver', 'default', {
  pools: [
    pool(18.4427, { id: 'balance', unit: usd, label: 'Balance' }),
    pool(64_210, {
      id: 'p1',
      unit: { kind: 'calls' },
      label: 'reCAPTCHA v2 100K',
      grants: [grant(64_210, { kind: 'package', expiresAt: Date.UTC(2027, 0, 9) })],
    }),
    pool(900, {
      id: 'p2',
      unit: { kind: 'calls' },
      label: 'Turnstile 1K',
      grants: [grant(900, { kind: 'package', expiresAt: Date.UTC(2026, 10, 28) })],
    }),
  ],
});

export const scrapio: AccountState = account('a4', 'scrapio', 'free plan', {
  tags: [],
  credentialEnd: null,
  credentialKept: 'none',
  scope: 'none',
  plan: 'Free (daily credits)',
  health: { state: 'ok', readAt: now - 60_000, error: null, nextAt: null },
  pools: [
    pool(360, {
      used: 640,
      limit: 1000,
      provenance: { remaining: 'computed', used: 'computed', limit: 'catalogue', cycle: 'computed' },
      cycle: { frequency: 'daily', renewsAt: Date.UTC(2026, 10, 22), grant: 1000, rollover: 'none' },
    }),
  ],
  caps: [cap()],
});

export const rejected: AccountState = account('a5', 'crustdata', 'old key', {
  health: failing('bad-credential', 'Crustdata rejects the API key.', now - 3 * day),
  alerts: [alert('credential-rejected', 'critical', 'Crustdata rejects the API key.')],
  disagreements: [{ what: 'Refill', reported: '5,000 credits', entered: '8,000 credits' }],
});

export const unknown: AccountState = account('a6', 'spidra', 'new', {
  scope: 'usage',
  pools: [pool(null, { used: 420, provenance: { used: 'reported' } })],
  notes: ['Enter the plan’s credits and the day the cycle started to see what is left.'],
});

export const waiting: AccountState = account('a7', 'scraperapi', 'first', {
  pools: [],
  health: { state: 'waiting', readAt: null, error: null, nextAt: now },
  refreshing: true,
});

export const huge: AccountState = account(
  'a8',
  'scraperapi',
  'a label that somebody wrote at length so that nobody would ever confuse it with another one',
  {
    pools: [
      pool(12_345_678_901, {
        limit: 20_000_000_000,
        used: 7_654_321_099,
        cycle: monthly(20_000_000_000, 'none'),
      }),
    ],
    caps: [
      cap({
        id: 'c1',
        label: 'Requests at once',
        window: 'concurrent',
        limit: 20,
        used: 20,
        resetsAt: null,
        zone: null,
        provenance: 'reported',
      }),
      cap({ id: 'c2', label: 'Daily credits', used: 1000 }),
    ],
    paused: true,
    health: { state: 'off', readAt: now - 2 * day, error: null, nextAt: null },
  },
);

export const all = [crustdata, spidra, capsolver, scrapio, rejected, unknown, waiting, huge];

/** The app with these accounts and the fuller catalogue. */
export const fullState = (accounts: AccountState[] = all, rest: Partial<AppState> = {}): AppState =>
  appState(accounts, { providers, ...rest });
