import { formatAmount, formatDay, formatInstant, formatQuantity, type Writing } from '../format.ts';
import type { AccountState, Cap, Grant, Unit, WorkUnit } from '../model/index.ts';
import type { Cheaper, Cost } from './cost.ts';
import type { JobPlan } from './plan.ts';

// The sentences of an estimate, for the command line and for the page. Counts of work are the person's own and never hidden.

/** `1 page`, `2,000 pages`, `3 people`. */
export function countWords(count: number, unit: WorkUnit): string {
  const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(count);
  return `${number} ${count === 1 ? unit : pluralOf(unit)}`;
}

/** `pages`, `queries`, `searches`, `people`. */
export function pluralOf(unit: WorkUnit): string {
  if (unit === 'person') return 'people';
  if (/[^aeiou]y$/.test(unit)) return `${unit.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(unit) ? `${unit}es` : `${unit}s`;
}

/** `2,000 pages: 2,000 to 10,000 credits, likely 6,000.` */
export function costSentence(cost: Cost, writing: Writing = {}): string {
  return `${countWords(cost.count, cost.counted)}: ${rangeWords(cost, writing)}.`;
}

/** `4,000 credits`, `2,000 to 10,000 credits, likely 6,000`, `at least 4,000 credits`. */
export function rangeWords({ least, likely, most, unit }: Cost, writing: Writing = {}): string {
  if (most === null) {
    const part = likely === null ? '' : `, likely ${formatAmount(likely, unit, writing)}`;
    return `at least ${formatQuantity(least, unit, writing)}${part}`;
  }
  if (least === most) return formatQuantity(most, unit, writing);
  const range = `${formatAmount(least, unit, writing)} to ${formatQuantity(most, unit, writing)}`;
  return likely === null ? range : `${range}, likely ${formatAmount(likely, unit, writing)}`;
}

/** What is not in the figures; null where nothing is missing. */
export function missingSentence(cost: Cost): string | null {
  const open = cost.lines.filter(({ most }) => most === null).map(({ label }) => label);
  return open.length === 0 ? null : `${open.join(' and ')} come on top: say how much to see the whole.`;
}

/** Whether what the account has is enough. */
export function coverSentence(
  cost: Cost,
  account: Pick<AccountState, 'label'>,
  plan: JobPlan,
  writing: Writing = {},
): string {
  const name = `“${account.label}”`;
  const { unit } = cost;
  if (plan.why !== null) return `It is not known whether ${name} covers it: ${plan.why}`;
  if (plan.left === null) return `It is not known what is left of ${name}.`;
  const left = formatQuantity(plan.left, unit, writing);
  if (plan.covered === 'no')
    return `${name} has ${left}: ${formatQuantity(plan.short ?? 0, unit, writing)} ${areMissing(plan.short ?? 0, unit, writing)}.`;
  if (plan.covered === 'unknown') return `The ${left} of ${name} cover at least the known part of it.`;
  const verb = unit.kind === 'money' || (plan.left === 1 && !writing.mask) ? 'covers' : 'cover';
  const worst = plan.shortAtMost ?? 0;
  const warning = worst > 0 ? ` At the most, ${formatQuantity(worst, unit, writing)} would be missing.` : '';
  return `The ${left} of ${name} ${verb} it.${warning}`;
}

function areMissing(amount: number, unit: Unit, { mask = false }: Writing): string {
  return unit.kind === 'money' || (amount === 1 && !mask) ? 'is missing' : 'are missing';
}

/** Which cap stands in the way now; null where none does. */
export function capSentence(
  plan: JobPlan,
  unit: Unit,
  timeZone: string,
  writing: Writing = {},
): string | null {
  const { cap } = plan;
  if (cap === null) return null;
  const reset = cap.resetsAt === null ? '' : `, until ${formatInstant(cap.resetsAt, timeZone)}`;
  if (cap.left === null)
    return cap.stops
      ? `The cap “${cap.label}” allows ${formatQuantity(cap.limit, unit, writing)} ${per[cap.window]}: it stops the job.`
      : `The cap “${cap.label}” may stop it: how much of it is used is not known.`;
  return `The cap “${cap.label}” leaves ${formatQuantity(cap.left, unit, writing)}${reset}: it stops the job.`;
}

const per: Record<Cap['window'], string> = {
  minute: 'a minute',
  hour: 'an hour',
  day: 'a day',
  week: 'a week',
  month: 'a month',
  concurrent: 'at once',
  spending: 'in all',
};

/** When it would be done if it waits for caps and refills; null where it need not wait. */
export function spreadSentence(plan: JobPlan, now: number, timeZone: string): string | null {
  if (plan.left === null || plan.days === 0) return null;
  if (plan.doneAt === null)
    return plan.covered === 'no' || plan.cap?.stops ? 'No known refill or reset would be enough.' : null;
  const days = plan.days ?? 0;
  const time = days > 2 ? formatDay(plan.doneAt, timeZone, now) : formatInstant(plan.doneAt, timeZone);
  const length = days === 1 ? 'within a day' : `over ${days} days`;
  return `Spread ${length}, it would be done on ${time}, if nothing else spends.`;
}

/** `Without JavaScript rendering it would cost 8,000 less.` */
export function cheaperSentence({ advice, saves, upTo }: Cheaper, unit: Unit, writing: Writing = {}): string {
  return `${advice} it would cost ${upTo ? 'up to ' : ''}${formatAmount(saves, unit, writing)} less.`;
}

const grantNames: Record<Grant['kind'], string> = {
  refill: 'Plan credits',
  topup: 'Top-up',
  package: 'Package',
  promotion: 'Promotion',
};

/** What a grant is called; null: what belongs to no grant that is known. */
export function grantWords(grant: Grant | null): string {
  return grant === null ? 'Balance' : (grant.label ?? grantNames[grant.kind]);
}

/** `It draws 240.5 from “Plan credits”, then 312.5 from “Top-up” (lapses on 30 Nov).` Null where that says nothing, or where it is not covered. */
export function drawsSentence(plan: JobPlan, unit: Unit, now: number): string | null {
  // One part that belongs to no grant says no more than the balance itself.
  if (
    plan.covered === 'no' ||
    plan.draws.length === 0 ||
    (plan.draws.length === 1 && plan.draws[0]?.grant == null)
  )
    return null;
  const parts = plan.draws.map(({ grant, amount }) => {
    const name = grantWords(grant);
    const lapse = grant?.expiresAt == null ? '' : ` (lapses on ${formatDay(grant.expiresAt, 'UTC', now)})`;
    return `${formatAmount(amount, unit)} from “${name}”${lapse}`;
  });
  return `It draws ${parts.join(', then ')}.`;
}
