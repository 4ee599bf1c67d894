import { dayMs, dayNumber, hourMs } from '../../shared/time/index.ts';
import type { SimulatedAccount } from './account.ts';
import type { BalanceProvider } from './scenarios.ts';

// The balance answers of providers that the demo has for their kinds of balance: money in several currencies, characters,
// minutes, percent of a window, gigabytes, requests a day. Field names as in their fixtures.

export interface BalanceRoute {
  provider: BalanceProvider;
  path: string;
  keyOf(header: (name: string) => string): string | null;
  bodyFor(account: SimulatedAccount, at: number): object;
}

const bearer: BalanceRoute['keyOf'] = (header) => /^Bearer (\S+)$/.exec(header('authorization'))?.[1] ?? null;
const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
const money = (amount: number) => Math.max(0, amount).toFixed(2);
const limitOf = ({ scenario }: SimulatedAccount) => scenario.plan?.grant ?? 0;

const openrouter: BalanceRoute = {
  provider: 'openrouter',
  path: '/api/v1/key',
  keyOf: bearer,
  bodyFor: (account) => ({
    data: {
      label: account.scenario.label,
      limit: limitOf(account),
      limit_reset: 'monthly',
      limit_remaining: account.remaining(),
      usage: account.usedInCycle(),
      usage_monthly: account.usedInCycle(),
      is_free_tier: false,
      expires_at: null,
    },
  }),
};

const deepseek: BalanceRoute = {
  provider: 'deepseek',
  path: '/user/balance',
  keyOf: bearer,
  bodyFor: (account) => ({
    is_available: account.remaining() > 0,
    balance_infos: [
      {
        currency: 'CNY',
        total_balance: money(account.remaining()),
        granted_balance: '0.00',
        topped_up_balance: money(account.remaining()),
      },
    ],
  }),
};

const twilio: BalanceRoute = {
  provider: 'twilio',
  path: '/2010-04-01/Accounts/:sid/Balance.json',
  keyOf: (header) => {
    const [, pair = ''] = /^Basic (\S+)$/.exec(header('authorization')) ?? [];
    return Buffer.from(pair, 'base64').toString().split(':')[1] || null;
  },
  bodyFor: (account) => ({
    account_sid: account.key,
    balance: money(account.remaining()),
    currency: 'GBP',
  }),
};

const deepl: BalanceRoute = {
  provider: 'deepl',
  path: '/v2/usage',
  keyOf: (header) => /^DeepL-Auth-Key (\S+)$/.exec(header('authorization'))?.[1] ?? null,
  bodyFor: (account) => {
    const used = Math.round(account.usedInCycle());
    return {
      character_count: used,
      character_limit: limitOf(account),
      speech_to_text_milliseconds_count: used * 60,
      speech_to_text_milliseconds_limit: 72_000_000,
      start_time: iso(account.cycle()?.start),
      end_time: iso(account.cycle()?.end),
    };
  },
};

const decodo: BalanceRoute = {
  provider: 'decodo',
  path: '/v2/subscriptions',
  keyOf: (header) => header('authorization') || null,
  bodyFor: (account) => [
    {
      service_type: 'residential_proxies',
      traffic_limit: String(limitOf(account)),
      traffic_per_period: account.usedInCycle().toFixed(2),
      valid_from: iso(account.cycle()?.start),
      valid_until: iso(account.cycle()?.end),
    },
  ],
};

const apiFootball: BalanceRoute = {
  provider: 'api-football',
  path: '/status',
  keyOf: (header) => header('x-apisports-key') || null,
  bodyFor: (account, at) => ({
    get: 'status',
    parameters: [],
    errors: [],
    results: 1,
    response: {
      subscription: { plan: 'Pro', end: iso((dayNumber(at) + 40) * dayMs), active: true },
      requests: { current: account.usedToday(), limit_day: account.scenario.dailyCap },
    },
  }),
};

function zai(windows: Windows): BalanceRoute {
  return {
    provider: 'zai',
    path: '/api/monitor/usage/quota/limit',
    keyOf: bearer,
    bodyFor: (account, at) => {
      const fiveHours = windows.usedIn(account, at, 5 * hourMs);
      const week = windows.usedIn(account, at, 7 * dayMs);
      const limit = (unit: number, number: number, { used, end }: Used, of: number) => ({
        type: 'TOKENS_LIMIT',
        unit,
        number,
        percentage: Math.min(100, Math.round((used / of) * 100)),
        nextResetTime: end,
      });
      const limits = [limit(3, 5, fiveHours, 90), limit(6, 1, week, 900)];
      return { code: 200, msg: 'success', success: true, data: { planName: 'Pro', limits } };
    },
  };
}

/** The routes, with what they have to remember between answers. */
export const balanceRoutes = (): readonly BalanceRoute[] => [
  openrouter,
  deepseek,
  twilio,
  deepl,
  decodo,
  apiFootball,
  zai(createWindows()),
];

interface Used {
  used: number;
  end: number;
}

type Windows = ReturnType<typeof createWindows>;

/** What was used since the last multiple of a span; before the first question, the usual share. */
function createWindows() {
  const begun = new Map<string, { start: number; total: number }>();
  return {
    usedIn(account: SimulatedAccount, at: number, span: number): Used {
      const id = `${account.key}/${span}`;
      const start = Math.floor(at / span) * span;
      const total = account.days().reduce((sum, day) => sum + day.credits, 0);
      const window = begun.get(id);
      const usual = window === undefined ? ((at - start) / dayMs) * account.scenario.habit.perDay : 0;
      const before = window?.start === start ? window : { start, total: total - usual };
      begun.set(id, before);
      return { used: total - before.total, end: start + span };
    },
  };
}
