import { tidy } from '../../../shared/ledger.ts';
import {
  type Cap,
  type Cycle,
  type Grant,
  type Money,
  moneySchema,
  type Plan,
  type Pool,
  type Provenance,
  type ReadErrorKind,
  type Reading,
  type Unit,
} from '../../../shared/model/index.ts';
import { redactor } from '../../../shared/redact.ts';
import { dayOf, windowBounds } from '../../../shared/time/index.ts';
import { createIds, labelFrom, plainText, slug } from './text.ts';
import { dayMs, renewalAfter } from './time.ts';

// Completes what a provider's file returns to a full reading: ids, labels, provenance, and the third of remaining, used
// and limit.

/** A number; null or left out if the answer does not have it. */
type OptionalNumber = number | null | undefined;

/** What there is, in order. An entry that is null or false is left out: `[limit === null && 'There is no limit.']`. */
type Listed<Entry> = readonly (Entry | null | false)[];

/** A balance. Two of remaining, used and limit are enough. */
export interface PoolParts {
  /** Default: “Balance” for money, otherwise the unit, such as “Credits”. */
  label?: string | null;
  /** Default: derived from the label. Give one if labels may change: the history is stored under it. */
  id?: string;
  /** Default: the provider's unit. */
  unit?: Unit;
  remaining?: OptionalNumber;
  used?: OptionalNumber;
  /** The size of the plan. Null: there is none, or it is unknown. */
  limit?: OptionalNumber;
  cycle?: CycleParts | null;
  /** In draw order. */
  grants?: readonly GrantParts[];
  /** When the whole balance expires. Short for a single grant. */
  expiresAt?: OptionalNumber;
  /** For numbers that do not come from the answer itself: `{ cycle: 'computed' }`. */
  provenance?: Pool['provenance'];
}

/** The recurring refill. Its `grant` defaults to the pool's limit. */
export interface CycleParts extends Partial<Omit<Cycle, 'frequency'>> {
  /** `monthly or yearly`: the answer does not say which. It is yearly if the renewal is more than a month away. */
  frequency?: Cycle['frequency'] | 'monthly or yearly';
  /** When any one cycle began. The next renewal is computed from it if the answer has none. */
  began?: OptionalNumber;
}

export interface GrantParts {
  kind: Grant['kind'];
  remaining: number;
  label?: string | null;
  /** Default: derived from label, expiry and size, which do not change while the grant is spent. */
  id?: string;
  granted?: OptionalNumber;
  grantedAt?: OptionalNumber;
  expiresAt?: OptionalNumber;
}

/** A cap. It is left out if its limit is unknown, or is 0 or less, which means that there is none. */
export interface CapParts {
  window: Cap['window'];
  limit: OptionalNumber;
  used?: OptionalNumber;
  /** What it counts, if that is not requests. A window told in percent has `{ kind: 'percent' }` and the limit 100. */
  unit?: Unit;
  /** The length of a `span`: a provider's own window, such as five hours. */
  spanMs?: number | undefined;
  label?: string;
  id?: string;
  /** Default: the end of the day or month, if its `zone` is UTC. */
  resetsAt?: OptionalNumber;
  zone?: string | null;
  /** False if the provider keeps serving beyond the cap. Default: true. */
  hard?: boolean;
  provenance?: Provenance;
}

/** What a provider's answer says. A single balance goes here directly, several go into `pools`. */
export interface ReadingParts extends PoolParts {
  pools?: Listed<PoolParts>;
  caps?: Listed<CapParts>;
  dailyUse?: Reading['dailyUse'];
  plan?: string | null;
  /** What the credential can see. Default: the whole account, or `usage` with `balance: 'usage'`. */
  scope?: Reading['scope'];
  notes?: Listed<string>;
  /** When the credential itself stops working. */
  keyExpiresAt?: OptionalNumber;
}

/** An error found in a successful answer, such as an account that does not exist. */
export interface Refused {
  refused: ReadErrorKind;
  because?: string;
}
export const refuse = (refused: ReadErrorKind, because?: string): Refused => ({
  refused,
  ...(because !== undefined && { because }),
});

const longestLabel = 80;
const longestNote = 300;

/**
 * What one account may put into the state and the history. An answer with more is not what a plan looks like; without these,
 * it would slow everything down for all accounts. All that is left out is told in a note.
 */
