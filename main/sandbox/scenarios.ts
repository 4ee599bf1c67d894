import type { Habit } from './burn.ts';

/** Providers that are emulated with all they do. */
export const wholeProviders = ['crustdata', 'scraperapi', 'capsolver', 'spidra', 'scrapio'] as const;
/** Providers of which only the balance is emulated, to show other kinds of balance. */
export const balanceProviders = [
  'openrouter',
  'deepseek',
  'twilio',
  'deepl',
  'zai',
  'decodo',
  'api-football',
] as const;
export const sandboxProviders = [...wholeProviders, ...balanceProviders] as const;
export type WholeProvider = (typeof wholeProviders)[number];
export type BalanceProvider = (typeof balanceProviders)[number];
export type SandboxProvider = (typeof sandboxProviders)[number];

export const isWhole = (provider: SandboxProvider): provider is WholeProvider =>
  wholeProviders.some((whole) => whole === provider);

/** A top-up in a scenario. Days count from the start instant; negative ones are in the past. */
export interface ScenarioTopup {
  boughtOnDay: number;
  expiresOnDay: number | null;
  granted: number;
  /** What is left of it at the start. Default: all. */
  left?: number;
  origin: 'purchase' | 'auto_topup' | 'granted';
}

/** One simulated account and what happens to it. */
export interface Scenario {
  provider: SandboxProvider;
  /** Obviously invented. */
  key: string;
  label: string;
  /** Shown at GET /_sandbox/. */
  story: string;
  habit: Habit;
  /** The plan's monthly refill; null if there is none. `startedOnDay`: the day of the last refill before the start. */
  plan: { grant: number; startedOnDay: number; rollover: 'all' | 'none' } | null;
  /** The balance apart from top-ups at the start instant; null if the refill alone decides it. */
  leftAtStart: number | null;
  topups: readonly ScenarioTopup[];
  /** The owner tops up as soon as the balance is below this. */
  topUpBelow?: { balance: number; amount: number };
  /** Most credits per day of UTC. */
  dailyCap?: number;
  /** Calls bought in advance and used beside the balance. */
  callPackage?: { id: string; title: string; calls: number; expiresOnDay: number; habit: Habit };
  /** The endpoint's older generation: ScraperAPI's five fields, Scrapio's daily cap. */
  older?: boolean;
  /** How many requests the plan allows at once. */
  concurrency?: number;
}

