import { forecastPool } from '../shared/forecast/index.ts';
import { baselines, constantRunOut, linearCap } from './baselines.ts';
import { type CapCase, type Case, makeCapCase, makeCase } from './cases.ts';
import { seeded } from './random.ts';
import { kinds, type Series, series } from './series.ts';

const NEVER = Number.POSITIVE_INFINITY;

export interface Score {
  kind: string;
  historyMs: number;
  /** From the cut-off to the actual run-out; Infinity: it did not run out within the series. */
  leadMs: number;
  refilled: boolean;
  /** |ln(likely ÷ actual)|, at most 5. */
  error: number;
  /** ln(likely ÷ actual); 0 if there is no likely date. */
  bias: number;
  /** The errors of the baselines, in order. */
  others: number[];
  /** Where the actual run-out was; unknown if the series ended before the early one. */
  side: 'before' | 'inside' | 'after' | 'unknown';
}

export interface CapScore {
  ours: number;
  linear: number;
}

/** Cases of one series each, as many as wanted; the same ones for the same seed. */
export function scoreSeries(all: readonly Series[], perSeries: number, firstSeed: number): Score[] {
  return all.flatMap((one, index) => {
    const random = seeded(firstSeed + index);
    const made = Array.from({ length: perSeries }, () => makeCase(one, random));
    return made.flatMap((each) => (each ? [scoreCase(each)] : []));
  });
}

/** All cases of a set of seeds. Sets whose first seeds are 500 or more apart have no series in common. */
export function scoreAll(firstSeed: number, seriesPerKind: number): { scores: Score[]; caps: CapScore[] } {
  const scores: Score[] = [];
  const caps: CapScore[] = [];
  for (const [place, kind] of kinds.entries())
    for (let index = 0; index < seriesPerKind; index += 1) {
      const random = seeded(firstSeed + 100_000 * place + index);
      const one = series(kind, 75, random);
      for (let count = 0; count < 8; count += 1) {
        const made = makeCase(one, random);
        if (made) scores.push(scoreCase(made));
      }
      for (let count = 0; count < 3; count += 1) {
        const made = makeCapCase(one, random);
        if (made) caps.push(scoreCap(made));
      }
    }
  return { scores, caps };
}

export const mean = (values: number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length);

/** At least a second, so that ratios exist. */
const ahead = (at: number, now: number): number => Math.max(1000, at - now);
const bias = (at: number, actual: number, now: number): number =>
  Math.log(ahead(at, now) / ahead(actual, now));
const error = (at: number | null, actual: number, now: number): number =>
  at === null ? 5 : Math.min(5, Math.abs(bias(at, actual, now)));

function scoreCase(each: Case): Score {
  const { now, samples, cycle, ranOutAt, endsAt } = each;
  const { early, late, likely } = forecastPool({ now, samples, cycle }).runsOutAt;
  const actual = ranOutAt ?? NEVER;
  let side: Score['side'] = 'inside';
  if (ranOutAt === null) {
    // We only know that it lasted until the end.
    if ((late ?? NEVER) < endsAt) side = 'after';
    else if (early !== null && early >= endsAt) side = 'unknown';
  } else if (actual < (early ?? NEVER)) side = 'before';
  else if (actual > (late ?? NEVER)) side = 'after';
  const remaining = samples.at(-1)?.remaining ?? 0;
  return {
    kind: each.kind,
    historyMs: each.historyMs,
    leadMs: actual - now,
    refilled: cycle !== undefined,
    error: error(likely, actual, now),
    bias: likely === null ? 0 : bias(likely, actual, now),
    others: Object.values(baselines).map((rate) =>
      error(constantRunOut(rate(samples, now, cycle), remaining, now, cycle), actual, now),
    ),
    side,
  };
}

function scoreCap({ now, samples, cap, reached }: CapCase): CapScore {
  const [forecast] = forecastPool({ now, samples, caps: [cap] }).caps;
  const truth = reached ? 1 : 0;
  return { ours: ((forecast?.probability ?? 0) - truth) ** 2, linear: (linearCap(cap, now) - truth) ** 2 };
}
