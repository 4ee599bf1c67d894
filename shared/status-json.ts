import { formatDuration } from './format.ts';
import { isoInstant } from './iso-instant.ts';
import type {
  AccountCost,
  AccountState,
  AppState,
  BudgetState,
  CommandError,
  Cycle,
  InstantRange,
  PoolForecast,
} from './model/index.ts';
import type {
  StatusAccount,
  StatusBudget,
  StatusCost,
  StatusForecast,
  StatusJson,
} from './model/status-json.ts';
import { roundMoney, roundPrice } from './money/index.ts';
import { hourMs } from './time/index.ts';

const isoOrNull = (at: number | null): string | null => (at === null ? null : isoInstant(at));

const isoRange = ({ early, likely, late }: InstantRange) => ({
  early: isoOrNull(early),
  likely: isoOrNull(likely),
  late: isoOrNull(late),
});

/** A pool's forecast, as scripts read it. */
export function statusForecast(forecast: PoolForecast): StatusForecast {
  return {
    ...forecast,
    // Without binary noise such as 240.00000000000003.
    burnPerDay: forecast.burnPerDay === null ? null : Number(forecast.burnPerDay.toPrecision(12)),
    runsOutAt: isoRange(forecast.runsOutAt),
    waste: forecast.waste.map((lost) => ({ ...lost, at: isoInstant(lost.at) })),
    basis: forecast.confidence === 'none' ? 'learning' : formatDuration(forecast.basis.hours * hourMs),
  };
}

/**
 * The state, as scripts read it. `unasked`: accounts (id → why) that could not be polled at all, for example because their
 * credential is locked; it becomes their error unless they already have one from the provider.
 */
export function statusJson(
  state: AppState,
  unasked: ReadonlyMap<string, CommandError> = new Map(),
): StatusJson {
  const accounts = state.accounts.map((account) => statusAccount(account, unasked.get(account.id) ?? null));
  return {
    schemaVersion: 1,
    at: isoInstant(state.at),
    accounts,
    budgets: state.budgets.map(budgetJson),
    errors: accounts.flatMap(({ id, provider, label, health: { error } }) =>
      error ? [{ account: id, provider, label, kind: error.kind, message: error.message }] : [],
    ),
  };
}

/** One account, as scripts read it. */
export function statusAccount(account: AccountState, unasked: CommandError | null = null): StatusAccount {
  const { health } = account;
  const own = health.error;
  const error = own
    ? { kind: own.kind, message: own.message, advice: own.advice }
    : unasked && { kind: unasked.kind, message: unasked.message, advice: null };
  return {
    id: account.id,
    provider: account.provider,
    label: account.label,
    tags: account.tags,
    note: account.note,
    pinned: account.pinned,
    hidden: account.hidden,
    credential: credentialJson(account),
    health: {
      state: unasked ? 'error' : health.state,
      readAt: isoOrNull(health.readAt),
      error,
      nextAt: isoOrNull(health.nextAt),
    },
    paused: account.paused,
    ...(account.paidChecks !== undefined && { paidChecks: account.paidChecks }),
    plan: account.plan,
    scope: account.scope,
    pools: account.pools.map(({ burnByDay: _, peak: _peak, ...pool }) => ({
      ...pool,
      cycle: pool.cycle && cycleJson(pool.cycle),
      grants: pool.grants.map((grant) => ({
        ...grant,
        grantedAt: isoOrNull(grant.grantedAt),
        expiresAt: isoOrNull(grant.expiresAt),
      })),
      forecast: pool.forecast && statusForecast(pool.forecast),
    })),
    caps: account.caps.map(({ number: _, ...cap }) => ({
      ...cap,
      resetsAt: isoOrNull(cap.resetsAt),
      forecast: cap.forecast && { ...cap.forecast, reachedAt: isoRange(cap.forecast.reachedAt) },
    })),
    alerts: account.alerts.map(({ kind, severity, since, text }) => ({
      kind,
      severity,
      since: isoInstant(since),
      text,
    })),
    notes: account.notes,
    disagreements: account.disagreements,
    cost: account.cost === undefined ? null : costJson(account.cost),
  };
}

/** What an account costs, as scripts read it. */
export const costJson = ({ spentThisMonth, left, perUnit, unpriced }: AccountCost): StatusCost => ({
  spentThisMonth: spentThisMonth.map(roundMoney),
  valueLeft: left.map(roundMoney),
  perCredit: perUnit && roundPrice(perUnit),
  unpriced,
});

/** A budget in its running period, as scripts read it. */
export function budgetJson(budget: BudgetState): StatusBudget {
  const { id, scope, limit, period, share, end, passedAt, incomplete } = budget;
  const rounded = (amount: string) => roundMoney({ amount, currency: limit.currency }).amount;
  return {
    id,
    scope,
    limit: roundMoney(limit),
    period,
    from: isoInstant(budget.from),
    until: isoInstant(budget.until),
    spent: rounded(budget.spent),
    share: Number(share.toPrecision(6)),
    end: end && { low: rounded(end.low), likely: rounded(end.likely), high: rounded(end.high) },
    passedAt: { early: isoOrNull(passedAt.early), likely: isoOrNull(passedAt.likely) },
    incomplete,
  };
}

/** Since when a credential is in use, and when it expires, as scripts read it. */
export const credentialJson = ({ credential: { since, expiresAt } }: Pick<AccountState, 'credential'>) => ({
  since: isoOrNull(since),
  expiresAt: isoOrNull(expiresAt),
});

const cycleJson = ({ number: _, ...cycle }: Cycle) => ({ ...cycle, renewsAt: isoOrNull(cycle.renewsAt) });