export const scenarios: readonly Scenario[] = [
  {
    provider: 'crustdata',
    key: 'sandbox-crustdata-1',
    label: 'production',
    story: 'Runs out before its refill, on two top-ups that expire.',
    habit: { perDay: 300, rhythm: 'office', costs: [0.25, 0.5, 1, 1, 2, 3] },
    plan: { grant: 5000, startedOnDay: -18, rollover: 'all' },
    leftAtStart: 240,
    topups: [
      { boughtOnDay: -52, expiresOnDay: 9, granted: 500, left: 312.5, origin: 'auto_topup' },
      { boughtOnDay: -9, expiresOnDay: 81, granted: 1500, origin: 'purchase' },
    ],
  },
  {
    provider: 'crustdata',
    key: 'sandbox-crustdata-2',
    label: 'research',
    story: 'Has no recurring grant and lives on one balance.',
    habit: { perDay: 22, rhythm: 'office', costs: [0.25, 0.5, 1] },
    plan: null,
    leftAtStart: 951,
    topups: [],
  },
  {
    provider: 'scraperapi',
    key: 'sandbox-scraperapi-1',
    label: 'crawler',
    story: 'Comfortable; requestLimit comes as a string.',
    habit: { perDay: 2250, rhythm: 'steady', costs: [1, 1, 1, 5, 10, 10, 25] },
    plan: { grant: 100_000, startedOnDay: -18, rollover: 'none' },
    leftAtStart: null,
    topups: [],
    concurrency: 20,
  },
  {
    provider: 'scraperapi',
    key: 'sandbox-scraperapi-2',
    label: 'side project',
    story: 'The free plan in the older answer with five fields, nearly used up.',
    habit: { perDay: 33, rhythm: 'steady', costs: [1, 1, 5] },
    plan: { grant: 1000, startedOnDay: -24, rollover: 'none' },
    leftAtStart: null,
    topups: [],
    older: true,
    concurrency: 5,
  },
  {
    provider: 'capsolver',
    key: 'CAP-SANDBOX-0001',
    label: 'solver',
    story: 'A USD balance topped up now and then, and one call package that will expire unused.',
    habit: { perDay: 1.35, rhythm: 'steady', costs: [0.0006, 0.0008, 0.0012, 0.003] },
    plan: null,
    leftAtStart: 18.4,
    topups: [
      { boughtOnDay: -22, expiresOnDay: null, granted: 25, origin: 'purchase' },
      { boughtOnDay: -6, expiresOnDay: null, granted: 20, origin: 'purchase' },
    ],
    topUpBelow: { balance: 3, amount: 25 },
    callPackage: {
      id: 'sandbox-7c1e9a40',
      title: 'reCAPTCHA v2 100K',
      calls: 100_000,
      expiresOnDay: 11,
      habit: { perDay: 900, rhythm: 'steady', costs: [1] },
    },
  },
  {
    provider: 'capsolver',
    key: 'CAP-SANDBOX-0002',
    label: 'spare',
    story: 'A small USD balance without packages.',
    habit: { perDay: 0.2, rhythm: 'office', costs: [0.0008, 0.0012] },
    plan: null,
    leftAtStart: 2.1,
    topups: [],
  },
  {
    provider: 'spidra',
    key: 'spd_sandbox_1',
    label: 'catalogue',
    story: 'Reports only use by day; enter 2,500 a month and a top-up of 1,200.',
    habit: { perDay: 95, rhythm: 'office', costs: [2, 2, 2.5, 3.5, 4, 12] },
    plan: { grant: 2500, startedOnDay: -12, rollover: 'none' },
    leftAtStart: null,
    topups: [{ boughtOnDay: -20, expiresOnDay: 345, granted: 1200, origin: 'purchase' }],
  },
  {
    provider: 'scrapio',
    key: 'sandbox-scrapio-1',
    label: 'prices',
    story: 'The free plan until July 2026: reaches its 1,000 credits a day on busy days.',
    habit: { perDay: 820, rhythm: 'office', costs: [1, 1, 2, 2, 5] },
    plan: null,
    leftAtStart: null,
    topups: [],
    dailyCap: 1000,
    older: true,
  },
  {
    provider: 'scrapio',
    key: 'sandbox-scrapio-2',
    label: 'news',
    story: 'The free plan since July 2026: 1,000 credits a month.',
    habit: { perDay: 25, rhythm: 'office', costs: [1, 2, 5] },
    plan: { grant: 1000, startedOnDay: -12, rollover: 'none' },
    leftAtStart: null,
    topups: [],
  },
  {
    provider: 'openrouter',
    key: 'sk-or-v1-sandbox-1',
    label: 'agents',
    story: 'A key with a spending limit in USD that comes back every month.',
    habit: { perDay: 3.1, rhythm: 'office', costs: [0.004, 0.012, 0.03, 0.11] },
    plan: { grant: 120, startedOnDay: -20, rollover: 'none' },
    leftAtStart: null,
    topups: [],
  },
  {
    provider: 'deepseek',
    key: 'sk-sandbox-deepseek-1',
    label: 'batch',
    story: 'Prepaid in Chinese yuan, topped up when it gets low.',
    habit: { perDay: 9.5, rhythm: 'steady', costs: [0.02, 0.05, 0.2] },
    plan: null,
    leftAtStart: 212,
    topups: [],
    topUpBelow: { balance: 40, amount: 200 },
  },
  {
    provider: 'twilio',
    key: 'AC-sandbox-twilio-1',
    label: 'alerts',
    story: 'Prepaid in pounds, and soon used up.',
    habit: { perDay: 2.4, rhythm: 'office', costs: [0.0375, 0.0375, 0.12] },
    plan: null,
    leftAtStart: 9.6,
    topups: [],
  },
  {
    provider: 'deepl',
    key: 'sandbox-deepl-1',
    label: 'docs site',
    story: 'Characters of a plan, and minutes of speech beside them.',
    habit: { perDay: 31_000, rhythm: 'office', costs: [400, 900, 2500] },
    plan: { grant: 1_000_000, startedOnDay: -12, rollover: 'none' },
    leftAtStart: null,
    topups: [],
  },
  {
    provider: 'zai',
    key: 'sandbox-zai-1',
    label: 'coding plan',
    story: 'A coding plan: percent of five hours and of a week.',
    habit: { perDay: 120, rhythm: 'office', costs: [1, 2, 4] },
    plan: { grant: 4000, startedOnDay: -9, rollover: 'none' },
    leftAtStart: null,
    topups: [],
  },
  {
    provider: 'decodo',
    key: 'sandbox-decodo-1',
    label: 'proxies',
    story: 'Gigabytes of traffic until the subscription ends.',
    habit: { perDay: 1.9, rhythm: 'steady', costs: [0.004, 0.01, 0.05] },
    plan: { grant: 100, startedOnDay: -16, rollover: 'none' },
    leftAtStart: null,
    topups: [],
  },
  {
    provider: 'api-football',
    key: 'sandbox-api-football-1',
    label: 'scores',
    story: 'Requests a day, most of them used on match days.',
    habit: { perDay: 5200, rhythm: 'steady', costs: [1, 1, 2] },
    plan: null,
    leftAtStart: null,
    topups: [],
    dailyCap: 7500,
  },
];
