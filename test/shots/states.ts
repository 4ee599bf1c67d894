import type { AccountState, AppState, CapState, ChannelState, Episode } from '../../shared/model/index.ts';
import { preferencesSchema } from '../../shared/model/index.ts';
import { asEntries, invented } from '../helpers/catalogue.ts';
import {
  account,
  alert,
  appState,
  cap,
  day,
  failing,
  forecast,
  monthly,
  now,
  pool,
  providers,
  range,
  seven,
  troubled,
} from '../helpers/states.ts';
import type { Answers } from './view.ts';

// What the demo cannot show.

const hour = 3_600_000;
const dollars = { kind: 'money', code: 'USD' } as const;
const preferences = (changed: Partial<AppState['preferences']>) => preferencesSchema.parse(changed);

/** The same with every account changed. */
const each = (state: AppState, change: (account: AccountState) => AccountState): AppState => ({
  ...state,
  accounts: state.accounts.map(change),
});

const steady = { forecast: forecast({ burnPerDay: 120, runsOutAt: range(34, 41, 52) }) };

export const fine = appState([
  account('f1', 'crustdata', 'production', {
    pools: [pool(8240.5, { limit: 10_000, cycle: monthly(10_000), ...steady })],
  }),
  account('f2', 'scraperapi', 'crawler', {
    pools: [pool(58_127, { limit: 100_000, cycle: monthly(100_000, 'none'), forecast: forecast() })],
  }),
  account('f3', 'capsolver', 'solver', {
    pools: [
      pool(46.2, {
        unit: dollars,
        label: 'Balance',
        forecast: forecast({ burnPerDay: 1.1, runsOutAt: range(36, 42, 50) }),
        burnByDay: [1, 1.2, 1.1, 1.3, 1.2, 0.6, 0.4],
      }),
    ],
  }),
]);

/** A few invented providers, so that those that ship do not change the pictures of the catalogue. */
const [someone] = invented(1);
export const customer = appState(
  [account('c1', someone?.id ?? '', 'production', { pools: [pool(18.4, { unit: dollars })] })],
  { providers: invented(1) },
);
export const fewProviders: Answers = { catalogue: () => asEntries(invented(8)) };
export const manyProviders: Answers = { catalogue: () => asEntries(invented(140)) };

const share = (used: number, rest: Partial<CapState>): CapState =>
  cap({ unit: { kind: 'percent' }, limit: 100, used, zone: null, ...rest });

/** Plans told in percent of their windows, checks that cost something, and an answer that cannot be read. */
export const planned = appState(
  [
    account('g1', 'crustdata', 'coding plan', {
      pools: [],
      caps: [
        share(63, { id: 'week', label: 'Weekly window', window: 'week', resetsAt: now + 2 * day }),
        share(20, {
          id: 'hours',
          label: '5-hour window',
          window: 'span',
          spanMs: 5 * hour,
          resetsAt: now + 2 * hour,
        }),
      ],
    }),
    account('g2', 'scraperapi', 'metered', {
      pools: [],
      paidChecks: false,
      health: { state: 'off', readAt: null, error: null, nextAt: null },
    }),
    account('g3', 'capsolver', 'solver', {
      health: failing('malformed', 'CapSolver: “balance” is missing.', now - 3 * hour),
    }),
  ],
  { providers: providers.map((each) => (each.id === 'scraperapi' ? { ...each, checkCost: 1 } : each)) },
);

export const one = appState(fine.accounts.slice(0, 1));

export const many = (count: number): AppState =>
  appState(
    Array.from({ length: count }, (_, at) =>
      account(`m${at}`, providers[at % providers.length]?.id ?? '', `project ${at + 1}`, {
        tags: at % 4 === 0 ? ['Nordhaus'] : at % 4 === 1 ? ['Nordhaus', 'search'] : [],
        pools: [
          pool(((at * 7919) % 9000) + 100, { limit: at % 3 === 0 ? null : 10_000, cycle: monthly(10_000) }),
        ],
      }),
    ),
  );

export const compact = (count: number): AppState => ({
  ...many(count),
  preferences: preferencesSchema.parse({ density: 'compact' }),
});

/** Notes, a pin, a hidden account, and a key that expires. */
export const cared = appState(
  many(8).accounts.map((each, at) => ({
    ...each,
    note: at % 3 === 0 ? 'The key of the crawler. Ask Ada before you replace it.' : '',
    pinned: at === 5,
    hidden: at === 6,
    credential: { since: now - 200 * day, expiresAt: at === 0 ? now + 5 * day : null },
    alerts: at === 0 ? [alert('key-expires', 'warning'), alert('key-old', 'info')] : [],
  })),
);

