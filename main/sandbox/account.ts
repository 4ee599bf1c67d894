import { dayMs, dayNumber, minuteMs } from '../../shared/time/index.ts';
import {
  type Balance,
  beginDay,
  call,
  exact,
  noteUse,
  openBalance,
  type Refusal,
  receive,
  remainingOf,
  type SimulatedDay,
  type SimulatedTopup,
  type SimulatedUse,
  sum,
  take,
  wouldRefuse,
} from './balance.ts';
import type { SandboxProvider, Scenario } from './scenarios.ts';
import { createTimeline, type Timeline, type WorldOptions } from './timeline.ts';

/** ScraperAPI updates its counts only this often (documented; read 2026-11). */
const countsEveryMs = 15_000;
const failedShare = 0.005;

export type { WorldOptions } from './timeline.ts';

/** A simulated account at the instant it was last advanced to. Amounts are in its pool's unit. */
export interface SimulatedAccount {
  readonly provider: SandboxProvider;
  readonly key: string;
  readonly scenario: Scenario;
  /** Everything left, including top-ups; infinite if only a cap limits it. */
  remaining(): number;
  /** What is left without top-ups that expire. */
  base(): number;
  usedInCycle(): number;
  usedToday(): number;
  /** The counts at the last multiple of 15 s. */
  publishedCounts(): { used: number; failed: number };
  /** Start of this cycle and of the next, epoch ms; null without a plan. */
  cycle(): { start: number; end: number } | null;
  /** The unexpired top-ups, soonest expiry first. */
  topups(): readonly SimulatedTopup[];
  packageCalls(): number;
  packageExpiresAt(): number | null;
  /** By day, ascending, without days of no use. */
  days(): readonly SimulatedDay[];
  /** Uses after `from` up to `to` (epoch ms), ascending; kept for providers without an endpoint. */
  uses(from: number, to: number): SimulatedUse[];
  /** Requests running at an instant. */
  concurrent(at: number): number;
  /** Advances time. A past instant changes nothing. */
  advanceTo(at: number): void;
  /** Why a call that costs `amount` would be refused now; null: it would not be. */
  wouldRefuse(amount: number): Refusal | null;
  /** Makes a call that costs `amount` now. Returns why it is refused; null: it is not. */
  call(amount: number): Refusal | null;
  /** Takes `amount` away, down to zero. All of it counts as used. */
  take(amount: number): void;
  topUp(amount: number): void;
}

/** What changes as time passes. */
interface Life {
  readonly scenario: Scenario;
  readonly timeline: Timeline;
  readonly balance: Balance;
  /** Epoch ms. */
  at: number;
  steps: number;
  cycle: { start: number; end: number } | null;
  /** The scenario's top-ups that are still to come, soonest first. */
  pending: SimulatedTopup[];
  published: { used: number; failed: number };
  packageCalls: number;
  readonly packageExpiresAt: number | null;
}

/**
 * Starts an account 50 days before the start instant; `advanceTo` makes time pass. The same options make the same
 * account, and its state at an instant does not depend on earlier queries.
 */
export function simulateAccount(scenario: Scenario, options: WorldOptions): SimulatedAccount {
  const life = begin(scenario, createTimeline(scenario, options));
  const { balance, timeline } = life;
  return {
    provider: scenario.provider,
    key: scenario.key,
    scenario,
    remaining: () => remainingOf(balance),
    base: () => balance.base,
    usedInCycle: () => balance.usedInCycle,
    usedToday: () => balance.usedToday,
    publishedCounts: () => life.published,
    cycle: () => life.cycle,
    topups: () => balance.topups,
    packageCalls: () => life.packageCalls,
    packageExpiresAt: () => life.packageExpiresAt,
    days: () => balance.days,
    uses: (from, to) => balance.uses.filter((use) => use.at > from && use.at <= to),
    concurrent(instant) {
      const random = timeline.concurrency(Math.floor(instant / 1000));
      const most = scenario.concurrency ?? 0;
      return Math.floor(random() * random() * (most + 1));
    },
    advanceTo: (instant) => advanceTo(life, instant),
    wouldRefuse: (amount) => wouldRefuse(balance, amount),
    call: (amount) => call(balance, amount),
    take: (amount) => take(balance, amount),
    topUp(amount) {
      const lasts = scenario.provider === 'crustdata' || scenario.provider === 'spidra';
      receive(balance, {
        origin: 'purchase',
        granted: amount,
        remaining: amount,
        grantedAt: life.at,
        expiresAt: lasts ? life.at + 365 * dayMs : null,
      });
    },
  };
}

