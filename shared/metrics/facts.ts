import { capUnit } from '../caps.ts';
import type { AccountState, AppState, Unit } from '../model/index.ts';
import { budgetName } from '../money/budget-name.ts';
import { mainPool } from '../standing/index.ts';
import type { PollCounts } from './poll-counts.ts';
import type { Labels, MetricFacts } from './types.ts';

/**
 * The most of each that a scrape tells, so that it stays bounded whatever the providers answer. `fuelgauge_left_out` says what is
 * missing. Accounts are taken in your own order, not by urgency, so that the same ones are always there.
 */
export const most = { accounts: 2000, pools: 20, caps: 20, budgets: 100, providers: 300 };

/** What is needed for a scrape. `now`: the clock of whoever scrapes. */
export interface MetricInput {
  state: AppState;
  polls: readonly PollCounts[];
  version: string;
  now: number;
}

/** The facts of a scrape, within the bounds. */
export function metricFacts({ state, polls, version, now }: MetricInput): MetricFacts {
  const accounts = accountsOf(state);
  const told = accounts.slice(0, most.accounts);
  // The demo's clock runs fast: its instants are told as far from now as they are on its own.
  const aheadMs = state.mode === 'demo' ? now - state.at : 0;
  return {
    state,
    version,
    accounts: told,
    pools: told.flatMap(poolsOf),
    caps: told.flatMap(capsOf),
    budgets: budgetsOf(state),
    polls: polls.slice(0, most.providers),
    leftOut: [
      { kind: 'accounts', count: beyond(accounts, most.accounts) },
      { kind: 'pools', count: sumOf(told, ({ account }) => beyond(account.pools, most.pools)) },
      { kind: 'caps', count: sumOf(told, ({ account }) => beyond(account.caps, most.caps)) },
      { kind: 'budgets', count: beyond(state.budgets, most.budgets) },
      { kind: 'providers', count: beyond(polls, most.providers) },
    ],
    seconds: (at) => (at + aheadMs) / 1000,
  };
}

const beyond = ({ length }: readonly unknown[], limit: number): number => Math.max(0, length - limit);

const sumOf = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

type Told = MetricFacts['accounts'][number];

/** In your own order; `place` is that by urgency. */
function accountsOf(state: AppState): Told[] {
  const places = new Map(state.order.map((id, index) => [id, index]));
  return state.accounts
    .map((account, index) => ({ account, labels: accountLabels(account), place: index + 1 }))
    .sort((a, b) => (places.get(a.account.id) ?? 0) - (places.get(b.account.id) ?? 0));
}

/** The id keeps series and rules apart from a name that you change; tags are one label, so that no series is told twice. */
const accountLabels = ({ id, label, provider, tags }: AccountState): Labels => ({
  account: id,
  label,
  provider,
  tag: tags.join(','),
});

const poolsOf = ({ account, labels }: Told): MetricFacts['pools'] =>
  account.pools.slice(0, most.pools).map((pool) => ({
    pool,
    isMain: pool === mainPool(account),
    labels: { ...labels, pool: pool.id, unit: unitLabel(pool.unit) },
  }));

const capsOf = ({ account, labels }: Told): MetricFacts['caps'] =>
  account.caps.slice(0, most.caps).map((cap) => ({
    cap,
    labels: {
      ...labels,
      cap: cap.id,
      window: cap.window,
      unit: unitLabel(capUnit(cap, account.pools[0]?.unit ?? { kind: 'credits' })),
    },
  }));

function budgetsOf({ budgets, accounts }: AppState): MetricFacts['budgets'] {
  return budgets.slice(0, most.budgets).map((budget) => {
    const { scope, period, limit } = budget;
    const owner = scope.kind === 'account' ? accounts.find(({ id }) => id === scope.account) : undefined;
    const name = budgetName(scope, owner?.label);
    return { budget, labels: { budget: budget.id, name, period, unit: limit.currency } };
  });
}

/** `USD`, `credits`, or the plural of a provider's own unit. */
function unitLabel(unit: Unit): string {
  if (unit.kind === 'money') return unit.code;
  return unit.kind === 'count' ? unit.many : unit.kind;
}
