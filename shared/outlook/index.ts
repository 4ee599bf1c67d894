import { capName, capUnit, isUnsized } from '../caps.ts';
import { formatAmount, type WritingContext } from '../format.ts';
import type { CapState, PoolState, Unit } from '../model/index.ts';
import { type CapAhead, type PoolStanding, poolStanding, watchable } from '../standing/index.ts';
import { aboutTime, comingMoment, onTheirClock } from '../time/index.ts';
import { balanceWords } from './balance.ts';
import type { Outlook } from './types.ts';

export { burnSentence, historyWords, threeDigits } from './burn.ts';
export type { Outlook } from './types.ts';
export { lapseEvent, lapseRemark, lapseRemarks, wasteSentences } from './waste.ts';

// Forecasts in words: pure, with clock and time zone as arguments. All times are yours.

/** The outlook of a pool. `caps`: those that limit spending from it. */
export function outlook(pool: PoolState, caps: readonly CapState[], context: WritingContext): Outlook {
  return outlookOf(pool, poolStanding(pool, caps, context.now), context);
}

/** The outlook of a pool whose standing is known. */
export function outlookOf(pool: PoolState, standing: PoolStanding, context: WritingContext): Outlook {
  const { tone, cap, isOneStop, isBalanceFirst } = standing;
  if (pool.forecast === null || pool.remaining === null) return { short: '', long: '', stress: null, tone };
  const main = balanceWords(pool, pool.forecast, standing, context);
  if (cap === null) return main;
  const said = capWords(cap, pool.unit, context);
  if (isOneStop) return { ...said, tone };
  const stress = isBalanceFirst ? main.stress : said.stress;
  return { short: said.short, long: `${said.long} ${main.long}`, stress, tone };
}

function capWords(
  { cap, at, probability, resetsAt }: CapAhead,
  unit: Unit,
  context: WritingContext,
): Omit<Outlook, 'tone'> {
  const name = capName(cap);
  const counted = capUnit(cap, unit);
  const size = formatAmount(cap.limit, counted, context);
  const reset = `${comingMoment(resetsAt, context)}${onTheirClock(resetsAt, cap.zone ?? context.zone, context)}`;
  if (at === null)
    return {
      short: `${name} hit, resets at ${reset}`,
      long: `The ${name}${isUnsized(cap) ? '' : ` of ${size}`} has been hit; it resets at ${reset}.`,
      stress: 'has been hit',
    };
  const time = comingMoment(at, context, aboutTime(at, context));
  const hits = probability >= 0.8 ? 'Will hit' : 'Will probably hit';
  return {
    short: `${name} around ${time}`,
    long: `${hits} the ${name} of ${size} around ${time}; it resets at ${reset}.`,
    stress: probability >= watchable ? `around ${time}` : null,
  };
}
