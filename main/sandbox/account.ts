import { cycleBounds, dayMs, dayNumber, dayOf, minuteMs } from '../../shared/time/index.ts';
import { callsOfStep, type Habit } from './burn.ts';
import { randomSequences } from './random.ts';
import type { SandboxProvider, Scenario } from './scenarios.ts';

const stepMs = 5 * minuteMs;
/** Days simulated before the start instant, enough for Spidra's seven weeks. */
const daysBefore = 50;
const daysKept = 60;
/** ScraperAPI renews its counts only this often (documented; read 2026-11). */
const countsEveryMs = 15_000;
const failedShare = 0.005;
/** Tuesday evening: with more burn than is believable, a working hour outside batches stands in for every hour. */
const anyHour = Date.UTC(2026, 0, 6, 18);

export interface SimulatedTopup {
  origin: 'purchase' | 'auto_topup' | 'granted';
  granted: number;
  remaining: number;
  grantedAt: number;
  expiresAt: number | null;
}

/** Consumption on one day of UTC. */
export interface SimulatedDay {
  day: number;
  requests: number;
  crawls: number;
  tokens: number;
  captchas: number;
  credits: number;
}

/** What a script on this account would have noted down: the cost of its calls, or the error it was answered. */
export interface SimulatedUse {
  at: number;
  amount: number;
  error: string | null;
}

export type Refusal = 'cap' | 'exhausted';

/** The state of one simulated account at the instant it was last advanced to. Amounts in its pool's unit. */
export interface SimulatedAccount {
  readonly provider: SandboxProvider;
  readonly key: string;
  readonly scenario: Scenario;
  /** All that is left, top-ups included; infinite where only a cap limits it. */
  remaining(): number;
  /** What is left apart from top-ups that expire. */
  base(): number;
  usedInCycle(): number;
  usedToday(): number;
  /** The counts as they were at the last full 15 s. */
  publishedCounts(): { used: number; failed: number };
  /** Start of this cycle and of the next, epoch ms; null without a plan. */
  cycle(): { start: number; end: number } | null;
  /** The live top-ups that expire, soonest first. */
  topups(): readonly SimulatedTopup[];
  packageCalls(): number;
  packageExpiresAt(): number | null;
  /** By day, ascending, days without use left out. */
  days(): readonly SimulatedDay[];
  /** Uses after `from` up to `to` (epoch ms), ascending; kept for providers without an endpoint. */
  uses(from: number, to: number): SimulatedUse[];
  /** Requests under way at an instant. */
  concurrent(at: number): number;
  /** Lets time pass; an instant that has passed changes nothing. */
  advanceTo(at: number): void;
  /** Why a call that costs `amount` would be refused now; null: it would not. */
  wouldRefuse(amount: number): Refusal | null;
  /** Makes a call that costs `amount` at the instant last advanced to; says why it is refused. */
  call(amount: number): Refusal | null;
  /** Takes `amount` away, down to zero; it counts as used whatever was left. */
  take(amount: number): void;
  topUp(amount: number): void;
}

export interface WorldOptions {
  seed: number;
  /** The instant (epoch ms) on which the scenarios' days are counted; 50 days before it are simulated. */
  startAt: number;
  /** From the start instant on, `burn` times the consumption, while the calendar keeps its pace. 1 is believable. */
  burn: number;
}

/**
 * Starts an account of the world, 50 days before the start instant; `advanceTo` lets it live. The same options make the
 * same account, and its state at an instant does not depend on the instants it was asked at before.
 */
