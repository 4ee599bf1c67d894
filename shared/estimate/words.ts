import {
  formatAmount,
  formatDay,
  formatInstant,
  formatQuantity,
  isSingular,
  overdrawnBy,
  type Writing,
  type WritingContext,
} from '../format.ts';
import type { AccountState, Cap, Grant, Unit } from '../model/index.ts';
import { eventDate, expiry } from '../time/index.ts';
import type { Cheaper, Cost } from './cost.ts';
import type { JobPlan } from './plan.ts';
import { countWords } from './work-units.ts';

// The sentences of an estimate, on the command line and the page. Counts of work are your own input and never hidden.

/** `2,000 pages: 2,000 to 10,000 credits, likely 6,000.` */
export function costSentence(cost: Cost, writing: Writing = {}): string {
  return `${countWords(cost.count, cost.counted)}: ${rangeWords(cost, writing)}.`;
}

/** `4,000 credits`, `2,000 to 10,000 credits, likely 6,000`, `at least 4,000 credits`. */
export function rangeWords({ least, likely, most, unit }: Cost, given: Writing = {}): string {
  const writing: Writing = { ...given, round: 'up' };
  if (most === null) {
    const part = likely === null ? '' : `, likely ${formatAmount(likely, unit, writing)}`;
    return `at least ${formatQuantity(least, unit, writing)}${part}`;
  }
  if (least === most) return formatQuantity(most, unit, writing);
  const range = `${formatAmount(least, unit, writing)} to ${formatQuantity(most, unit, writing)}`;
  return likely === null ? range : `${range}, likely ${formatAmount(likely, unit, writing)}`;
}

/** What the cost does not include; null: nothing. */
export function missingSentence(cost: Cost): string | null {
  const open = cost.lines.filter(({ most }) => most === null).map(({ label }) => label);
  return open.length === 0
    ? null
    : `Not included: ${open.join(' and ')}. Enter the amount to see the full cost.`;
}

/** Whether the account's balance is enough. */
export function coverSentence(
  cost: Cost,
  account: Pick<AccountState, 'label'>,
  plan: JobPlan,
  writing: Writing = {},
): string {
  const name = `“${account.label}”`;
  const { unit } = cost;
  if (plan.why !== null) return `Unknown whether ${name} covers it: ${plan.why}`;
  if (plan.left === null) return `The balance of ${name} is unknown.`;
  const missing = (amount: number) => formatQuantity(amount, unit, { ...writing, round: 'up' });
  const left = formatQuantity(plan.left, unit, writing);
  if (plan.covered === 'no' && plan.left < 0)
    return `${name} is ${overdrawnBy(plan.left, unit, writing)}, which is ${missing(plan.short ?? 0)} short.`;
  if (plan.covered === 'no') return `${name} has ${left}, which is ${missing(plan.short ?? 0)} short.`;
  if (plan.covered === 'unknown') return `The ${left} of ${name} cover at least the known part of it.`;
  const verb = isSingular(plan.left, unit, writing) ? 'covers' : 'cover';
  const worst = plan.shortAtMost ?? 0;
  const warning = worst > 0 ? ` At the highest cost, it would be ${missing(worst)} short.` : '';
  return `The ${left} of ${name} ${verb} it.${warning}`;
}

/** Which cap is in the way now; null: none. */
export function capSentence(
  plan: JobPlan,
  unit: Unit,
  timeZone: string,
  writing: Writing = {},
): string | null {
  const { cap } = plan;
  if (cap === null) return null;
  const reset = cap.resetsAt === null ? '' : ` until ${formatInstant(cap.resetsAt, timeZone)}`;
  if (cap.left === null)
    return cap.stops
      ? `The cap “${cap.label}” allows ${formatQuantity(cap.limit, unit, writing)} ${per[cap.window]}, not enough for the job.`
      : `The cap “${cap.label}” may stop it: its present use is unknown.`;
  return `The cap “${cap.label}” leaves ${formatQuantity(cap.left, unit, writing)}${reset}, not enough for the job.`;
}

const per: Record<Cap['window'], string> = {
  minute: 'a minute',
  hour: 'an hour',
  day: 'a day',
  week: 'a week',
  month: 'a month',
  span: 'a window',
  concurrent: 'at once',
  spending: 'in all',
};

/** When it would be done if it waits for caps and refills; null if it need not wait. */
export function spreadSentence(plan: JobPlan, now: number, timeZone: string): string | null {
  if (plan.left === null || plan.days === 0) return null;
  if (plan.doneAt === null)
    return plan.covered === 'no' || plan.cap?.stops ? 'No known refill or reset would be enough.' : null;
  const days = plan.days ?? 0;
  const time = days > 2 ? formatDay(plan.doneAt, timeZone, now) : formatInstant(plan.doneAt, timeZone);
  const length = days === 1 ? 'within a day' : `over ${days} days`;
  return `Spread ${length}, it would be done on ${time} if nothing else spends.`;
}

/** `Without JavaScript rendering, it would cost 8,000 less.` */
export function cheaperSentence({ advice, saves, upTo }: Cheaper, unit: Unit, writing: Writing = {}): string {
  return `${advice}, it would cost ${upTo ? 'up to ' : ''}${formatAmount(saves, unit, writing)} less.`;
}

const grantNames: Record<Grant['kind'], string> = {
  refill: 'Plan credits',
  topup: 'Top-up',
  package: 'Package',
  promotion: 'Promotion',
};

/** The name of a grant; null: what belongs to no known grant. */
export function grantWords(grant: Grant | null): string {
  return grant === null ? 'Balance' : (grant.label ?? grantNames[grant.kind]);
}

/**
 * `It uses 240.5 from “Plan credits”, then 312.5 from “Top-up” (expires on 30 Nov).` Null if not covered, or if that says
 * nothing.
 */
export function drawsSentence(plan: JobPlan, unit: Unit, context: WritingContext): string | null {
  // A single part without a grant says no more than the balance itself.
  if (
    plan.covered === 'no' ||
    plan.draws.length === 0 ||
    (plan.draws.length === 1 && plan.draws[0]?.grant == null)
  )
    return null;
  const parts = plan.draws.map(({ grant, amount }) => {
    const name = grantWords(grant);
    const lapse =
      grant?.expiresAt == null
        ? ''
        : ` (expires on ${eventDate(expiry(grant.expiresAt, grant.provenance), context)})`;
    return `${formatAmount(amount, unit, context)} from “${name}”${lapse}`;
  });
  return `It uses ${parts.join(', then ')}.`;
}
