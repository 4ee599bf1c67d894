import { capUnit, isUnsized, isWindow, windowWords } from '../../../shared/caps.ts';
import {
  formatAmount,
  formatDay,
  formatQuantity,
  isSingular,
  overdrawnBy,
  type Writing,
  type WritingContext,
} from '../../../shared/format.ts';
import type {
  AccountState,
  Cap,
  Cycle,
  Entered,
  Grant,
  Pool,
  PoolState,
  Provenance,
  ProviderInfo,
  Rollover,
  Unit,
} from '../../../shared/model/index.ts';
import { seesWords } from '../../../shared/summary/sees.ts';
import {
  eventDate,
  eventWords,
  expiry,
  longEventWords,
  onEvent,
  renewal,
  zonedTime,
} from '../../../shared/time/index.ts';

// The sentences of the account page: pure, with the clock and your time zone as arguments.

/** Which key the account has, and what it can read. */
export function scopeWords(account: AccountState, provider: ProviderInfo): string {
  if (provider.credentialFields.length === 0) return 'no key needed, you log your use';
  const name = account.credentialKept === 'environment' ? 'API key from the environment' : 'API key';
  const key = account.credentialEnd === null ? name : `${name} ending in ${account.credentialEnd}`;
  // Before the first reading the scope is only assumed.
  if (account.health.readAt === null) return key;
  return `${key}, ${account.scope === 'account' ? 'account-wide' : seesWords[account.scope]}`;
}

const every = { daily: 'every day', weekly: 'every week', monthly: 'every month', yearly: 'every year' };

/** What happens to unused credits at a refill; null if unknown. */
export function rolloverWords(rollover: Rollover, unit: Unit, writing: Writing = {}): string | null {
  if (rollover === 'all') return 'Unused credits roll over.';
  if (rollover === 'none') return 'Unused credits expire then.';
  if (rollover === 'unknown') return null;
  const verb = isSingular(rollover.upTo, unit, writing) ? 'rolls' : 'roll';
  return `Up to ${formatQuantity(rollover.upTo, unit, writing)} ${verb} over.`;
}

function refillWords(
  { unit, provenance }: Pool,
  cycle: Cycle,
  said: number | null,
  context: WritingContext,
): string | null {
  // Leave out a size that the sentence has already given.
  const size =
    cycle.grant !== null && cycle.grant > 0 && cycle.grant !== said
      ? ` with ${formatAmount(cycle.grant, unit, context)}`
      : '';
  if (cycle.renewsAt === null)
    return cycle.frequency === null ? null : `refills${size} ${every[cycle.frequency]}`;
  if (cycle.frequency === 'daily') return `refills${size} at ${zonedTime(cycle.renewsAt, 'UTC', context)}`;
  return `refills${size} on ${longEventWords(renewal(cycle.renewsAt, provenance.cycle), context)}`;
}

/** What is left of the plan and on top of it, if the pool has both; otherwise its limit, if the balance is within it. */
function shareWords(pool: Pool, context: WritingContext): { words: string; said: number } | null {
  const { limit, unit, remaining } = pool;
  if (limit === null || remaining === null) return null;
  const number = (amount: number) => formatAmount(amount, unit, context);
  const sum = (grants: readonly Grant[]) => grants.reduce((all, grant) => all + grant.remaining, 0);
  const refill = pool.grants.filter((grant) => grant.kind === 'refill');
  const beside = pool.grants.filter((grant) => grant.kind !== 'refill');
  if (refill.length > 0 && beside.length > 0) {
    const kind = beside.every((grant) => grant.kind === 'topup') ? 'in top-ups' : 'on top';
    return {
      words: `${number(sum(refill))} of the plan’s ${number(limit)} and ${number(sum(beside))} ${kind}`,
      said: limit,
    };
  }
  // Rolled-over credits can exceed the limit; "9,000 of 5,000" would make no sense.
  return remaining <= limit && remaining >= 0 ? { words: `of ${number(limit)}`, said: limit } : null;
}

