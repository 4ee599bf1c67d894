import { hideAmounts } from '../../shared/format.ts';
import type {
  AccountState,
  Alert,
  AppState,
  CapState,
  DesktopState,
  Grant,
  Health,
  PoolForecast,
  PoolState,
  ProviderInfo,
  ReadError,
} from '../../shared/model/index.ts';
import { advice, defaultAlertRules, preferencesSchema } from '../../shared/model/index.ts';

// States of the whole app for the renderer's tests, and for looking at its pages without an engine.

/** 21 Nov 2026, 09:00 UTC. */
export const now = Date.UTC(2026, 10, 21, 9);
const minute = 60_000;
const hour = 60 * minute;
export const day = 24 * hour;
const refill = Date.UTC(2026, 11, 1);

const catalogue = (
  id: string,
  name: string,
  mark: string,
  rest: Partial<ProviderInfo> & Pick<ProviderInfo, 'tells'>,
): ProviderInfo => ({
  id,
  name,
  mark,
  category: 'web scraping',
  homepage: `https://www.${id}.example/`,
  credentialPage: `https://www.${id}.example/keys`,
  billingPage: null,
  docs: { url: `https://docs.${id}.example/credits`, readOn: '2026-11' },
  credentialFields: [
    {
      id: 'key',
      label: 'API key',
      secret: true,
      pattern: null,
      environment: [`${id.toUpperCase()}_API_KEY`],
      hint: 'The key of the dashboard. It sees the credits of the whole account.',
    },
  ],
  hosts: [`api.${id}.example`],
  refresh: { usualMs: 5 * minute, automaticMs: minute, shortestMs: 15_000 },
  checkCost: 0,
  unit: { kind: 'credits' },
  balance: 'reported',
  topupLifetimeMonths: null,
  plans: [],
  ...rest,
});

export const providers: ProviderInfo[] = [
  catalogue('scraperapi', 'ScraperAPI', 'SA', {
    tells: 'The credits left and used in this billing cycle, and how many requests may run at once.',
  }),
  catalogue('crustdata', 'Crustdata', 'Cr', {
    category: 'data',
    tells: 'The credits left, with the refill, its date, and every top-up with its expiry.',
  }),
  catalogue('capsolver', 'CapSolver', 'CS', {
    category: 'captcha solving',
    unit: { kind: 'money', code: 'USD' },
    floor: 5,
    tells: 'The balance in US dollars, and packages with their expiry.',
  }),
  catalogue('spidra', 'Spidra', 'Sp', {
    balance: 'usage',
    topupLifetimeMonths: 12,
    tells: 'What was consumed. With your plan and the start of its cycle, Fuelgauge computes what is left.',
  }),
  catalogue('scrapio', 'Scrapio', 'Sc', {
    balance: 'ledger',
    ledger: { codes: {}, meter: { host: 'api.scrapio.dev' } },
    credentialFields: [],
    credentialPage: null,
    hosts: [],
    tells: 'Nothing can be asked. The use that you log is counted against the plan you choose.',
  }),
];

const credits = { kind: 'credits' } as const;

export const pool = (remaining: number | null, rest: Partial<PoolState> = {}): PoolState => ({
  id: 'credits',
  label: 'Credits',
  unit: credits,
  remaining,
  used: null,
  limit: null,
  provenance: { remaining: 'reported' },
  cycle: null,
  grants: [],
  forecast: null,
  burnByDay: [310, 420, 380, 450, 405, 120, 412],
  ...rest,
});

/** Days from now, or null; what is left out is never reached. */
export const range = (early: number | null, likely: number | null = early, late: number | null = likely) => {
  const at = (days: number | null) => (days === null ? null : now + days * day);
  return { early: at(early), likely: at(likely), late: at(late) };
};

export const forecast = (rest: Partial<PoolForecast> = {}): PoolForecast => ({
  burnPerDay: 412,
  runsOutAt: range(null),
  waste: [],
  basis: { hours: 21 * 24, gaps: 0 },
  confidence: 'good',
  ...rest,
});

export const grant = (remaining: number, rest: Partial<Grant> = {}): Grant => ({
  id: `grant-${remaining}`,
  kind: 'refill',
  label: null,
  granted: null,
  remaining,
  grantedAt: null,
  expiresAt: null,
  provenance: 'reported',
  ...rest,
});