const most = { pools: 50, grants: 200, caps: 20, notes: 10, days: 31 };

export interface Completing {
  unit: Unit;
  scope: Reading['scope'];
  now: number;
  secrets: readonly string[];
  /** About the parts of the answer that were left out. */
  notes: readonly string[];
}

/** The full reading. */
export function complete(parts: ReadingParts, { now, secrets, notes, ...usual }: Completing): Reading {
  // Redact first: once shortened or in lower case, a credential would not be found.
  const redacted = redactor(secrets);
  const shown = (text: string, longest = longestLabel) =>
    plainText(redacted(text.slice(0, longestLooked)), longest);
  const { plan, scope = usual.scope, keyExpiresAt } = parts;
  const { pools, caps, dailyUse, leftOut } = bounded(parts, now);
  const poolId = createIds();
  const grantId = createIds();
  const capId = createIds();
  const belowZero =
    pools.some((pool) => isBelowZero(pool, pool.unit ?? usual.unit)) ||
    caps.some((cap) => isBelowZero(cap, cap.unit ?? requests));
  const impossible = belowZero ? ['The provider reported use below zero, which was left out.'] : [];
  const told = [...new Set([...notes, ...leftOut, ...impossible, ...listed(parts.notes)])];
  return {
    at: now,
    plan: plan ? shown(plan) : null,
    scope,
    pools: pools.map((pool) => poolOf(pool, { unit: usual.unit, now, poolId, grantId, shown })),
    caps: caps.flatMap((cap) => capOf(cap, now, capId, shown)),
    dailyUse,
    notes: told.slice(0, most.notes).map((note) => shown(note, longestNote)),
    ...(keyExpiresAt != null && { keyExpiresAt }),
  };
}

/** What comes after is cut off anyway. Leaves room for what redaction and cleaning shorten. */
const longestLooked = 2000;

/** At most so many of everything, with a note about each kind of which there were more. */
function bounded({ dailyUse = [], ...single }: ReadingParts, now: number) {
  const hasSingle = [single.remaining, single.used, single.limit].some((amount) => amount != null);
  const all = listed<PoolParts>([hasSingle && single, ...(single.pools ?? [])]);
  const caps = listed(single.caps);
  let left = most.grants;
  const kept = all.slice(0, most.pools).map((pool): PoolParts => {
    const grants = pool.grants?.slice(0, left);
    left -= grants?.length ?? 0;
    return grants === undefined ? pool : { ...pool, grants };
  });
  const first = dayOf(now - most.days * dayMs);
  // It may be tomorrow already where the provider is.
  const last = dayOf(now + dayMs);
  const asked = dailyUse.filter(({ day }) => day >= first && day <= last);
  const grants = all.reduce((sum, pool) => sum + (pool.grants?.length ?? 0), 0);
  return {
    pools: kept,
    caps: caps.slice(0, most.caps),
    // A day counts once: the last word on it.
    dailyUse: [...new Map(asked.map((use) => [use.day, use])).values()],
    leftOut: [
      ...tooMany(all.length, most.pools, 'balances'),
      ...tooMany(grants, most.grants, 'grants'),
      ...tooMany(caps.length, most.caps, 'caps'),
      ...daysOutside(dailyUse.length - asked.length),
    ],
  };
}

const listed = <Entry>(entries: Listed<Entry> = []): Entry[] =>
  entries.flatMap((entry) => (entry === null || entry === false ? [] : [entry]));

const tooMany = (count: number, kept: number, what: string) =>
  count > kept ? [`Only the first ${kept} of ${count} ${what} are shown.`] : [];

function daysOutside(count: number): string[] {
  if (count === 0) return [];
  const days = count === 1 ? '1 day' : `${count} days`;
  return [`${days} outside the last ${most.days} ${count === 1 ? 'was' : 'were'} left out.`];
}

type Shown = (text: string) => string;

