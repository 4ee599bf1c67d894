import type { WritingContext } from '../format.ts';
import type { AccountState, ProviderInfo } from '../model/index.ts';
import { accountTitle } from '../names.ts';
import { dayMs } from '../time/index.ts';
import { type TimelineEvent, timelineKinds } from './event.ts';
import { keyExpiry } from './key.ts';
import { poolEvents } from './pools.ts';
import { resets } from './resets.ts';

export { type DailyLine, dailyLines, timelineDays } from './days.ts';
export { type TimelineEvent, type TimelineKind, timelineKinds } from './event.ts';

// Upcoming refills, expiries of credits and keys, run-outs and cap resets. Pure, with clock and time zone as arguments.

/**
 * The events of the next `days` days, soonest first, whatever the order of the accounts. Paused accounts have no run-outs:
 * their balances are old.
 */
export function timelineOf(
  accounts: readonly AccountState[],
  providers: readonly ProviderInfo[],
  context: WritingContext,
  days = 60,
): TimelineEvent[] {
  const end = context.now + days * dayMs;
  return accounts
    .flatMap((account) => {
      const provider = providers.find(({ id }) => id === account.provider);
      const name = accountTitle(provider?.name ?? account.provider, account.label);
      return [
        ...account.pools.flatMap((pool) => poolEvents(account, pool, context, end)),
        ...account.caps.flatMap((cap) => resets(cap, context, end)),
        ...keyExpiry(account, context, end),
      ].map((event) => ({ ...event, id: `${account.id}/${event.id}`, account: account.id, name }));
    })
    .sort(inOrder);
}

const byName = new Intl.Collator('en', { numeric: true });

function inOrder(a: TimelineEvent, b: TimelineEvent): number {
  return (
    a.at - b.at ||
    timelineKinds.indexOf(a.kind) - timelineKinds.indexOf(b.kind) ||
    byName.compare(a.name, b.name) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}
