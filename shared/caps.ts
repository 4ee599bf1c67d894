import { formatAmount, type Writing } from './format.ts';
import type { AccountState, Cap, ProviderInfo, Unit } from './model/index.ts';
import { dayMs, hourMs } from './time/durations.ts';

// The name of a cap, and whether it is reached.

const names: Record<Exclude<Cap['window'], 'span'>, string> = {
  minute: 'cap per minute',
  hour: 'hourly cap',
  day: 'daily cap',
  week: 'weekly cap',
  month: 'monthly cap',
  concurrent: 'concurrency cap',
  spending: 'spending limit',
};

/** `daily cap`, `5-hour cap`; of one that is told in percent, `weekly window`. */
export function capName(cap: Pick<Cap, 'window' | 'spanMs' | 'unit'> | undefined): string {
  if (cap === undefined) return 'cap';
  const name = cap.window === 'span' ? `${spanName(cap.spanMs)} cap`.trimStart() : names[cap.window];
  return cap.unit?.kind === 'percent' ? name.replace(/\bcap\b/, 'window') : name;
}

/** `5-hour`, `3-day`, `90-minute`; empty if its length is unknown. */
export function spanName(spanMs: number | undefined): string {
  if (spanMs === undefined) return '';
  if (spanMs % dayMs === 0) return `${spanMs / dayMs}-day`;
  return spanMs % hourMs === 0 ? `${spanMs / hourMs}-hour` : `${Math.round(spanMs / 60_000)}-minute`;
}

/** Whether a cap is a window that is told in percent: never a balance, and never added to anything. */
export const isWindow = ({ unit }: Pick<Cap, 'unit'>): boolean => unit?.kind === 'percent';

/** Whether only a logged error told of a cap: its numbers are those of your log, so no words may show them. */
export const isUnsized = ({ provenance }: Pick<Cap, 'provenance'>): boolean => provenance === 'computed';

/** `63 % of the weekly window used`. */
export function windowWords(cap: Cap & { used: number }, writing: Writing): string {
  const used = formatAmount(cap.used, { kind: 'percent' }, { ...writing, round: 'up' });
  return `${used} of the ${capName(cap)} used`;
}

/** Why an account that was read has no history: only balances are kept over time. */
export const noHistoryWords = (
  { caps }: Pick<AccountState, 'caps'>,
  { name }: Pick<ProviderInfo, 'name'>,
): string =>
  caps.length === 0
    ? `There is no history: ${name} has reported no balance yet.`
    : `There is no history or forecast: ${name} reports caps, not a balance, and how their use changes is not kept.`;

/** What a cap counts. `unit`: the account's. */
export const capUnit = (cap: Pick<Cap, 'window' | 'unit'>, unit: Unit): Unit =>
  cap.unit ?? (cap.window === 'spending' ? unit : { kind: 'requests' });

/**
 * Whether a cap can stop an account at an instant, according to its last reading. Soft caps stop nothing, concurrency comes
 * and goes, and if the cap has reset since the reading, its use is unknown. A cap per minute only slows an account down;
 * `perMinute` includes it.
 */
export const canStop = (cap: Cap, now: number, { perMinute = false } = {}): boolean =>
  cap.hard &&
  cap.window !== 'concurrent' &&
  (perMinute || cap.window !== 'minute') &&
  cap.limit > 0 &&
  cap.used !== null &&
  (cap.resetsAt === null || cap.resetsAt > now);

/** Whether a cap stops an account at an instant. */
export const isReached = (cap: Cap, now: number, which?: { perMinute: boolean }): boolean =>
  canStop(cap, now, which) && cap.used !== null && cap.used >= cap.limit;