function poolOf(
  parts: PoolParts,
  {
    now,
    poolId,
    grantId,
    shown,
    ...usual
  }: {
    unit: Unit;
    now: number;
    poolId: (id: string) => string;
    grantId: (id: string) => string;
    shown: Shown;
  },
): Pool {
  const unit = parts.unit ?? usual.unit;
  const label = shown(parts.label ?? '') || labelOf(unit);
  const amounts = withThird(parts, unit);
  const cycle = cycleOf(parts.cycle, amounts.limit, now);
  const from = (key: 'remaining' | 'used' | 'limit') =>
    amounts[key] !== null && {
      [key]: parts.provenance?.[key] ?? (parts[key] === amounts[key] ? 'reported' : 'computed'),
    };
  return {
    id: poolId((parts.id === undefined ? slug(label) : shown(parts.id)) || 'pool'),
    label,
    unit,
    ...amounts,
    provenance: {
      ...from('remaining'),
      ...from('used'),
      ...from('limit'),
      ...(cycle !== null && { cycle: parts.provenance?.cycle ?? cycleFrom(parts.cycle) }),
    },
    cycle,
    grants: grantsOf(parts, amounts.remaining).map((grant) => grantOf(grant, label, grantId, shown)),
  };
}

/** Use cannot be below zero, except in money: more can be refunded than was spent. */
const isBelowZero = ({ used }: { used?: OptionalNumber }, unit: Unit): boolean =>
  used != null && tidy(used) < 0 && unit.kind !== 'money';

/** Whether all that the parts tell is use below zero, so that nothing is left of it. */
export const tellsNothing = ({ pools = [], ...single }: ReadingParts, reading: Reading): boolean =>
  listed<PoolParts>([single, ...pools]).some((pool) => pool.used != null && pool.used < 0) &&
  reading.pools.every(({ remaining, used }) => remaining === null && used === null);

/**
 * The limit is the size of the plan, so top-ups and the like do not count towards it. If more was used than the limit,
 * nothing is left of the plan. If more is left than the limit, `used` is unknown.
 */
function withThird(parts: PoolParts, unit: Unit): Pick<Pool, 'remaining' | 'used' | 'limit'> {
  const { remaining = null, grants = [] } = parts;
  const used = isBelowZero(parts, unit) ? null : (parts.used ?? null);
  const limit = sizeOf(parts.limit);
  const beside = grants.reduce((sum, grant) => sum + (grant.kind === 'refill' ? 0 : grant.remaining), 0);
  if (remaining === null && used !== null && limit !== null)
    return { remaining: tidy(Math.max(0, limit - used) + beside), used, limit };
  const ofPlan = remaining === null ? null : remaining - beside;
  if (used === null && ofPlan !== null && limit !== null && ofPlan >= 0 && ofPlan <= limit)
    return { remaining, used: tidy(limit - ofPlan), limit };
  return { remaining, used, limit };
}

/** No plan and no cap has a size of 0 or less: providers write -1 or 0 where there is no limit. */
const sizeOf = (limit: OptionalNumber): number | null => (limit == null || limit <= 0 ? null : limit);

function cycleOf(parts: CycleParts | null | undefined, limit: number | null, now: number): Cycle | null {
  if (!parts) return null;
  const { began = null, rollover = 'unknown' } = parts;
  const grant = sizeOf(parts.grant === undefined ? limit : parts.grant);
  const far = parts.renewsAt != null && parts.renewsAt - now > 32 * dayMs;
  const guessed = far ? 'yearly' : 'monthly';
  const frequency = parts.frequency === 'monthly or yearly' ? guessed : (parts.frequency ?? null);
  const counted = began === null || frequency === null ? null : renewalAfter(began, frequency, now);
  const renewsAt = parts.renewsAt ?? counted;
  return frequency === null && renewsAt === null && grant === null && rollover === 'unknown'
    ? null
    : { frequency, renewsAt, grant, rollover };
}

function cycleFrom(parts: CycleParts | null | undefined): Provenance {
  if (parts?.renewsAt != null) return 'reported';
  if (parts?.began != null) return 'computed';
  return parts?.frequency === 'monthly or yearly' ? 'catalogue' : 'reported';
}

function grantsOf(
  { grants = [], expiresAt = null }: PoolParts,
  remaining: number | null,
): readonly GrantParts[] {
  const whole =
    expiresAt === null || remaining === null ? [] : [{ kind: 'package' as const, remaining, expiresAt }];
  return [...grants, ...whole];
}

