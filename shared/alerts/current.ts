import {
  formatAmount,
  formatDay,
  formatDuration,
  formatInstant,
  formatQuantity,
  unitWord,
} from '../format.ts';
import type { Alert, Cap, CapState, Grant, Pool, PoolState, ReadError } from '../model/index.ts';

/** What holds now; the engine adds what was said of it. */
export type Condition = Pick<Alert, 'kind' | 'severity' | 'since' | 'text'>;

export interface AlertFacts {
  pools: readonly PoolState[];
  caps: readonly CapState[];
  /** Burn far outside the account's own pattern: since when, and how many times the usual. */
  spike: { since: number; factor: number } | null;
  /** What the last attempt, or the log of use, says is wrong now. */
  error: ReadError | null;
  errorSince: number | null;
  readAt: number | null;
}

/** An alert on which the forecast has more to say; one that is not mild goes before the forecast. */
export function isMild({ kind }: Pick<Alert, 'kind'>): boolean {
  return kind === 'low' || kind === 'expires-soon' || kind === 'runs-out-soon' || kind === 'cap-soon';
}

const hour = 3_600_000;
const day = 24 * hour;
const rank: Record<Alert['severity'], number> = { critical: 0, warning: 1, info: 2 };
const grantNames: Record<Grant['kind'], string> = {
  refill: 'a refill',
  topup: 'a top-up',
  package: 'a package',
  promotion: 'a promotion',
};

/**
 * Which alerts hold now, worst first. The first pool is the one that the account lives on. `since` is the best known
 * instant: when a lapse came near, when the error began, or else when the reading was made. Dates in the texts are
 * written in `timeZone`.
 */
export function currentAlerts(facts: AlertFacts, now: number, timeZone = 'UTC'): Condition[] {
  const { pools, caps } = facts;
  return [
    ...exhausted(facts, now, timeZone),
    ...failing(facts, now),
    ...caps.flatMap((cap) => capReached(cap, facts, now, timeZone)),
    ...burnSpike(facts),
    ...pools.flatMap((pool) => runsOutSoon(pool, facts, now, timeZone)),
    ...caps.flatMap((cap) => capSoon(cap, facts, now, timeZone)),
    ...pools.flatMap((pool) => low(pool, facts, now, timeZone)),
    ...pools.flatMap((pool) => pool.grants.flatMap((grant) => expiresSoon(grant, pool, now, timeZone))),
  ].sort((a, b) => rank[a.severity] - rank[b.severity]);
}

function exhausted(
  { pools, error, errorSince, readAt }: AlertFacts,
  now: number,
  timeZone: string,
): Condition[] {
  const base = { kind: 'exhausted', severity: 'critical' } as const;
  if (error?.kind === 'exhausted')
    return [{ ...base, since: errorSince ?? readAt ?? now, text: error.message }];
  const [pool] = pools;
  if (pool === undefined || pool.remaining === null || pool.remaining > 0) return [];
  const { remaining, unit } = pool;
  const left =
    unit.kind === 'money'
      ? `${formatQuantity(remaining, unit)} is left`
      : `${remaining === 0 ? `No ${unitWord(unit, 0)}` : formatQuantity(remaining, unit)} are left`;
  return [{ ...base, since: readAt ?? now, text: `${left}${refillClause(pool, now, timeZone)}.` }];
}

function failing({ error, errorSince, readAt }: AlertFacts, now: number): Condition[] {
  if (error === null || error.kind === 'exhausted') return [];
  const since = errorSince ?? readAt ?? now;
  if (error.kind === 'bad-credential')
    return [{ kind: 'credential-rejected', severity: 'critical', since, text: error.message }];
  if (now - since <= hour) return [];
  const text = `No new reading for ${formatDuration(now - since)}: ${error.message}`;
  return [{ kind: 'unreachable', severity: 'warning', since, text }];
}

/** Only caps that stop the account, and not the momentary one on concurrent requests. */
function capReached(cap: Cap, { readAt }: AlertFacts, now: number, timeZone: string): Condition[] {
  if (!cap.hard || cap.window === 'concurrent' || cap.limit <= 0) return [];
  if (cap.used === null || cap.used < cap.limit) return [];
  if (cap.resetsAt !== null && cap.resetsAt <= now) return [];
  const plain = { kind: 'credits' } as const;
  const reset = cap.resetsAt === null ? '' : `; resets on ${formatInstant(cap.resetsAt, timeZone)}`;
  const text = `${cap.label}: ${formatAmount(cap.used, plain)} of ${formatAmount(cap.limit, plain)} used${reset}.`;
  return [{ kind: 'cap-reached', severity: 'warning', since: readAt ?? now, text }];
}