const long = 'Marktbeobachtung Nordhaus, Angebote und Preise, Produktion 2'.slice(0, 60);
export const extremes = appState(
  [
    account('x1', 'crustdata', long, {
      tags: ['a client with a rather long na', 'search', 'EU'],
      pools: [
        pool(12_345_678_901, { limit: 20_000_000_000, cycle: monthly(20_000_000_000) }),
        pool(0.0004, { id: 'topups', label: 'Top-ups' }),
      ],
      alerts: [alert('low', 'warning', '12,345,678,901 of 20,000,000,000 credits are left.')],
    }),
    account('x2', 'capsolver', long, {
      pools: [pool(0.0004, { unit: dollars, label: 'Balance', burnByDay: [0, 0, 0.0001, 0, 0, 0, 0] })],
    }),
    account('x3', 'capsolver', long.toUpperCase().replaceAll(/[ ,]/g, 'W'), {
      pools: [pool(12_345_678_901, { unit: dollars, label: 'Balance' })],
    }),
    account('x4', 'spidra', 'x', { pools: [pool(0.0004, { limit: 0.5 })] }),
    account('x5', 'scraperapi', 'none left', { pools: [pool(0, { limit: 1000, cycle: monthly(1000) })] }),
    account('x6', 'scraperapi', 'only use is known', { scope: 'usage', pools: [pool(null, { used: 420 })] }),
  ],
  { hosts: [] },
);

export const masked: AppState = { ...seven, preferences: preferences({ maskAmounts: true }) };
export const paused: AppState = { ...fine, preferences: preferences({ paused: true }) };
export const locked: AppState = {
  ...each(fine, (one) => ({
    ...one,
    health: { state: 'stale', readAt: now - 14 * hour, error: null, nextAt: null, key: 'locked' },
  })),
  vault: { state: 'locked', kind: 'passphrase', warning: null },
};
export const keychainLocked: AppState = {
  ...locked,
  vault: {
    state: 'locked',
    kind: 'system',
    warning: null,
    problem:
      'The system’s keychain is locked. Unlock it; Fuelgauge asks it again every half minute. If that does not help, restart Fuelgauge.',
  },
};
/** After a forgotten passphrase: the vault is open, and empty. */
export const keysMissing: AppState = {
  ...each(fine, (one) => ({
    ...one,
    health: { state: 'ok', readAt: now - hour, error: null, nextAt: null, key: 'missing' },
  })),
  vault: { state: 'open', kind: 'passphrase', warning: null, missing: fine.accounts.map(({ id }) => id) },
};
export const inKeyring: AppState = {
  ...fine,
  vault: {
    state: 'open',
    kind: 'passphrase',
    warning: null,
    keyring: { on: true, isRandom: false, problem: null },
  },
};
export const offline = each(seven, (one) =>
  one.paused
    ? one
    : {
        ...one,
        health: {
          ...failing('offline', 'This computer is not connected to the internet.', now - 2 * hour),
          nextAt: now + 60_000,
        },
      },
);
export const waiting = each(fine, (one) => ({
  ...one,
  pools: [],
  refreshing: true,
  health: { state: 'waiting', readAt: null, error: null, nextAt: now },
}));
export const refreshing = each(fine, (one) => ({ ...one, refreshing: true }));
/** All that can be wrong with accounts, but nothing with the app itself. */
export const failures: AppState = {
  ...troubled,
  vault: { state: 'open', kind: 'passphrase', warning: null },
  notices: [],
  preferences: preferences({}),
};
/** Nothing is known to come. */
export const eventless = appState([
  account('n1', 'capsolver', 'solver', { pools: [pool(46.2, { unit: dollars, label: 'Balance' })] }),
]);

// ---- alerts

const told = (
  at: number,
  on: string,
  kind: Episode['kind'],
  severity: Episode['severity'],
  text: string,
  endedAfter: number | null,
): Episode => ({
  id: `ep-${at}`,
  account: on,
  key: `${kind}/credits`,
  kind,
  severity,
  level: 1,
  raisedAt: at,
  changedAt: at,
  clearedAt: endedAfter === null ? null : at + endedAfter,
  text,
  masked: text.replaceAll(/\d[\d,.]*/g, '•••'),
  notificationState: 'notified',
  notifiedLevel: 1,
  acknowledgedAt: null,
  snoozedUntil: null,
});

