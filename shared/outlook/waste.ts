import { formatAmount, formatQuantity, isSingular, unitWord, type WritingContext } from '../format.ts';
import type { CapState, Grant, PoolState } from '../model/index.ts';
import { type Lapse, lapsesOf } from '../standing/index.ts';
import {
  dayMs,
  eventDate,
  expiryIn,
  longEventDate,
  onEventInFull,
  renewal,
  type TimedEvent,
  zonedTime,
} from '../time/index.ts';

// What will expire unused, and what to do about it, in words.

/** Later expiries need no attention yet. */
const nearMs = 120 * dayMs;

/** A loss, in words. */
export interface WasteWords {
  grant: string;
  /** `430 of 1,200 top-up credits will expire unused on 2 March.` */
  text: string;
  /** `Use 14 a day until 2 March to waste nothing.` Null if there is nothing you can do. */
  advice: string | null;
}

/** One entry per grant with a material loss, soonest first; empty while learning. */
export function wasteSentences(
  pool: PoolState,
  caps: readonly CapState[],
  context: WritingContext,
): WasteWords[] {
  return lapsesOf(pool).map((lapse) => ({
    grant: lapse.grant,
    text: lossSentence(lapse, pool, context),
    advice: lapse.isDaily ? null : adviceFor(lapse, pool, caps, context),
  }));
}

function lossSentence(lapse: Lapse, pool: PoolState, context: WritingContext): string {
  const { kind, size, at } = lapse;
  const money = pool.unit.kind === 'money';
  const amount = `${lapse.isSure ? '' : 'About '}${formatAmount(lapse.amount, pool.unit, context)}`;
  const whole = formatAmount(size, pool.unit, context);
  const word = unitWord(pool.unit, size, context);
  if (kind === 'refill') {
    const plan = money ? `the plan’s ${whole}` : `the plan’s ${whole} ${word}`;
    const day = lapse.isDaily
      ? `at ${zonedTime(at, 'UTC', context)}`
      : onEventInFull(lapseEvent(lapse, pool), context);
    return lapse.amount >= size
      ? `All of ${plan} will expire unused at the refill ${day}.`
      : `${amount} of ${plan} will expire unused at the refill ${day}.`;
  }
  const name = money && kind === 'promotion' ? 'promotion' : grantWords[kind];
  if (lapse.amount >= size)
    return money
      ? `All of the ${whole} ${name} will expire unused ${onEventInFull(expiryIn(pool, at), context)}.`
      : `All ${whole} ${name} ${word} will expire unused ${onEventInFull(expiryIn(pool, at), context)}.`;
  return money
    ? `${amount} of the ${whole} ${name} will expire unused ${onEventInFull(expiryIn(pool, at), context)}.`
    : `${amount} of ${whole} ${name} ${word} will expire unused ${onEventInFull(expiryIn(pool, at), context)}.`;
}

const grantWords: Record<Grant['kind'], string> = {
  refill: 'plan',
  topup: 'top-up',
  package: 'package',
  promotion: 'promotional',
};

/** The rate that uses up what would expire, evenly and on top of the usual burn. */
function adviceFor(
  lapse: Lapse,
  pool: PoolState,
  caps: readonly CapState[],
  context: WritingContext,
): string | null {
  const { at, likely } = lapse;
  const days = (at - context.now) / dayMs;
  if (days <= 0) return null;
  const day = longEventDate(lapseEvent(lapse, pool), context);
  if (days < 1) {
    const more = formatQuantity(ceiled(likely), pool.unit, context);
    return `Use ${more} more until then to waste nothing.`;
  }
  const rate = ceiled((pool.forecast?.burnPerDay ?? 0) + likely / days);
  const stop = caps.find(({ hard, window, limit }) => hard && window === 'day' && limit < rate);
  if (stop !== undefined)
    return `The daily cap of ${formatAmount(stop.limit, { kind: 'requests' }, context)} is too low to use it all.`;
  return `Use ${formatAmount(rate, pool.unit, context)} a day until ${day} to waste nothing.`;
}

/** `430 top-up credits` and `expire`; null if it is far off or you can do nothing about it. */
export function lapseRemark(
  lapse: Lapse,
  pool: PoolState,
  context: WritingContext,
): { subject: string; verb: string; event: TimedEvent } | null {
  const { amount, kind, at, isDaily } = lapse;
  const { unit } = pool;
  if (isDaily || at - context.now > nearMs) return null;
  const money = unit.kind === 'money';
  const grant = money && kind === 'promotion' ? 'promotion' : grantWords[kind];
  const word = unitWord(unit, amount, context);
  const subject = [formatAmount(amount, unit, context), grant, word].filter(Boolean).join(' ');
  const verb = isSingular(amount, unit, context) ? 'expires' : 'expire';
  return { subject, verb, event: lapseEvent(lapse, pool) };
}

/** `430 top-up credits expire on 2 Mar`: those that are near and that you can do something about. */
export function lapseRemarks(pool: PoolState, context: WritingContext): string[] {
  return lapsesOf(pool).flatMap((lapse) => {
    const remark = lapseRemark(lapse, pool, context);
    return remark === null ? [] : [`${remark.subject} ${remark.verb} on ${eventDate(remark.event, context)}`];
  });
}

/** What a refill takes away is told on its day; other credits by the last day on which they can be used. */
export const lapseEvent = ({ kind, at }: Lapse, pool: PoolState): TimedEvent =>
  kind === 'refill' ? renewal(at, pool.provenance.cycle) : expiryIn(pool, at);

/** Rounded up to three digits, and to whole numbers from 10 on. */
function ceiled(amount: number): number {
  if (amount <= 0) return 0;
  const step = amount >= 10 ? Math.max(1, 10 ** (Math.floor(Math.log10(amount)) - 2)) : 0.1;
  return Number((Math.ceil(amount / step - 1e-9) * step).toPrecision(6));
}