function burnSpike({ spike }: AlertFacts): Condition[] {
  if (spike === null) return [];
  const text = `Burn is ${formatAmount(Math.round(spike.factor), { kind: 'credits' })} times the usual: a job run wild, or a leaked key?`;
  return [{ kind: 'burn-spike', severity: 'warning', since: spike.since, text }];
}

/** Likely within three days, a day being critical, and before the next refill. */
function runsOutSoon(pool: PoolState, { readAt }: AlertFacts, now: number, timeZone: string): Condition[] {
  const { forecast, cycle, remaining } = pool;
  const likely = forecast?.runsOutAt.likely ?? null;
  if (forecast === null || likely === null || forecast.confidence === 'none' || remaining === null) return [];
  if (remaining <= 0 || likely - now > 3 * day) return [];
  if (cycle?.renewsAt != null && cycle.renewsAt > now && likely >= cycle.renewsAt) return [];
  // What lapses is not spent.
  if (
    pool.grants.some(
      ({ expiresAt, remaining: left }) => left >= remaining && expiresAt !== null && likely >= expiresAt,
    )
  )
    return [];
  const text = `${formatQuantity(remaining, pool.unit)} left, likely until ${formatInstant(likely, timeZone)}${refillClause(pool, now, timeZone)}.`;
  return [
    {
      kind: 'runs-out-soon',
      severity: likely - now <= day ? 'critical' : 'warning',
      since: readAt ?? now,
      text,
    },
  ];
}

/** The chance from which a cap is worth a warning. */
const capChance = 0.7;

function capSoon(
  { forecast, label, used, limit, resetsAt }: CapState,
  { readAt }: AlertFacts,
  now: number,
  timeZone: string,
): Condition[] {
  const likely = forecast?.reachedAt.likely ?? null;
  if (forecast === null || forecast.probability < capChance || used === null || used >= limit) return [];
  if (resetsAt !== null && resetsAt <= now) return [];
  const when = likely === null ? '' : ` around ${formatInstant(likely, timeZone)}`;
  return [
    {
      kind: 'cap-soon',
      severity: 'warning',
      since: readAt ?? now,
      text: `${label} will likely be used up${when}.`,
    },
  ];
}

function low(pool: Pool, { readAt }: AlertFacts, now: number, timeZone: string): Condition[] {
  const { remaining, limit, unit } = pool;
  if (remaining === null || remaining <= 0 || limit === null || limit <= 0) return [];
  const share = remaining / limit;
  if (share > 0.2) return [];
  const text = `${formatAmount(remaining, unit)} of ${formatQuantity(limit, unit)} left${refillClause(pool, now, timeZone)}.`;
  return [{ kind: 'low', severity: share <= 0.05 ? 'critical' : 'warning', since: readAt ?? now, text }];
}

function expiresSoon(grant: Grant, pool: Pool, now: number, timeZone: string): Condition[] {
  const { kind, remaining, expiresAt, grantedAt } = grant;
  if (kind === 'refill' || remaining <= 0 || expiresAt === null || expiresAt <= now) return [];
  const near = [7 * day, 30 * day].find((span) => expiresAt - now <= span);
  if (near === undefined) return [];
  const verb = remaining === 1 || pool.unit.kind === 'money' ? 'lapses' : 'lapse';
  const text = `${formatQuantity(remaining, pool.unit)} of ${grantNames[kind]} ${verb} on ${formatDay(expiresAt, timeZone, now)}.`;
  const severity = near === 7 * day ? 'warning' : 'info';
  return [{ kind: 'expires-soon', severity, since: Math.max(expiresAt - near, grantedAt ?? 0), text }];
}

function refillClause({ cycle, unit }: Pool, now: number, timeZone: string): string {
  if (cycle?.renewsAt == null || cycle.renewsAt <= now) return '';
  const date = formatDay(cycle.renewsAt, timeZone, now);
  return cycle.grant === null || cycle.grant <= 0
    ? `; the next refill is on ${date}`
    : `; the refill of ${formatQuantity(cycle.grant, unit)} is on ${date}`;
}