export const cap = (rest: Partial<CapState> = {}): CapState => ({
  id: 'daily',
  label: 'Daily credits',
  window: 'day',
  limit: 1000,
  used: 640,
  resetsAt: Date.UTC(2026, 10, 22),
  zone: 'UTC',
  hard: true,
  provenance: 'catalogue',
  forecast: null,
  ...rest,
});

export const monthly = (grantSize: number, rollover: 'all' | 'none' = 'all') => ({
  frequency: 'monthly' as const,
  renewsAt: refill,
  grant: grantSize,
  rollover,
});

export const alert = (kind: Alert['kind'], severity: Alert['severity'], text = 'Look at this.'): Alert => ({
  kind,
  severity,
  since: now - hour,
  text,
  masked: hideAmounts(text, { mask: true }),
  episode: null,
  acknowledged: false,
  snoozedUntil: null,
});

const fine: Health = { state: 'ok', readAt: now - 2 * minute, error: null, nextAt: now + 3 * minute };

export const failing = (kind: ReadError['kind'], message: string, readAt: number | null): Health => ({
  state: 'error',
  readAt,
  error: { kind, message, retryAt: null, advice: advice[kind] },
  nextAt: kind === 'bad-credential' ? null : now + 10 * minute,
});

export const account = (
  id: string,
  provider: string,
  label: string,
  rest: Partial<AccountState> = {},
): AccountState => ({
  id,
  provider,
  label,
  tags: [],
  note: '',
  pinned: false,
  hidden: false,
  credential: { since: null, expiresAt: null },
  credentialEnd: '7f3a',
  credentialKept: 'vault',
  paused: false,
  intervalMs: 5 * minute,
  health: fine,
  plan: null,
  scope: 'account',
  pools: [pool(1000)],
  caps: [],
  alerts: [],
  alertSettings: { rules: {}, mutedUntil: null },
  notes: [],
  disagreements: [],
  entered: { plan: null, cycleStart: null, refill: null, rollover: null, grants: [] },
  refreshing: false,
  ...rest,
});

export const appState = (accounts: AccountState[], rest: Partial<AppState> = {}): AppState => ({
  at: now,
  mode: 'live',
  shell: 'browser',
  dataFolder: '/home/ada/.local/share/fuelgauge',
  vault: { state: 'open', kind: 'passphrase', warning: null },
  notices: [],
  accounts,
  removed: [],
  order: accounts.map(({ id }) => id),
  providers: providers.filter(({ id }) => accounts.some(({ provider }) => provider === id)),
  ratedProviders: [],
  preferences: preferencesSchema.parse({}),
  budgets: [],
  money: { currency: null, rates: [] },
  alerting: {
    rules: defaultAlertRules,
    quietHours: { enabled: false, from: '22:00', to: '07:00' },
    channels: [],
  },
  desktop: null,
  hosts: providers.flatMap((provider) => {
    const count = accounts.filter((one) => one.provider === provider.id).length;
    return provider.hosts.map((host) => ({
      host,
      provider: provider.id,
      accounts: count,
      everyMs: provider.refresh.usualMs,
      lastAt: count === 0 ? null : now - 2 * minute,
    }));
  }),
  usageEndpoint: { address: 'http://127.0.0.1:4870/v1/usage', tokenEnd: null },
  ...rest,
});

/** The desktop app, installed, with nothing wrong. */
export const desktop = (rest: Partial<DesktopState> = {}): DesktopState => ({
  version: '1.1.0',
  loginItem: 'off',
  shortcutError: null,
  trayHelp: null,
  updates: { state: 'idle', checkedAt: now - 2 * hour },
  ...rest,
});

export const empty = appState([], { vault: { state: 'unset', kind: 'passphrase', warning: null } });

