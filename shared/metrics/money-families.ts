import type { AccountCost, BudgetState, Money } from '../model/index.ts';
import { family, type Label, type MetricFacts, type Sample, sampleOf } from './types.ts';

const ofMoney = ['account', 'label', 'provider', 'tag', 'unit'] as const satisfies readonly Label[];
const ofBudget = ['budget', 'name', 'period', 'unit'] as const satisfies readonly Label[];

/** A float is close enough for a chart; sums that must be exact are in `fuelgauge spend`. */
const moneys =
  (of: (cost: AccountCost) => readonly Money[]) =>
  ({ accounts }: MetricFacts): readonly Sample[] =>
    accounts.flatMap(({ account: { cost }, labels }) =>
      cost === undefined
        ? []
        : of(cost).map(({ amount, currency }) => ({
            labels: { ...labels, unit: currency },
            value: Number(amount),
          })),
    );

/** A number of each budget. */
const each =
  (value: (budget: BudgetState, facts: MetricFacts) => number | null) =>
  (facts: MetricFacts): readonly Sample[] =>
    facts.budgets.flatMap(({ budget, labels }) => sampleOf(labels, value(budget, facts)));

/** What use costs, in the currency that the label `unit` names. */
export const moneyFamilies = [
  family({
    name: 'fuelgauge_account_spend_this_month',
    type: 'gauge',
    help: 'Spent since the first of your month, less refunds, in the currency of the label unit',
    labels: ofMoney,
    samples: moneys(({ spentThisMonth }) => spentThisMonth),
  }),
  family({
    name: 'fuelgauge_account_value_left',
    type: 'gauge',
    help: 'What the credits that are left cost, in the currency of the label unit',
    labels: ofMoney,
    samples: moneys(({ left }) => left),
  }),
  family({
    name: 'fuelgauge_budget_limit',
    type: 'gauge',
    help: 'The most to spend in a period, in the currency of the label unit',
    labels: ofBudget,
    samples: each(({ limit }) => Number(limit.amount)),
  }),
  family({
    name: 'fuelgauge_budget_spent',
    type: 'gauge',
    help: 'Spent in the running period, in the currency of the label unit',
    labels: ofBudget,
    samples: each(({ spent }) => Number(spent)),
  }),
  family({
    name: 'fuelgauge_budget_use_ratio',
    type: 'gauge',
    help: 'What was spent of the budget; 1 is all of it',
    labels: ofBudget,
    samples: each(({ share }) => share),
  }),
  family({
    name: 'fuelgauge_budget_period_end_timestamp_seconds',
    type: 'gauge',
    help: 'When the running period of the budget ends',
    labels: ofBudget,
    samples: each(({ until }, { seconds }) => seconds(until)),
  }),
] as const;
