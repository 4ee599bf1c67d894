import type { Settings } from '../../../shared/model/index.ts';
import { comparable } from '../../../shared/names.ts';
import { distinctTags } from './accounts.ts';

/** The settings with a tag renamed wherever it is: at accounts, also removed ones, at budgets and at channels. */
export function renamedTag(settings: Settings, from: string, to: string): Settings {
  const named = (tag: string) => (comparable(tag) === comparable(from) ? to : tag);
  const tagged = <Of extends { tags: string[] }>(one: Of): Of => ({
    ...one,
    tags: distinctTags(one.tags.map(named)),
  });
  return {
    ...settings,
    accounts: settings.accounts.map(tagged),
    removed: settings.removed.map((resting) => ({ ...resting, account: tagged(resting.account) })),
    budgets: settings.budgets.map((budget) =>
      budget.scope.kind === 'tag'
        ? { ...budget, scope: { kind: 'tag', tag: named(budget.scope.tag) } }
        : budget,
    ),
    alerts: {
      ...settings.alerts,
      channels: settings.alerts.channels.map(({ tags, ...channel }) =>
        tags === undefined ? channel : tagged({ ...channel, tags }),
      ),
    },
  };
}
