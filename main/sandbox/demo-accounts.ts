import type { AddGrantInput, EditAccountInput } from '../../shared/api/accounts.ts';
import { dayMs, dayNumber, dayOf } from '../../shared/time/index.ts';
import { type Scenario, scenarios } from './scenarios.ts';

/** The keys of the accounts that the demo shows; the other scenarios are for tests and for playing. */
const shown = [
  'sandbox-crustdata-1',
  'sandbox-crustdata-2',
  'sandbox-scraperapi-1',
  'sandbox-scraperapi-2',
  'CAP-SANDBOX-0001',
  'spd_sandbox_1',
  'sandbox-scrapio-1',
];

/** What a person would have entered for a scenario whose endpoint does not tell it. */
export interface DemoAccount {
  scenario: Scenario;
  edit: Omit<EditAccountInput, 'account'>;
  grants: Omit<AddGrantInput, 'account'>[];
}

/** The demo's accounts; cycles and top-ups lie around `startAt` (epoch ms). */
export function demoAccounts(startAt: number): DemoAccount[] {
  const midnight = dayNumber(startAt) * dayMs;
  return scenarios
    .filter(({ key }) => shown.includes(key))
    .map((scenario) => ({
      scenario,
      edit: enteredFacts(scenario, (day) => dayOf(midnight + day * dayMs)),
      grants:
        scenario.provider === 'spidra'
          ? scenario.topups.map((topup) => ({
              amount: topup.granted,
              kind: 'topup',
              grantedAt: midnight + topup.boughtOnDay * dayMs + dayMs / 2,
            }))
          : [],
    }));
}

function enteredFacts({ provider, plan, older }: Scenario, day: (day: number) => string) {
  switch (provider) {
    case 'spidra':
      return { plan: 'starter', refill: plan?.grant ?? null, cycleStart: plan && day(plan.startedOnDay) };
    case 'scrapio':
      return { plan: older ? 'free-daily' : 'free', cycleStart: plan && day(plan.startedOnDay) };
    case 'scraperapi':
      // The older answer tells no renewal.
      return older ? { plan: 'free', cycleStart: plan && day(plan.startedOnDay) } : {};
    case 'crustdata':
    case 'capsolver':
      return {};
  }
}
