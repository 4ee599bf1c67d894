import { planAccounts } from './plan-accounts.ts';
import { planChannels } from './plan-channels.ts';
import { planMoney } from './plan-money.ts';
import { planPreferences, planProviders, planRules } from './plan-settings.ts';
import type { Plan, PlanInput } from './plan-types.ts';

/** What an import of this backup would do here. */
export function planImport(input: PlanInput): Plan {
  const { here, backup } = input;
  const providers = planProviders(input);
  const accounts = planAccounts(input, providers.value.of);
  const channels = planChannels(input);
  const rules = planRules(input);
  const preferences = planPreferences(input);
  const money = planMoney(input, accounts.value.accounts);
  const parts = [providers, accounts, channels, rules, preferences, money];
  return {
    settings: {
      ...here,
      accounts: accounts.value.accounts,
      lastAccountNumber: Math.max(
        accounts.value.lastNumber,
        input.isNew || input.replace ? backup.lastAccountNumber : 0,
      ),
      preferences: preferences.value,
      alerts: { ...rules.value, channels: channels.value.channels },
      ...money.value,
      customProviders: providers.value.all,
    },
    values: new Map([...accounts.value.values, ...channels.value.values]),
    unkept: accounts.value.unkept,
    removed: {
      accounts: accounts.value.removed,
      channels: channels.value.removed,
      providers: providers.value.removed,
    },
    newIds: accounts.value.newIds,
    items: parts.flatMap(({ items }) => items),
    questions: parts.flatMap(({ questions }) => questions),
    missing: parts.flatMap(({ missing }) => missing),
  };
}