function grantOf(parts: GrantParts, poolLabel: string, newId: (id: string) => string, shown: Shown): Grant {
  const { kind, remaining, granted = null, grantedAt = null, expiresAt = null } = parts;
  const label = shown(parts.label ?? '') || grantLabels[kind] || poolLabel;
  const made = [slug(label), expiresAt ?? 'never', granted ?? 'all'].join('-');
  const id = newId(shown(parts.id ?? '') || made);
  return { id, kind, label, granted, remaining, grantedAt, expiresAt, provenance: 'reported' };
}

const grantLabels: Record<Grant['kind'], string> = {
  refill: 'Refill',
  topup: 'Top-up',
  package: 'Package',
  promotion: 'Promotion',
};

const usualCaps: Record<Cap['window'], { id: string; label: string }> = {
  minute: { id: 'minute', label: 'Per minute' },
  hour: { id: 'hourly', label: 'Per hour' },
  day: { id: 'daily', label: 'Per day' },
  week: { id: 'weekly', label: 'Per week' },
  month: { id: 'monthly', label: 'Per month' },
  span: { id: 'window', label: 'Window' },
  concurrent: { id: 'concurrency', label: 'Concurrent requests' },
  spending: { id: 'spending', label: 'Spending limit' },
};

function capOf(parts: CapParts, now: number, newId: (id: string) => string, shown: Shown): Cap[] {
  const { window, spanMs, unit, zone = null, hard = true } = parts;
  const used = isBelowZero(parts, unit ?? requests) ? null : (parts.used ?? null);
  const resetsAt = parts.resetsAt ?? calendarReset(parts, now);
  const limit = sizeOf(parts.limit);
  if (limit === null) return [];
  const label = shown(parts.label ?? '') || usualCaps[window].label;
  const made = parts.label ? slug(label) : usualCaps[window].id;
  const id = newId(shown(parts.id ?? '') || made);
  return [
    {
      id,
      label,
      window,
      ...(spanMs !== undefined && { spanMs }),
      ...(unit !== undefined && { unit }),
      limit,
      used,
      resetsAt,
      zone,
      hard,
      provenance: parts.provenance ?? 'reported',
    },
  ];
}

const requests: Unit = { kind: 'requests' };

/** A day or month in UTC resets at its end, whether or not the answer says so. */
const calendarReset = ({ window, zone }: CapParts, now: number): number | null =>
  zone === 'UTC' && (window === 'day' || window === 'month') ? windowBounds(window, zone, now).end : null;

/** A plan as a provider's file describes it. */
export interface PlanParts {
  /** Default: derived from the name. Users' settings refer to it, so never change it. */
  id?: string;
  name: string;
  /** Null: it is not public, so the user enters it. */
  grant: number | null;
  /** Default: monthly. */
  frequency?: Plan['frequency'];
  /** Default: none. */
  rollover?: Plan['rollover'];
  caps?: readonly (Pick<CapParts, 'window' | 'label' | 'id' | 'zone' | 'hard'> & { limit: number })[];
  note?: string;
  /** Per `frequency` and without tax, such as `29 USD`. Missing: it is not public. */
  price?: PriceText;
  /** What `per` credits beyond the plan cost. Missing: it is not public, or there are none. */
  overage?: { price: PriceText; per: number };
  /** Default: the page of `docs`. */
  source?: Plan['source'];
}

/** An amount and its currency. */
type PriceText = `${number} ${string}`;

function moneyOf(price: PriceText): Money {
  const [amount = '', currency = ''] = price.split(' ');
  return moneySchema.parse({ amount, currency });
}

export function planOf({ caps = [], price, overage, ...plan }: PlanParts, source: Plan['source']): Plan {
  return {
    id: slug(plan.name),
    frequency: 'monthly',
    rollover: 'none',
    note: null,
    source,
    ...plan,
    ...(price !== undefined && { price: moneyOf(price) }),
    ...(overage && { overage: { paid: moneyOf(overage.price), per: overage.per } }),
    caps: caps.map(({ window, zone = null, hard = true, ...cap }) => ({
      ...usualCaps[window],
      ...cap,
      window,
      zone,
      hard,
    })),
  };
}

/** “Balance” for money, otherwise the unit's name. */
function labelOf(unit: Unit): string {
  const word = unit.kind === 'money' ? 'balance' : 'many' in unit ? String(unit.many) : unit.kind;
  return labelFrom(word);
}