export const seven = appState(
  [
    account('a1', 'crustdata', 'production', {
      pools: [
        pool(240.5, {
          used: 4759.5,
          limit: 5000,
          cycle: monthly(5000),
          grants: [grant(240.5, { granted: 5000 })],
        }),
      ],
      alerts: [
        alert('low', 'critical', '240.5 of 5,000 credits left; the next refill (5,000 credits) is on 1 Dec.'),
      ],
    }),
    account('a2', 'scrapio', 'free plan', {
      credentialEnd: null,
      credentialKept: 'none',
      scope: 'none',
      pools: [],
      caps: [cap({ used: 1000 })],
      alerts: [
        alert('cap-reached', 'warning', 'Daily credits: 1,000 of 1,000 used; resets on 22 Nov, 00:00.'),
      ],
    }),
    account('a3', 'spidra', 'client: Nordhaus', {
      scope: 'usage',
      pools: [
        pool(4872, {
          limit: 8000,
          provenance: { remaining: 'computed' },
          cycle: { ...monthly(5000, 'none'), renewsAt: Date.UTC(2026, 11, 4) },
          grants: [
            grant(2600, { granted: 5000 }),
            grant(2272, { kind: 'topup', granted: 3000, expiresAt: Date.UTC(2026, 11, 12) }),
          ],
        }),
      ],
      alerts: [alert('expires-soon', 'info', '2,272 credits of a top-up expire on 12 Dec.')],
    }),
    account('a4', 'scraperapi', 'business', {
      pools: [
        pool(58_127, {
          used: 41_873,
          limit: 100_000,
          cycle: { ...monthly(100_000, 'none'), renewsAt: Date.UTC(2026, 11, 14) },
        }),
      ],
    }),
    account('a5', 'scraperapi', 'staging, shared with the search team', {
      pools: [
        pool(912, {
          used: 88,
          limit: 1000,
          cycle: { ...monthly(1000, 'none'), renewsAt: Date.UTC(2026, 11, 9) },
        }),
      ],
    }),
    account('a6', 'capsolver', 'default', {
      pools: [pool(18.44, { unit: { kind: 'money', code: 'USD' }, label: 'Balance' })],
    }),
    account('a7', 'capsolver', 'backup', {
      pools: [pool(0.0004, { unit: { kind: 'money', code: 'USD' }, label: 'Balance' })],
      paused: true,
      health: { ...fine, state: 'off', nextAt: null },
    }),
  ],
  { mode: 'demo' },
);

/** Everything that can be wrong. */
export const troubled = appState(
  [
    account('e1', 'crustdata', 'production', {
      health: failing('bad-credential', 'Crustdata rejects the API key.', now - 3 * day),
      alerts: [alert('credential-rejected', 'critical', 'Crustdata rejects the API key.')],
    }),
    account('e2', 'spidra', 'Nordhaus', {
      pools: [pool(0, { limit: 5000, cycle: monthly(5000) })],
      health: {
        ...fine,
        error: {
          kind: 'exhausted',
          message: 'Spidra says that all credits are used.',
          retryAt: null,
          advice: advice.exhausted,
        },
      },
      alerts: [alert('exhausted', 'critical', 'No credits are left.')],
    }),
    account('e3', 'scraperapi', 'business', {
      health: failing('unavailable', 'ScraperAPI answered with status 503.', now - 5 * hour),
      alerts: [alert('unreachable', 'warning', 'No new reading for 5 h.')],
      pools: [pool(12_345_678_901, { limit: 20_000_000_000 })],
    }),
    account('e4', 'capsolver', 'default', {
      pools: [],
      health: failing('timed-out', 'CapSolver did not answer within 15 s.', null),
    }),
    account(
      'e5',
      'crustdata',
      'a label that somebody wrote at length so that nobody would ever confuse it with another one',
      {
        pools: [],
        health: { state: 'waiting', readAt: null, error: null, nextAt: now },
        refreshing: true,
      },
    ),
    account('e6', 'spidra', 'old', {
      health: { ...fine, state: 'stale', readAt: now - 2 * day },
      pools: [pool(null, { used: 420 })],
    }),
  ],
  {
    vault: { state: 'locked', kind: 'passphrase', warning: null },
    notices: [
      'settings.json was damaged and set aside as settings.damaged-2026-11-21.json. The backup is used.',
    ],
    preferences: preferencesSchema.parse({ paused: true }),
  },
);

export const forty = appState(
  Array.from({ length: 40 }, (_, at) => {
    const provider = providers[at % providers.length] ?? providers[0];
    return account(`m${at}`, provider?.id ?? '', `project ${at + 1}`, {
      pools: [
        pool(((at * 7919) % 9000) + 100, { limit: at % 3 === 0 ? null : 10_000, cycle: monthly(10_000) }),
      ],
    });
  }),
);
