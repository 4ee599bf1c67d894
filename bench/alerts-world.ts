import type { Habit, Rhythm } from '../main/sandbox/burn.ts';
import type { Scenario, ScenarioTopup, WholeProvider } from '../main/sandbox/scenarios.ts';
import { dayMs, hourMs } from '../shared/time/index.ts';
import { type Random, seeded } from './random.ts';

// Invented accounts of the sandbox's five providers, with many patterns of burn and several kinds of owners.

/** What the owner does when credits run low. `late`: tops up some hours after they are gone; `early`: before that. */
export type Owner = { kind: 'late'; hours: number } | { kind: 'early'; days: number } | { kind: 'none' };

export interface BenchAccount {
  id: string;
  provider: WholeProvider;
  /** Its habit changes every hour according to `shape`; the sandbox reads it at each step. */
  scenario: Scenario;
  /** Mean burn per day before the shape. */
  perDay: number;
  shapeName: string;
  /** The factor of the usual burn at an instant. */
  shape(at: number): number;
  owner: Owner;
  /** The size of a top-up, in days of the usual burn. */
  topupDays: number;
  /** Times at which the provider does not answer. */
  outages: { from: number; to: number }[];
}

const order: WholeProvider[] = ['crustdata', 'scraperapi', 'capsolver', 'spidra', 'scrapio'];

export function benchAccounts(seed: number, count: number, startAt: number, days: number): BenchAccount[] {
  return Array.from({ length: count }, (_, index) => {
    const random = seeded(seed * 1000 + index);
    const provider = order[index % order.length] ?? 'crustdata';
    return benchAccount(`${provider}-${index}`, provider, index, random, startAt, days);
  });
}

function benchAccount(
  id: string,
  provider: WholeProvider,
  index: number,
  random: Random,
  startAt: number,
  days: number,
): BenchAccount {
  const isDaily = provider === 'scrapio' && index % 10 >= 5;
  const [least, most] = ranges[provider];
  const perDay = isDaily ? random.between(450, 1150) : random.spread(least, most);
  const rhythm: Rhythm = random.chance(0.5) ? 'office' : 'steady';
  const habit: Habit = { perDay, rhythm, costs: costs[provider] };
  const { name, shape } = shapeOf(random, startAt, days);
  const hasPlan =
    !isDaily && (provider === 'capsolver' ? false : provider === 'crustdata' ? random.chance(0.6) : true);
  // Half of the plans are too small for a month.
  const plan = hasPlan
    ? {
        grant: Math.ceil(perDay * random.between(16, 46)),
        startedOnDay: -Math.floor(random.between(0, 28)),
        rollover: provider === 'crustdata' && random.chance(0.5) ? ('all' as const) : ('none' as const),
      }
    : null;
  const hasTopups = random.chance(0.5) && (provider === 'crustdata' || provider === 'capsolver');
  const scenario: Scenario = {
    provider,
    key: `bench-${id}`,
    label: id,
    story: 'Made for the benchmark.',
    habit,
    plan,
    leftAtStart: plan === null ? (isDaily ? null : perDay * random.between(5, 40)) : null,
    topups: hasTopups ? [topupOf(provider, perDay, random)] : [],
    concurrency: 20,
    ...(isDaily && { dailyCap: 1000, older: true }),
    ...(provider === 'capsolver' && random.chance(0.4) && { callPackage: packageOf(index, random) }),
  };
  return {
    id,
    provider,
    scenario,
    perDay,
    shapeName: name,
    shape,
    owner: ownerOf(provider, random),
    topupDays: random.between(5, 28),
    outages: random.chance(0.3)
      ? Array.from({ length: 3 }, () => {
          const from = startAt + random.between(0, days) * dayMs;
          return { from, to: from + random.spread(0.5, 20) * hourMs };
        })
      : [],
  };
}

function topupOf(provider: WholeProvider, perDay: number, random: Random): ScenarioTopup {
  return {
    boughtOnDay: Math.floor(random.between(-20, 40)),
    expiresOnDay: provider === 'crustdata' ? Math.floor(random.between(45, 80)) : null,
    granted: Math.ceil(perDay * random.between(3, 15)),
    origin: 'purchase',
  };
}

function packageOf(index: number, random: Random): NonNullable<Scenario['callPackage']> {
  return {
    id: `package-${index}`,
    title: 'reCAPTCHA v2',
    calls: Math.ceil(random.between(5_000, 60_000)),
    expiresOnDay: Math.floor(random.between(20, 90)),
    habit: { perDay: random.between(200, 900), rhythm: 'steady', costs: [1] },
  };
}

function ownerOf(provider: WholeProvider, random: Random): Owner {
  if (provider === 'scraperapi' || provider === 'scrapio') return { kind: 'none' };
  if (random.chance(0.65)) return { kind: 'late', hours: random.between(3, 60) };
  return random.chance(0.5) ? { kind: 'early', days: random.between(0.5, 4) } : { kind: 'none' };
}

/** The lowest and highest mean burn per day, in each provider's unit. */
const ranges: Record<WholeProvider, [number, number]> = {
  crustdata: [20, 500],
  scraperapi: [300, 9000],
  capsolver: [0.3, 6],
  spidra: [40, 400],
  scrapio: [20, 200],
};
const costs: Record<WholeProvider, readonly number[]> = {
  crustdata: [0.25, 0.5, 1, 1, 2, 3],
  scraperapi: [1, 1, 1, 5, 10, 10, 25],
  capsolver: [0.0006, 0.0008, 0.0012, 0.003],
  spidra: [2, 2, 2.5, 3.5, 4, 12],
  scrapio: [1, 1, 2, 2, 5],
};

const shapes = [
  'flat',
  'ramp',
  'decay',
  'nightly',
  'bursts',
  'launch',
  'pause',
  'spikes',
  'weekdays',
] as const;

function shapeOf(random: Random, startAt: number, days: number): { name: string; shape(at: number): number } {
  const name = random.pick([...shapes, 'flat', 'flat'] as const);
  const when = startAt + random.between(0.15, 0.85) * days * dayMs;
  const pick = random.between(0.3, 0.7);
  const byDay = Array.from({ length: days + 2 }, () => Math.exp(0.7 * random.normal() - 0.245));
  const spikes = [0, 1, 2].map(() => startAt + random.between(0.1, 0.95) * days * dayMs);
  const factor = random.between(1.6, 3.5);
  const day = (at: number) => Math.max(0, (at - startAt) / dayMs);
  const shape = (at: number): number => {
    switch (name) {
      case 'flat':
        return 1;
      case 'ramp':
        return 0.6 + (1.6 * day(at)) / days;
      case 'decay':
        return 1.6 - (1.2 * day(at)) / days;
      case 'nightly':
        return hourOf(at) >= 1 && hourOf(at) < 4 ? 6.5 : 0.2;
      case 'bursts':
        return byDay[Math.floor(day(at))] ?? 1;
      case 'launch':
        return at < when ? 0.8 : 0.8 * factor;
      case 'pause':
        return at >= when && at < when + 10 * pick * dayMs ? 0 : 1;
      case 'spikes':
        return spikes.some((begin) => at >= begin && at < begin + 10 * pick * hourMs) ? 12 : 0.8;
      case 'weekdays':
        return [0, 6].includes(new Date(at).getUTCDay()) ? 0.05 : 1.35;
    }
  };
  return { name, shape };
}

const hourOf = (at: number): number => new Date(at).getUTCHours();