export const episodes: Episode[] = [
  told(now - hour, 'a1', 'low', 'critical', 'Crustdata (production): 240.5 of 5,000 credits are left.', null),
  told(
    now - 3 * hour,
    'a2',
    'cap-reached',
    'warning',
    'Scrapio (free plan): the daily cap is reached.',
    null,
  ),
  told(
    now - 26 * hour,
    'a2',
    'cap-soon',
    'warning',
    'The daily cap will be reached at about 16:00.',
    9 * hour,
  ),
  told(now - 2 * day, 'a3', 'expires-soon', 'info', '2,272 credits of a top-up expire on 12 December.', null),
  told(
    now - 2.2 * day,
    'a4',
    'burn-spike',
    'warning',
    'ScraperAPI (business) uses 4 times the usual.',
    4 * hour,
  ),
  told(now - 6 * day, 'a4', 'unreachable', 'warning', 'ScraperAPI has not answered for 1 hour.', 90 * 60_000),
  told(now - 9 * day, 'gone', 'credential-rejected', 'critical', 'The API key was rejected.', 2 * hour),
  told(now - 12 * day, 'a6', 'topup-seen', 'info', 'CapSolver (default): $25.00 were added.', 0),
];

/** Alerts in every state of theirs, and an account that is muted. */
export const alerting = each(seven, (one) => ({
  ...one,
  alerts: one.alerts.map((held) => ({
    ...held,
    episode: `now-${one.id}`,
    acknowledged: held.kind === 'cap-reached',
    snoozedUntil: held.kind === 'expires-soon' ? now + 23 * hour : null,
  })),
  alertSettings: { rules: {}, mutedUntil: one.id === 'a5' ? now + 7 * day : null },
}));

const channel = (kind: ChannelState['kind'], rest: Partial<ChannelState>): ChannelState => ({
  id: kind,
  kind,
  label: kind,
  enabled: true,
  minSeverity: 'info',
  host: null,
  lastAt: null,
  error: null,
  waiting: 0,
  unavailable: null,
  ...rest,
});

export const carried: AppState = {
  ...alerting,
  mode: 'live',
  alerting: {
    ...alerting.alerting,
    quietHours: { enabled: true, from: '22:00', to: '07:00' },
    weeklySummary: { weekday: 'monday', at: '09:00', since: now - day },
    channels: [
      channel('desktop', { label: 'This computer', lastAt: now - hour }),
      channel('browser', { label: 'Open pages', enabled: false }),
      channel('slack', {
        label: 'Team channel',
        host: 'hooks.slack.com',
        minSeverity: 'warning',
        lastAt: now - 26 * hour,
        error: 'hooks.slack.com answered with status 404: no_service.',
        waiting: 2,
      }),
      channel('ntfy', { label: 'Phone', host: 'ntfy.sh', minSeverity: 'critical', lastAt: now - 9 * day }),
      channel('pagerduty', {
        label: 'On call',
        host: 'events.pagerduty.com',
        minSeverity: 'critical',
        tags: ['client: Nordhaus', 'research'],
        lastAt: now - 2 * day,
      }),
      channel('healthcheck', { label: 'Is Fuelgauge alive?', host: 'hc-ping.com', lastAt: now - hour / 12 }),
      channel('command', {
        label: 'Lamp',
        unavailable: 'The program /usr/local/bin/lamp is not there.',
      }),
    ],
  },
};

export const desktop: AppState = {
  ...fine,
  shell: 'desktop',
  dataFolder: '/home/ada/.config/Fuelgauge',
  vault: {
    state: 'open',
    kind: 'system',
    warning:
      'This system has no keyring, so credentials are only lightly protected. Install GNOME Keyring or KWallet.',
  },
  preferences: preferences({ usageListener: true, shortcut: 'CommandOrControl+Shift+F' }),
  desktop: {
    version: '0.1.0',
    loginItem: 'on',
    shortcutError: 'Another program uses this shortcut.',
    trayHelp: 'This desktop shows no tray. On GNOME, install the extension “AppIndicator Support”.',
    updates: { state: 'ready', version: '0.2.0' },
  },
};

/** One that was removed two days ago, one with a long name, and one whose time is over. */
export const withRemoved: AppState = {
  ...fine,
  removed: [
    {
      id: 'r1',
      provider: 'Crustdata',
      label: 'production',
      removedAt: now - 2 * day,
      until: now + 5 * day,
    },
    {
      id: 'r2',
      provider: 'ScraperAPI',
      label: 'crawler of the customer with the long name, staging, in Frankfurt',
      removedAt: now - 6 * day,
      until: now + day,
    },
    { id: 'r3', provider: 'Scrapio', label: 'free plan', removedAt: now - 9 * day, until: now - 2 * day },
  ],
};
