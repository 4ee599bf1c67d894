import { tidy } from '../../../shared/ledger.ts';
import type {
  Cap,
  Cycle,
  Grant,
  Plan,
  Pool,
  Provenance,
  ReadErrorKind,
  Reading,
  Unit,
} from '../../../shared/model/index.ts';
import { redact } from '../../../shared/redact.ts';
import { createIds, plainText, slug } from './text.ts';
import { dayMs, renewalAfter } from './time.ts';

// From what a provider's file gives to a whole reading: ids, labels, provenance and the missing one of remaining, used
// and limit follow from the rest.

/** A number, or null or nothing where the answer does not tell it. */
type OptionalNumber = number | null | undefined;

/** A balance. Two of remaining, used and limit are enough. */
export interface PoolParts {
  /** “Credits” or “Balance” by itself. */
  label?: string | null;
  /** Made of the label by itself; give one where labels may change. */
  id?: string;
  /** The provider's unit by itself. */
  unit?: Unit;
  remaining?: OptionalNumber;
  used?: OptionalNumber;
  /** The plan's size. Null: there is none, or it is not told. */
  limit?: OptionalNumber;
  cycle?: CycleParts | null;
  /** In draw order. */
  grants?: readonly GrantParts[];
  /** When all of it lapses: short for one grant. */
  expiresAt?: OptionalNumber;
  /** Where a number does not come from the answer itself: `{ cycle: 'computed' }`. */
  provenance?: Pool['provenance'];
}

/** The recurring refill. Its size is the limit by itself. */
export interface CycleParts extends Partial<Omit<Cycle, 'frequency'>> {
  /** `monthly or yearly`: not told; a renewal further off than a month makes it yearly. */
  frequency?: Cycle['frequency'] | 'monthly or yearly';
  /** When any one cycle began: the next renewal is counted from it where the answer does not tell it. */
  began?: OptionalNumber;
}

export interface GrantParts {
  kind: Grant['kind'];
  remaining: number;
  label?: string | null;
  /** Made of label, expiry and size by itself: what does not change while it is spent. */
  id?: string;
  granted?: OptionalNumber;
  grantedAt?: OptionalNumber;
  expiresAt?: OptionalNumber;
}

/** A cap, left out where its limit is not told. */
export interface CapParts {
  window: Cap['window'];
  limit: OptionalNumber;
  used?: OptionalNumber;
  label?: string;
  id?: string;
  resetsAt?: OptionalNumber;
  zone?: string | null;
  /** False if the provider goes on serving. */
  hard?: boolean;
  provenance?: Provenance;
}

/** What a provider's answer says. One balance stands here itself, several in `pools`. */
export interface ReadingParts extends PoolParts {
  pools?: readonly PoolParts[];
  caps?: readonly CapParts[];
  dailyUse?: Reading['dailyUse'];
  plan?: string | null;
  /** What the credential sees; the whole account by itself, or the use of a provider that tells only that. */
  scope?: Reading['scope'];
  notes?: readonly string[];
}

/** An answer that is none after all, such as an account that is not there. */
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
const mostNotes = 20;

export interface Completing {
  unit: Unit;
  scope: Reading['scope'];
  now: number;
  secrets: readonly string[];
  /** Of what the answer's check left out. */
  notes: readonly string[];
}