/** `2,500 credits used in this cycle`. What was used is counted from the start of a cycle, if one is known. */
export function usedWords({ used, unit, cycle }: Pool, context: WritingContext): string | null {
  if (used === null) return null;
  const inCycle = cycle?.frequency === 'daily' ? 'today' : 'in this cycle';
  const span = cycle === null || cycle.renewsAt === null ? 'so far' : inCycle;
  return `${formatQuantity(used, unit, context)} used ${span}`;
}

/** The sentence under a pool's balance: its limit, its refill and what happens to unused credits. */
export function poolSentence(
  pool: Pool & Partial<Pick<PoolState, 'forecast'>>,
  context: WritingContext,
): string {
  const share = shareWords(pool, context);
  const used = pool.limit === null && pool.used !== null && pool.used > 0 ? usedWords(pool, context) : null;
  const refill = pool.cycle === null ? null : refillWords(pool, pool.cycle, share?.said ?? null, context);
  const overdrawn =
    pool.remaining !== null && pool.remaining < 0 && !pool.forecast
      ? overdrawnBy(pool.remaining, pool.unit, context)
      : null;
  const facts = [overdrawn, share?.words ?? null, used, refill].filter((fact) => fact !== null);
  if (facts.length === 0) return 'No known limit or refill.';
  const rollover = pool.cycle === null ? null : rolloverWords(pool.cycle.rollover, pool.unit, context);
  const first = `${capital(facts.join(', '))}.`;
  return rollover === null || refill === null ? first : `${first} ${rollover}`;
}

/** The same text with its first letter in upper case. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** `Monthly refill`, `Top-up, 14 Mar 2026`, or the provider's name for it. */
export function grantName(grant: Grant, pool: Pool, context: WritingContext): string {
  if (grant.label !== null && grant.label !== '') return grant.label;
  const frequency = pool.cycle?.frequency ?? null;
  const refill = frequency === null ? 'Refill' : `${capital(frequency)} refill`;
  const names = { refill, topup: 'Top-up', package: 'Package', promotion: 'Promotion' };
  const name = names[grant.kind];
  return grant.grantedAt === null || grant.kind === 'refill'
    ? name
    : `${name}, ${eventDate(renewal(grant.grantedAt, grant.provenance), context)}`;
}

/** `end of 1 Dec`, or `1 Dec, 16:00 (midnight UTC)`. */
const endWords = (at: number, { provenance }: Grant, context: WritingContext): string =>
  onEvent(expiry(at, provenance), context).replace(/^at the |^on /, '');

/** When a grant ends. */
export function grantEnds(grant: Grant, pool: Pool, context: WritingContext): string {
  if (grant.kind === 'refill' && pool.cycle !== null) {
    const { rollover, renewsAt } = pool.cycle;
    const day =
      renewsAt === null ? '' : ` on ${eventWords(renewal(renewsAt, pool.provenance.cycle), context)}`;
    if (rollover === 'all') return 'rolls over';
    if (rollover === 'none') return `at the refill${day}`;
    if (rollover !== 'unknown') return `${formatAmount(rollover.upTo, pool.unit, context)} roll over${day}`;
  }
  if (grant.expiresAt !== null) return endWords(grant.expiresAt, grant, context);
  return grant.kind === 'refill' ? 'unknown' : 'never';
}

const windows: Record<Cap['window'], { rate: string; resets: string | null }> = {
  minute: { rate: 'a minute', resets: 'resets every minute' },
  hour: { rate: 'an hour', resets: 'resets every hour' },
  day: { rate: 'a day', resets: 'resets every day' },
  week: { rate: 'a week', resets: 'resets every week' },
  month: { rate: 'a month', resets: 'resets every month' },
  span: { rate: 'a window', resets: null },
  concurrent: { rate: 'at once', resets: null },
  spending: { rate: 'in total', resets: null },
};

function resetWords(cap: Cap, context: WritingContext): string | null {
  if (cap.window === 'minute' || cap.window === 'hour' || cap.resetsAt === null)
    return windows[cap.window].resets;
  const zone = cap.zone ?? context.zone;
  const time = zonedTime(cap.resetsAt, zone, context);
  if (cap.window === 'day') return `resets at ${time}`;
  const day = formatDay(cap.resetsAt, context.zone, context.now);
  return time === 'midnight' ? `resets on ${day}` : `resets on ${day} at ${time}`;
}

