import type { AddGrantInput, EditAccountInput } from '../../shared/api/accounts.ts';
import type { PlanPrice } from '../../shared/model/index.ts';
import { dayMs, dayNumber, dayOf } from '../../shared/time/index.ts';
import { type Scenario, scenarios } from './scenarios.ts';

/** The keys of the accounts in the demo. The other scenarios are for tests and for experiments. */
const shown = [
  'sandbox-crustdata-1',
  'sandbox-crustdata-2',
  'sandbox-scraperapi-1',
  'sandbox-scraperapi-2',
  'CAP-SANDBOX-0001',
  'spd_sandbox_1',
  'sandbox-scrapio-1',
  'sk-or-v1-sandbox-1',
  'sk-sandbox-deepseek-1',
  'AC-sandbox-twilio-1',
  'sandbox-deepl-1',
  'sandbox-zai-1',
  'sandbox-decodo-1',
  'sandbox-api-football-1',
];

/** An account of the demo, with what a user would have entered because the endpoint does not report it. */
export interface DemoAccount {
  scenario: Scenario;
  edit: Omit<EditAccountInput, 'account'>;
  grants: Omit<AddGrantInput, 'account'>[];
}

/** The demo's accounts, with cycles and top-ups around `startAt` (epoch ms). */
export function demoAccounts(startAt: number): DemoAccount[] {
  const midnight = dayNumber(startAt) * dayMs;
  return scenarios
    .filter(({ key }) => shown.includes(key))
    .map((scenario) => ({
      scenario,
      edit: {
        ...enteredFacts(scenario, (day) => dayOf(midnight + day * dayMs)),
        ...priceOf(scenario, dayOf(midnight - 90 * dayMs)),
      },
      grants:
        scenario.provider === 'spidra'
          ? scenario.topups.map((topup) => ({
              amount: topup.granted,
              kind: 'topup',
              grantedAt: midnight + topup.boughtOnDay * dayMs + dayMs / 2,
              paid: { amount: '15.00', currency: 'USD', note: 'Invoice 1042' },
            }))
          : [],
    }));
}

/** What a user would have paid for the plans. One account has no price, so that the page can ask for it. */
const prices: Readonly<Record<string, Pick<PlanPrice['paid'], 'amount' | 'currency'>>> = {
  'sandbox-crustdata-1': { amount: '95.00', currency: 'USD' },
  'sandbox-scraperapi-1': { amount: '49.00', currency: 'USD' },
  spd_sandbox_1: { amount: '19.00', currency: 'USD' },
  'sandbox-deepl-1': { amount: '20.00', currency: 'EUR' },
  'sandbox-decodo-1': { amount: '150.00', currency: 'USD' },
};

function priceOf({ key }: Scenario, since: string): Pick<EditAccountInput, 'price'> {
  const paid = prices[key];
  return paid === undefined ? {} : { price: { since, every: 'monthly', paid, credits: null } };
}

/** The budgets and rates of the demo. */
export const demoMoney = {
  budgets: [
    { scope: { kind: 'all' as const }, limit: { amount: '400', currency: 'USD' }, period: 'month' as const },
  ],
  rates: (on: string) => [
    { from: 'EUR', to: 'USD', rate: '1.08', on },
    { from: 'CNY', to: 'USD', rate: '0.14', on },
    { from: 'GBP', to: 'USD', rate: '1.27', on },
  ],
  currency: 'USD',
};

function enteredFacts({ provider, plan, older }: Scenario, day: (day: number) => string) {
  switch (provider) {
    case 'spidra':
      return { plan: 'starter', refill: plan?.grant ?? null, cycleStart: plan && day(plan.startedOnDay) };
    case 'scrapio':
      return { plan: older ? 'free-daily' : 'free', cycleStart: plan && day(plan.startedOnDay) };
    case 'scraperapi':
      // The older answer has no renewal date.
      return older ? { plan: 'free', cycleStart: plan && day(plan.startedOnDay) } : {};
    default:
      return {};
  }
}
