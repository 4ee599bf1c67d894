import type { ForecastCap, ForecastCycle, Sample } from '../shared/forecast/index.ts';
import { dayMs, hourMs } from '../shared/time/index.ts';
import type { Random } from './random.ts';
import { type Series, SLOT } from './series.ts';

/** One input for a forecast, and what really happened. */
export interface Case {
  kind: string;
  now: number;
  samples: Sample[];
  cycle?: ForecastCycle;
  /** Null: the balance lasted to the end of the series, `endsAt`. */
  ranOutAt: number | null;
  endsAt: number;
  historyMs: number;
}

export interface CapCase {
  kind: string;
  now: number;
  samples: Sample[];
  cap: ForecastCap;
  reached: boolean;
}

/** Total burn from the start of the series to any instant, linear within a slot. */
export class Ledger {
  readonly #sums: Float64Array;
  readonly start: number;
  readonly end: number;
  constructor(series: Series, start: number) {
    this.#sums = new Float64Array(series.burn.length + 1);
    for (let slot = 0; slot < series.burn.length; slot += 1)
      this.#sums[slot + 1] = (this.#sums[slot] ?? 0) + (series.burn[slot] ?? 0);
    this.start = start;
    this.end = start + series.burn.length * SLOT;
  }
  at(t: number): number {
    const place = Math.max(0, Math.min(this.#sums.length - 1, (t - this.start) / SLOT));
    const slot = Math.floor(place);
    const below = this.#sums[slot] ?? 0;
    return below + (place - slot) * ((this.#sums[slot + 1] ?? below) - below);
  }
  /** The first instant by which this much was burnt; null: not within the series. */
  reaches(sum: number): number | null {
    let low = 0;
    let high = this.#sums.length - 1;
    if ((this.#sums[high] ?? 0) < sum) return null;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] ?? 0) >= sum) high = middle;
      else low = middle;
    }
    const below = this.#sums[low] ?? 0;
    return this.start + SLOT * (low + (sum - below) / ((this.#sums[high] ?? 0) - below));
  }
}

interface Jump {
  at: number;
  amount: number;
}

/** What a poller would have stored up to `now`, with jitter, failures, gaps, rounding, lag and corrections. */
function observe(
  ledger: Ledger,
  now: number,
  from: number,
  remaining: number,
  jumps: Jump[],
  random: Random,
): Sample[] {
  const usual = random.pick([1, 2, 5, 5, 10, 15, 30]) * 60_000;
  const history = now - from;
  const hourly = ((ledger.at(now) - ledger.at(from)) / history) * hourMs;
  const step = random.chance(0.35) ? hourly * random.spread(0.01, 3) : 0;
  const lag = random.chance(0.25) ? random.spread(5, 120) * 60_000 : 0;
  const lost = random.pick([0, 0.02, 0.1]);
  const gaps: { from: number; to: number }[] = [];
  if (history > dayMs)
    for (let count = random.pick([0, 0, 1, 2, 4]); count > 0; count -= 1) {
      const at = random.between(from, now);
      gaps.push({
        from: at,
        to: Math.min(at + random.spread(2.5, 48) * hourMs, at + history / 4, now - usual),
      });
    }
  // A jump cannot be larger than the balance right after it.
  const late = jumps.filter((jump) => jump.at <= now).sort((a, b) => b.at - a.at);
  let added = 0;
  for (const jump of late) {
    jump.amount = Math.min(jump.amount, 0.98 * (remaining + ledger.at(now) - ledger.at(jump.at) - added));
    added += jump.amount;
  }
  const samples: Sample[] = [];
  const offset = random.between(0, usual);
  // The forecast is made right after a poll, or some polls later.
  const ends = now - (random.chance(0.85) ? 0 : random.next() * Math.min(6 * usual, 2 * hourMs, history / 4));
  const times: number[] = [];
  for (let t = ends; t >= from; t -= usual * random.between(0.85, 1.15)) times.push(t);
  for (const t of times.reverse()) {
    if (t === ends) {
      // Always kept.
    } else if (random.chance(lost) || gaps.some((gap) => t > gap.from && t < gap.to)) continue;
    const reportedAt = lag > 0 ? Math.floor((t - offset) / lag) * lag + offset : t;
    let value = remaining + ledger.at(now) - ledger.at(Math.max(reportedAt, from));
    for (const jump of late) if (jump.at > t) value -= jump.amount;
    if (step > 0) value = Math.ceil(value / step) * step;
    samples.push({ t: Math.round(t), remaining: Math.max(0, value) });
  }
  // Rarely, a correction: a small refund, or one reading that is far off.
  if (random.chance(0.08) && samples.length > 20) {
    const index = Math.floor(random.between(5, samples.length - 5));
    const sample = samples[index];
    if (sample && random.chance(0.5))
      sample.remaining = random.chance(0.5) ? 0 : sample.remaining * random.between(1.2, 3);
    else if (sample) sample.remaining += 0.2 * hourly;
  }
  return samples;
}

/** Cuts a series off at some instant, with a balance that lasts about as long as wanted. Null if nothing is burnt. */
export function makeCase(series: Series, random: Random): Case | null {
  // An arbitrary instant, because the forecast must not depend on when weeks or days start.
  const start = 1_780_000_000_000 + Math.floor(random.between(0, 60 * dayMs));
  const ledger = new Ledger(series, start);
  // A recording may be short: two thirds of it are left for the history.
  const anyHorizon = Math.min(random.spread(3, 336) * hourMs, (ledger.end - start) / 3);
  // If the series has changes, nine in ten cut-offs come after a visible one, and three in four of those run out before
  // the next: no forecast can know of a change in advance.
  const mark = random.chance(0.9) && series.marks.length > 0 ? random.pick(series.marks) : null;
  const since = mark ? random.between(2, Math.min(336, 0.8 * ((mark.until - mark.from) / 12))) * hourMs : 0;
  const lasting = mark ? start + mark.until * SLOT - (start + mark.from * SLOT + since) : 0;
  const horizon =
    mark && random.chance(0.75) ? Math.min(anyHorizon, Math.max(3 * hourMs, lasting)) : anyHorizon;
  const latest = ledger.end - horizon - hourMs;
  const earliest = Math.min(start + (random.chance(0.2) ? 4 : 72) * hourMs, latest);
  const wanted = mark ? start + mark.from * SLOT + since : random.between(earliest, latest);
  const now = Math.round(Math.min(latest, Math.max(earliest, wanted)));
  const hours = random.chance(0.2) ? random.spread(3, 48) : random.spread(48, 60 * 24);
  const from = Math.max(start, now - hours * hourMs);
  const historyMs = now - from;
  const toBurn = ledger.at(now + horizon) - ledger.at(now);
  const seen = ledger.at(now) - ledger.at(from);
  if (!(toBurn > 0) || !(seen > 0)) return null;

  const jumps: Jump[] = [];
  for (let count = random.pick([0, 0, 1, 2, 4]); count > 0; count -= 1)
    jumps.push({ at: random.between(from, now), amount: seen * random.between(0.1, 1.5) });
  if (!random.chance(0.25) || historyMs < 12 * hourMs) {
    const samples = observe(ledger, now, from, toBurn, jumps, random);
    const ranOutAt = ledger.reaches(ledger.at(now) + toBurn);
    return { kind: series.kind, now, samples, ranOutAt, endsAt: ledger.end, historyMs };
  }

  const basis = { kind: series.kind, ledger, now, from, seen, toBurn, jumps, historyMs };
  return makeRefilledCase(basis, random);
}

interface Basis {
  kind: Series['kind'];
  ledger: Ledger;
  now: number;
  from: number;
  /** The burn before the cut-off, and after it. */
  seen: number;
  toBurn: number;
  jumps: Jump[];
  historyMs: number;
}

/** A case with a refill that covers part of the burn, or all of it. */
function makeRefilledCase(
  { kind, ledger, now, from, seen, toBurn, jumps, historyMs }: Basis,
  random: Random,
): Case {
  const everyMs = random.pick([dayMs, 7 * dayMs, 30 * dayMs]);
  const rollover = random.pick(['all', 'none'] as const);
  const renewsAt = Math.round(now + random.between(0.01, 1) * everyMs);
  const grant = (seen / historyMs) * everyMs * random.between(0.2, 1.3);
  const refills: Jump[] = [];
  for (let at = renewsAt - everyMs; at > from; at -= everyMs)
    refills.push({
      at,
      amount: Math.max(0.05 * grant, ledger.at(at) - ledger.at(Math.max(from, at - everyMs))),
    });
  const remaining = rollover === 'none' ? Math.min(toBurn, grant * 1.5) : toBurn;
  const samples = observe(ledger, now, from, remaining, [...jumps, ...refills], random);
  const endsAt = Math.min(ledger.end, now + 14 * dayMs);
  let left = remaining;
  let at = now;
  let ranOutAt: number | null = null;
  for (let next = renewsAt; at < endsAt; next += everyMs) {
    ranOutAt = ledger.reaches(ledger.at(at) + left);
    if (ranOutAt !== null && ranOutAt <= Math.min(next, endsAt)) break;
    ranOutAt = null;
    left -= ledger.at(next) - ledger.at(at);
    // Credits beyond a grant came from top-ups and do not expire with it.
    left = rollover === 'none' ? Math.max(0, Math.min(left, remaining - grant)) + grant : left + grant;
    at = next;
  }
  const cycle = { renewsAt, everyMs, grant, rollover };
  return { kind, now, samples, cycle, ranOutAt, endsAt, historyMs };
}

/** A cap somewhere in its window, reached as often as not. */
export function makeCapCase(series: Series, random: Random): CapCase | null {
  const start = 1_780_000_000_000 + Math.floor(random.between(0, 60 * dayMs));
  const ledger = new Ledger(series, start);
  const windowMs = random.pick([hourMs * 6, dayMs, dayMs, dayMs, 7 * dayMs]);
  const now = Math.round(random.between(start + 8 * dayMs, ledger.end - windowMs));
  const from = Math.max(start, now - random.spread(24, 60 * 24) * hourMs);
  const resetsAt = Math.round(now + random.between(0.05, 0.95) * windowMs);
  const used = ledger.at(now) - ledger.at(resetsAt - windowMs);
  const toCome = ledger.at(resetsAt) - ledger.at(now);
  if (!(used + toCome > 0) || !(ledger.at(now) - ledger.at(from) > 0)) return null;
  const limit = (used + toCome) * Math.exp(0.35 * random.normal());
  if (used >= limit) return null;
  const plenty = 50 * (ledger.at(ledger.end) - ledger.at(start));
  const samples = observe(ledger, now, from, plenty, [], random);
  const cap = { id: 'cap', limit, used, resetsAt, windowMs };
  return { kind: series.kind, now, samples, cap, reached: used + toCome >= limit };
}