export function simulateAccount(scenario: Scenario, options: WorldOptions): SimulatedAccount {
  const start = options.startAt;
  const startDay = dayNumber(start);
  const epoch = start - daysBefore * dayMs;
  const stepsBefore = (daysBefore * dayMs) / stepMs;
  const liveStepMs = Math.max(1, Math.round(stepMs / options.burn));
  const { plan, callPackage } = scenario;
  const name = `${scenario.provider}/${scenario.key}`;
  const draw = {
    step: randomSequences(options.seed, name),
    day: randomSequences(options.seed, `${name}/day`),
  };
  const drawPackage = {
    step: randomSequences(options.seed, `${name}/package`),
    day: randomSequences(options.seed, `${name}/package/day`),
  };
  const failures = randomSequences(options.seed, `${name}/failures`);
  const concurrency = randomSequences(options.seed, `${name}/concurrency`);

  const callsAt = (habit: Habit, from: typeof draw, index: number, end: number) => {
    const at = end - 1;
    const hourOf = index >= stepsBefore && options.burn > 1 ? anyHour : at;
    return callsOfStep(habit, hourOf, from.step(index), from.day(dayNumber(at)));
  };
  const endOfStep = (index: number) =>
    index < stepsBefore ? epoch + (index + 1) * stepMs : start + (index + 1 - stepsBefore) * liveStepMs;
  const startOfDay = (day: number) => (startDay + day) * dayMs;
  const anchorDay = plan && dayOf(startOfDay(plan.startedOnDay));
  const cycleAt = (at: number) => (anchorDay === null ? null : cycleBounds(anchorDay, 'monthly', at));

  const bought = scenario.topups.map((topup) => ({
    origin: topup.origin,
    granted: topup.granted,
    remaining: topup.left ?? topup.granted,
    grantedAt: startOfDay(topup.boughtOnDay) + 10 * 60 * minuteMs,
    expiresAt: topup.expiresOnDay === null ? null : startOfDay(topup.expiresOnDay),
  }));
  let pending: SimulatedTopup[] = bought.toSorted((a, b) => a.grantedAt - b.grantedAt);
  let live: SimulatedTopup[] = [];
  let at = epoch;
  let steps = 0;
  let cycle = cycleAt(epoch);
  let base = startingBase();
  let usedInCycle = 0;
  let failedInCycle = 0;
  let published = { used: 0, failed: 0 };
  let today = dayNumber(epoch);
  let usedToday = 0;
  let capReached = false;
  let packageCalls = callPackage?.calls ?? 0;
  const packageExpiresAt = callPackage ? startOfDay(callPackage.expiresOnDay) : null;
  let days: SimulatedDay[] = [];
  let uses: SimulatedUse[] = [];

  /** The balance at the beginning from which calls and refills lead to the wanted balance at the start instant. */
  function startingBase(): number {
    if (scenario.leftAtStart === null) return plan ? plan.grant : Number.POSITIVE_INFINITY;
    let balance = scenario.leftAtStart;
    for (let index = 0; index < stepsBefore; index++)
      balance += sum(callsAt(scenario.habit, draw, index, endOfStep(index)));
    for (const topup of bought)
      if (topup.expiresAt === null && topup.grantedAt > epoch && topup.grantedAt <= start)
        balance -= topup.granted;
    for (let refill = cycle; plan && refill && refill.end <= start; refill = cycleAt(refill.end))
      balance -= plan.grant;
    return Math.max(0, exact(balance));
  }

  function beginDay(day: number): void {
    if (day === today) return;
    today = day;
    usedToday = 0;
    capReached = false;
    days = days.filter((kept) => kept.day > day - daysKept);
    uses = uses.filter((use) => dayNumber(use.at) > day - daysKept);
  }

  /** What happens by itself: top-ups arrive and expire, the plan is refilled, a new day begins. */
  function passTo(instant: number): void {
    beginDay(dayNumber(instant));
    while (pending[0] && pending[0].grantedAt <= instant) {
      const [topup, ...later] = pending;
      pending = later;
      receive(topup);
    }
    live = live.filter((topup) => topup.remaining > 0 && (topup.expiresAt ?? Infinity) > instant);
    while (plan && cycle && cycle.end <= instant) {
      base = exact(plan.rollover === 'all' ? base + plan.grant : plan.grant);
      usedInCycle = 0;
      failedInCycle = 0;
      cycle = cycleAt(cycle.end);
    }
    const { topUpBelow } = scenario;
    if (topUpBelow && instant > start && base < topUpBelow.balance) base = exact(base + topUpBelow.amount);
  }

  function receive(topup: SimulatedTopup): void {
    if (topup.expiresAt === null) {
      base = exact(base + topup.remaining);
      return;
    }
    live = [...live, topup].toSorted((a, b) => (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity));
  }

  const remaining = () => exact(base + sum(live.map((topup) => topup.remaining)));

  function take(amount: number): void {
    let due = amount;
    const fromBase = Math.min(base, due);
    base = exact(base - fromBase);
    due = exact(due - fromBase);
    for (const topup of live) {
      const part = Math.min(topup.remaining, due);
      topup.remaining = exact(topup.remaining - part);
      due = exact(due - part);
    }
    usedInCycle = exact(usedInCycle + amount);
    usedToday = exact(usedToday + amount);
    noteDay(amount);
  }

  function noteDay(amount: number): void {
    let row = days.at(-1);
    if (row?.day !== today) {
      row = { day: today, requests: 0, crawls: 0, tokens: 0, captchas: 0, credits: 0 };
      days.push(row);
    }
    row.requests += 1;
    row.credits = exact(row.credits + amount);
    row.tokens += Math.round(640 * amount);
    // Spidra charges 10 credits for a solved CAPTCHA.
    if (amount >= 10) row.captchas += 1;
    if (row.requests % 40 === 0) row.crawls += 1;
  }

  function wouldRefuse(amount: number): Refusal | null {
    const { dailyCap } = scenario;
    if (dailyCap !== undefined && (capReached || usedToday + amount > dailyCap)) return 'cap';
    return remaining() < amount ? 'exhausted' : null;
  }

  function call(amount: number): Refusal | null {
    const refusal = wouldRefuse(amount);
    // Once refused, nothing more is served that day, not even what would still fit.
    if (refusal === 'cap') capReached = true;
    if (refusal === null) take(amount);
    return refusal;
  }

  function step(end: number): void {
    // A step that ends at midnight still belongs to the day before.
    passTo(end - 1);
    const fails = failures(steps);
    let amount = 0;
    let refusal: Refusal | null = null;
    for (const cost of callsAt(scenario.habit, draw, steps, end)) {
      const refused = call(cost);
      if (refused) refusal = refused;
      else amount += cost;
      if (fails() < failedShare) failedInCycle += 1;
    }
    if (scenario.provider === 'scrapio') noteUse(end - 1, exact(amount), refusal);
    if (callPackage && packageExpiresAt !== null && end < packageExpiresAt)
      packageCalls = Math.max(0, packageCalls - callsAt(callPackage.habit, drawPackage, steps, end).length);
  }

  function noteUse(instant: number, amount: number, refusal: Refusal | null): void {
    if (amount > 0) uses.push({ at: instant, amount, error: null });
    if (refusal === null) return;
    // A script that is refused notes it and tries again an hour later.
    const last = uses.findLast((use) => use.error !== null);
    if (last && instant - last.at < 60 * minuteMs) return;
    const error = refusal === 'cap' ? 'daily_credit_cap_exceeded' : 'credits_exhausted';
    uses.push({ at: instant, amount: 0, error });
  }

  const boundary = (instant: number) => Math.floor(instant / countsEveryMs) * countsEveryMs;
  function publishBefore(instant: number): void {
    if (boundary(instant) > at) published = { used: usedInCycle, failed: failedInCycle };
  }

  function advanceTo(instant: number): void {
    if (instant <= at) return;
    for (let end = endOfStep(steps); end <= instant; end = endOfStep(steps)) {
      if (boundary(end) < end) publishBefore(end);
      step(end);
      if (boundary(end) === end) published = { used: usedInCycle, failed: failedInCycle };
      at = end;
      steps += 1;
    }
    publishBefore(instant);
    passTo(instant);
    at = instant;
  }

  return {
    provider: scenario.provider,
    key: scenario.key,
    scenario,
    remaining,
    base: () => base,
    usedInCycle: () => usedInCycle,
    usedToday: () => usedToday,
    publishedCounts: () => published,
    cycle: () => cycle,
    topups: () => live,
    packageCalls: () => packageCalls,
    packageExpiresAt: () => packageExpiresAt,
    days: () => days,
    uses: (from, to) => uses.filter((use) => use.at > from && use.at <= to),
    concurrent(instant) {
      const random = concurrency(Math.floor(instant / 1000));
      const most = scenario.concurrency ?? 0;
      return Math.floor(random() * random() * (most + 1));
    },
    advanceTo,
    wouldRefuse,
    call,
    take,
    topUp(amount) {
      const topup = {
        origin: 'purchase',
        granted: amount,
        remaining: amount,
        grantedAt: at,
        expiresAt: at + 365 * dayMs,
      } as const;
      const lasts = scenario.provider === 'crustdata' || scenario.provider === 'spidra';
      receive(lasts ? { ...topup } : { ...topup, expiresAt: null });
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Cuts off what binary fractions add; four decimals are enough for every unit here. */
function exact(amount: number): number {
  return Number.isFinite(amount) ? Math.round(amount * 10_000) / 10_000 : amount;
}