/** The whole reading. */
export function complete(parts: ReadingParts, { now, secrets, notes, ...usual }: Completing): Reading {
  // A credential goes first: cut or in lower case it would not be found again.
  const shown = (text: string, most = longestLabel) => plainText(redact(text, secrets), most);
  const { pools, caps = [], dailyUse = [], plan, scope = usual.scope, ...single } = parts;
  const hasSingle = [single.remaining, single.used, single.limit].some((amount) => amount != null);
  const poolId = createIds();
  const grantId = createIds();
  const capId = createIds();
  const all = [...(hasSingle ? [single] : []), ...(pools ?? [])];
  return {
    at: now,
    plan: plan ? shown(plan) : null,
    scope,
    pools: all.map((pool) => poolOf(pool, { unit: usual.unit, now, poolId, grantId, shown })),
    caps: caps.flatMap((cap) => capOf(cap, capId, shown)),
    dailyUse,
    notes: [...notes, ...(parts.notes ?? [])].slice(0, mostNotes).map((note) => shown(note, longestNote)),
  };
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
  const amounts = withThird(parts);
  const cycle = cycleOf(parts.cycle, amounts.limit, now);
  const from = (key: 'remaining' | 'used' | 'limit') =>
    amounts[key] !== null && {
      [key]: parts.provenance?.[key] ?? (parts[key] == null ? 'computed' : 'reported'),
    };
  return {
    id: poolId(slug(shown(parts.id ?? label)) || 'pool'),
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

/**
 * The limit is the size of the plan, so what is left of top-ups and the like stands apart from it. Use beyond the limit
 * leaves nothing of the plan; where more is left than the plan holds, the use is not known.
 */
function withThird(parts: PoolParts): Pick<Pool, 'remaining' | 'used' | 'limit'> {
  const { remaining = null, used = null, limit = null, grants = [] } = parts;
  const beside = grants.reduce((sum, grant) => sum + (grant.kind === 'refill' ? 0 : grant.remaining), 0);
  if (remaining === null && used !== null && limit !== null)
    return { remaining: tidy(Math.max(0, limit - used) + beside), used, limit };
  const ofPlan = remaining === null ? null : remaining - beside;
  if (used === null && ofPlan !== null && limit !== null && ofPlan >= 0 && ofPlan <= limit)
    return { remaining, used: tidy(limit - ofPlan), limit };
  return { remaining, used, limit };
}

function cycleOf(parts: CycleParts | null | undefined, limit: number | null, now: number): Cycle | null {
  if (!parts) return null;
  const { began = null, grant = limit, rollover = 'unknown' } = parts;
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
  const made = [label, expiresAt ?? 'never', granted ?? 'all'].join('-');
  const id = newId(slug(shown(parts.id ?? made)));
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
  concurrent: { id: 'concurrency', label: 'Concurrent requests' },
  spending: { id: 'spending', label: 'Spending limit' },
};

function capOf(parts: CapParts, newId: (id: string) => string, shown: Shown): Cap[] {
  const { window, limit, used = null, resetsAt = null, zone = null, hard = true } = parts;
  if (limit == null) return [];
  const label = shown(parts.label ?? '') || usualCaps[window].label;
  const named = parts.id ?? (parts.label ? label : usualCaps[window].id);
  const id = newId(slug(shown(named)));
  return [
    { id, label, window, limit, used, resetsAt, zone, hard, provenance: parts.provenance ?? 'reported' },
  ];
}

/** A plan of the catalogue as a provider's file writes it. */
export interface PlanParts {
  /** Made of the name by itself. It is kept in settings: it never changes. */
  id?: string;
  name: string;
  /** Null: not public, the person enters it. */
  grant: number | null;
  /** Monthly by itself. */
  frequency?: Plan['frequency'];
  /** None by itself. */
  rollover?: Plan['rollover'];
  caps?: readonly (Pick<CapParts, 'window' | 'label' | 'id' | 'zone' | 'hard'> & { limit: number })[];
  note?: string;
  /** The page of `docs` by itself. */
  source?: Plan['source'];
}

export function planOf({ caps = [], ...plan }: PlanParts, source: Plan['source']): Plan {
  return {
    id: slug(plan.name),
    frequency: 'monthly',
    rollover: 'none',
    note: null,
    source,
    ...plan,
    caps: caps.map(({ window, zone = null, hard = true, ...cap }) => ({
      ...usualCaps[window],
      ...cap,
      window,
      zone,
      hard,
    })),
  };
}

/** “Balance” for money, else what is counted. */
function labelOf(unit: Unit): string {
  const word = unit.kind === 'money' ? 'balance' : 'many' in unit ? String(unit.many) : unit.kind;
  return word.charAt(0).toUpperCase() + word.slice(1);
}