function begin(scenario: Scenario, timeline: Timeline): Life {
  const { epoch, startOfDay } = timeline;
  const { callPackage } = scenario;
  const topups = scenario.topups
    .map((topup) => ({
      origin: topup.origin,
      granted: topup.granted,
      remaining: topup.left ?? topup.granted,
      grantedAt: startOfDay(topup.boughtOnDay) + 10 * 60 * minuteMs,
      expiresAt: topup.expiresOnDay === null ? null : startOfDay(topup.expiresOnDay),
    }))
    .toSorted((a, b) => a.grantedAt - b.grantedAt);
  return {
    scenario,
    timeline,
    balance: openBalance(startingBase(scenario, timeline, topups), dayNumber(epoch), scenario.dailyCap),
    at: epoch,
    steps: 0,
    cycle: timeline.cycleAt(epoch),
    pending: topups,
    published: { used: 0, failed: 0 },
    packageCalls: callPackage?.calls ?? 0,
    packageExpiresAt: callPackage ? startOfDay(callPackage.expiresOnDay) : null,
  };
}

/** The first balance, chosen so that calls and refills lead to the wanted balance at the start instant. */
function startingBase(scenario: Scenario, timeline: Timeline, topups: readonly SimulatedTopup[]): number {
  const { plan } = scenario;
  const { start, epoch, stepsBefore, endOfStep, cycleAt, calls } = timeline;
  if (scenario.leftAtStart === null) return plan ? plan.grant : Number.POSITIVE_INFINITY;
  let balance = scenario.leftAtStart;
  for (let step = 0; step < stepsBefore; step++) balance += sum(calls(step, endOfStep(step)));
  for (const topup of topups)
    if (topup.expiresAt === null && topup.grantedAt > epoch && topup.grantedAt <= start)
      balance -= topup.granted;
  for (let refill = cycleAt(epoch); plan && refill && refill.end <= start; refill = cycleAt(refill.end))
    balance -= plan.grant;
  return Math.max(0, exact(balance));
}

function advanceTo(life: Life, instant: number): void {
  if (instant <= life.at) return;
  const { endOfStep } = life.timeline;
  for (let end = endOfStep(life.steps); end <= instant; end = endOfStep(life.steps)) {
    if (boundary(end) < end) publishBefore(life, end);
    liveStep(life, end);
    if (boundary(end) === end) publish(life);
    life.at = end;
    life.steps += 1;
  }
  publishBefore(life, instant);
  passTo(life, instant);
  life.at = instant;
}

/** The calls of one step, which ends at `end`. */
function liveStep(life: Life, end: number): void {
  const { scenario, timeline, balance, steps } = life;
  // A step that ends at midnight still belongs to the day before.
  passTo(life, end - 1);
  const fails = timeline.failures(steps);
  let amount = 0;
  let refusal: Refusal | null = null;
  for (const cost of timeline.calls(steps, end)) {
    const refused = call(balance, cost);
    if (refused) refusal = refused;
    else amount += cost;
    if (fails() < failedShare) balance.failedInCycle += 1;
  }
  if (scenario.provider === 'scrapio') noteUse(balance, end - 1, exact(amount), refusal);
  if (life.packageExpiresAt !== null && end < life.packageExpiresAt)
    life.packageCalls = Math.max(0, life.packageCalls - timeline.packageCalls(steps, end));
}

/** Applies what happens over time: top-ups arrive and expire, the plan is refilled, a new day begins. */
function passTo(life: Life, instant: number): void {
  const { balance, timeline } = life;
  const { plan, topUpBelow } = life.scenario;
  beginDay(balance, dayNumber(instant));
  while (life.pending[0] && life.pending[0].grantedAt <= instant) {
    const [topup, ...later] = life.pending;
    life.pending = later;
    receive(balance, topup);
  }
  balance.topups = balance.topups.filter(
    (topup) => topup.remaining > 0 && (topup.expiresAt ?? Infinity) > instant,
  );
  while (plan && life.cycle && life.cycle.end <= instant) {
    balance.base = exact(plan.rollover === 'all' ? balance.base + plan.grant : plan.grant);
    balance.usedInCycle = 0;
    balance.failedInCycle = 0;
    life.cycle = timeline.cycleAt(life.cycle.end);
  }
  if (topUpBelow && instant > timeline.start && balance.base < topUpBelow.balance)
    balance.base = exact(balance.base + topUpBelow.amount);
}

const boundary = (instant: number) => Math.floor(instant / countsEveryMs) * countsEveryMs;

function publishBefore(life: Life, instant: number): void {
  if (boundary(instant) > life.at) publish(life);
}

function publish(life: Life): void {
  const { usedInCycle, failedInCycle } = life.balance;
  life.published = { used: usedInCycle, failed: failedInCycle };
}