/** `resets on 23 Nov at 09:00`; says so if that is unknown. */
export const windowReset = (cap: Cap, context: WritingContext): string =>
  `${resetWords(cap, context) ?? 'when it resets is not known'}.`;

/** `54 of 300, resets at midnight UTC (01:00 here)`. */
export function capSentence(cap: Cap, unit: Unit, context: WritingContext): string {
  // Caps on requests or threads count those; only a spending limit is in the pool's money.
  const counted = capUnit(cap, unit);
  const number = (amount: number) => formatAmount(amount, counted, context);
  const rate = windows[cap.window].rate;
  if (isWindow(cap) && cap.used !== null) {
    const reset = resetWords(cap, context);
    return `${windowWords({ ...cap, used: cap.used }, context)}${reset === null ? '' : `, ${reset}`}`;
  }
  if (isUnsized(cap)) return resetWords(cap, context) ?? '';
  const amount =
    cap.used === null
      ? `At most ${number(cap.limit)} ${rate}`
      : `${number(cap.used)} of ${number(cap.limit)}${cap.window === 'concurrent' ? ` ${rate}` : ''}`;
  const resets = cap.used === null && cap.resetsAt === null ? null : resetWords(cap, context);
  return resets === null ? amount : `${amount}, ${resets}`;
}

/** How close a cap is: `critical` at a limit that stops you, `watch` from 90 % on. */
export function capTone(cap: Cap): 'ok' | 'watch' | 'critical' {
  if (cap.used === null || cap.limit <= 0) return 'ok';
  // All threads in use for a moment is normal; a window's quota nearly used up is not.
  const pressing = cap.window !== 'concurrent';
  if (cap.used >= cap.limit) return cap.hard && pressing ? 'critical' : 'watch';
  return cap.used >= cap.limit * 0.9 && pressing ? 'watch' : 'ok';
}

function origin(
  what: 'remaining' | 'used' | 'limit' | 'cycle',
  from: Provenance,
  provider: ProviderInfo,
  entered: Entered,
): string {
  if (from === 'reported') return 'as reported';
  if (from === 'entered') return 'as you entered';
  if (from === 'catalogue') return `from ${provider.name}’s published plans`;
  if (what === 'cycle')
    return entered.cycleStart === null
      ? 'computed from the plan'
      : 'computed from the cycle start you entered';
  if (provider.balance === 'ledger') return 'computed from the use you logged';
  if (provider.balance === 'usage') return 'computed from reported use and what you entered';
  return 'computed from what is reported';
}

const nouns = { remaining: 'balance', used: 'use', limit: 'limit', cycle: 'renewal' } as const;
const order = ['remaining', 'used', 'limit', 'cycle'] as const;

/** Where the pool's numbers come from, in groups: `Balance and limit as reported; renewal computed from …`. */
export function provenanceSentence(pool: Pool, provider: ProviderInfo, entered: Entered): string | null {
  const shown = {
    remaining: pool.remaining !== null,
    used: pool.used !== null,
    limit: pool.limit !== null,
    cycle: pool.cycle?.renewsAt != null,
  };
  const groups = new Map<string, string[]>();
  for (const what of order) {
    const from = pool.provenance[what];
    if (from === undefined || !shown[what]) continue;
    const words = origin(what, from, provider, entered);
    groups.set(words, [...(groups.get(words) ?? []), nouns[what]]);
  }
  if (groups.size === 0) return null;
  const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
  const text = [...groups].map(([words, names]) => `${list.format(names)} ${words}`).join('; ');
  return `${capital(text)}.`;
}

/** The source of a number that the provider did not report; null if it did. */
export function provenanceWord(from: Provenance | undefined): string | null {
  if (from === undefined || from === 'reported') return null;
  return { entered: 'entered', computed: 'computed', catalogue: 'from the plan' }[from];
}
