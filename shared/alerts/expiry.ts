import { formatDay, formatQuantity, type WritingContext } from '../format.ts';
import type { AlertRules, Grant, PoolState } from '../model/index.ts';
import { dayMs } from '../time/index.ts';
import { conditionOf } from './condition.ts';
import type { Condition } from './types.ts';
import { inBoth } from './words.ts';

/** From this share of a grant on, what will be lost is worth a word; once told, from the second. */
const worthTelling = 0.02;
const worthKeeping = 0.01;

const names: Record<Grant['kind'], string> = {
  refill: 'a refill',
  topup: 'a top-up',
  package: 'a package',
  promotion: 'a promotion',
};

/**
 * A grant that will lapse with something left, from each number of days in the rule on. Where the forecast knows how much
 * is likely to be lost, that is told, and nothing where it is about nothing. The rest of a refill is no matter here.
 */
export function expiresSoon(
  grant: Grant,
  pool: PoolState,
  rules: AlertRules,
  context: WritingContext,
): Condition[] {
  const { enabled, days } = rules['expires-soon'];
  const { id, kind, remaining, expiresAt, grantedAt } = grant;
  if (!enabled || kind === 'refill' || remaining <= 0 || expiresAt === null || expiresAt <= context.now)
    return [];
  const passed = [...new Set(days)]
    .sort((a, b) => b - a)
    .filter((count) => expiresAt - context.now <= count * dayMs);
  const nearest = passed.at(-1);
  if (nearest === undefined) return [];
  const loss = lossOf(grant, pool);
  if (loss !== null && loss.most < worthKeeping * remaining) return [];
  const words = inBoth(context, (writing) => {
    const on = formatDay(expiresAt, context.zone, context.now, context.locale);
    const isOne = (amount: number) => pool.unit.kind === 'money' || (amount === 1 && !writing.mask);
    const whole = formatQuantity(remaining, pool.unit, writing);
    const isWhole = loss === null || loss.likely >= 0.98 * remaining;
    if (isWhole) return `${whole} of ${names[kind]} ${isOne(remaining) ? 'lapses' : 'lapse'} on ${on}.`;
    const lost = Number(loss.likely.toPrecision(2));
    return `About ${formatQuantity(lost, pool.unit, writing)} of ${names[kind]} will likely lapse unused on ${on}.`;
  });
  return [
    conditionOf('expires-soon', `${pool.id}/${id}`, {
      ...(nearest <= 7 && { severity: 'warning' }),
      level: passed.length - 1,
      near: loss !== null && loss.likely < worthTelling * remaining,
      since: Math.max(expiresAt - nearest * dayMs, grantedAt ?? Number.NEGATIVE_INFINITY),
      ...words,
    }),
  ];
}

/** What the forecast says the grant will lose, likely and at most; null where it does not say. */
function lossOf(grant: Grant, { forecast }: PoolState): { likely: number; most: number } | null {
  if (forecast === null || forecast.confidence === 'none') return null;
  const waste = forecast.waste.find((each) => each.grant === grant.id);
  if (waste === undefined) return null;
  return { likely: Math.min(grant.remaining, waste.likely), most: Math.min(grant.remaining, waste.late) };
}
