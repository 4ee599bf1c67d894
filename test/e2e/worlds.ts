import type { AccountState, AppState } from '../../shared/model/index.ts';
import {
  account,
  alert,
  appState,
  cap,
  day,
  forecast,
  grant,
  monthly,
  now,
  pool,
  range,
} from '../helpers/states.ts';

// A world with every kind of amount on every page, in whatever size is asked for: its dates and shares stay the same.

const dollars = { kind: 'money', code: 'USD' } as const;

/** Accounts of which every amount is multiplied by `scale`; a name of 60 characters among them. */
export function worldOf(scale: number, preferences: Partial<AppState['preferences']> = {}): AppState {
  const x = (amount: number) => amount * scale;
  const digits = (amount: number) => x(amount).toLocaleString('en');
  const said = (
    kind: 'low' | 'expires-soon',
    severity: 'warning' | 'info',
    text: string,
    masked: string,
  ) => ({
    ...alert(kind, severity, text),
    masked,
  });
  const production: AccountState = account('w1', 'crustdata', 'production', {
    plan: 'Growth',
    pools: [
      pool(x(12_407.5), {
        used: x(37_593.5),
        limit: x(50_000),
        cycle: monthly(x(50_000)),
        grants: [
          grant(x(2407.5), { id: 'r', granted: x(50_000) }),
          grant(x(10_000), {
            id: 't',
            kind: 'topup',
            granted: x(12_000),
            grantedAt: now - 250 * day,
            expiresAt: now + 20 * day,
          }),
        ],
        forecast: forecast({
          burnPerDay: x(412),
          runsOutAt: range(2.1, 2.6, 3.4),
          waste: [{ grant: 't', at: now + 20 * day, early: x(4000), likely: x(4300), late: x(4700) }],
        }),
        burnByDay: [310, 420, 380, 450, 405, 120, 412].map(x),
      }),
    ],
    caps: [
      cap({
        used: x(640),
        limit: x(1000),
        forecast: { reachedAt: range(0.3, 0.4, 0.5), probability: 0.83 },
      }),
      cap({ id: 'rpm', label: 'Requests per minute', window: 'minute', limit: x(300), used: x(54) }),
    ],
    alerts: [
      said(
        'low',
        'warning',
        `${digits(12_407.5)} of ${digits(50_000)} credits left.`,
        '••• of ••• credits left.',
      ),
      said(
        'expires-soon',
        'info',
        `${digits(10_000)} credits expire on 11 Dec.`,
        '••• credits expire on 11 Dec.',
      ),
    ],
    notes: [`You used ${digits(4321)} credits more than this plan gives. Is a top-up missing?`],
    disagreements: [
      { what: 'plan size', reported: `${digits(5000)} credits`, entered: `${digits(50_000)} credits` },
    ],
    entered: {
      plan: null,
      cycleStart: '2026-11-01',
      refill: x(50_000),
      rollover: { upTo: x(7000) },
      grants: [
        { id: 't', kind: 'topup', amount: x(12_000), grantedAt: now - 250 * day, expiresAt: now + 20 * day },
      ],
    },
  });
  const long = account(
    'w2',
    'spidra',
    'x'.repeat(20) + ' wrote this label at length, all of sixty'.slice(0, 40),
    {
      scope: 'usage',
      pools: [
        pool(x(12_345_678_901), {
          limit: x(20_000_000_000),
          provenance: { remaining: 'computed' },
          cycle: { ...monthly(x(20_000_000_000), 'none'), renewsAt: now + 13 * day },
          grants: [grant(x(12_345_678_901), { granted: x(20_000_000_000), provenance: 'computed' })],
          forecast: forecast({ burnPerDay: x(41_000_000) }),
        }),
      ],
    },
  );
  const several = account('w3', 'capsolver', 'default', {
    pools: [
      pool(x(18.44), {
        unit: dollars,
        label: 'Balance',
        forecast: forecast({ burnPerDay: x(0.8), runsOutAt: range(20, 23, 27) }),
      }),
      pool(x(9000), {
        id: 'p1',
        label: 'ReCaptcha package',
        unit: { kind: 'calls' },
        grants: [grant(x(9000), { id: 'pg', kind: 'package', expiresAt: now + 29 * day })],
        forecast: forecast({
          waste: [{ grant: 'pg', at: now + 29 * day, early: x(3000), likely: x(3300), late: x(3600) }],
        }),
      }),
    ],
  });
  const tiny = account('w4', 'capsolver', 'tiny', {
    pools: [pool(x(0.0004), { unit: dollars, label: 'Balance' })],
  });
  const state = appState([production, long, several, tiny]);
  return { ...state, preferences: { ...state.preferences, ...preferences } };
}

/** Every page of the dashboard that such a world has. */
export const paths = [
  '#/',
  '#/account/w1',
  '#/account/w2',
  '#/account/w3',
  '#/account/w4',
  '#/timeline',
  '#/spend',
  '#/estimate',
  '#/alerts',
  '#/alerts/settings',
  '#/providers',
  '#/providers/crustdata',
  '#/hosts',
  '#/settings',
];
