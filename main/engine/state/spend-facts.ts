import { setImmediate as pause } from 'node:timers/promises';
import type { Ahead, SpendAccount, SpendFacts } from '../../../shared/money/index.ts';
import { accountTitle } from '../../../shared/names.ts';
import type { KnownAccount } from '../known-account.ts';
import type { EngineParts } from '../parts.ts';

/** An account in reports and budgets. */
export function spendAccount(parts: EngineParts, known: KnownAccount): SpendAccount {
  const { account, provider } = known;
  const { pools, tags } = parts.observations.of(known).state;
  return {
    id: account.id,
    name: accountTitle(provider.name, account.label),
    provider: provider.id,
    providerName: provider.name,
    tags,
    money: parts.ledgers.of(known, pools),
    ahead: Object.fromEntries(
      pools.flatMap(({ id, forecast }): [string, Ahead][] =>
        forecast === null
          ? []
          : [
              [
                id,
                {
                  path: parts.forecasts.path(account.id, id),
                  waste: forecast.waste,
                  burnPerDay: forecast.burnPerDay,
                },
              ],
            ],
      ),
    ),
  };
}

/** What a report or a budget of these accounts is made of. */
export const factsOf = (
  { settings, zone, clock }: EngineParts,
  accounts: readonly SpendAccount[],
): SpendFacts => ({ accounts, settings: settings.get().money, zone, now: clock.now() });

/** Those of all of these. Whatever has not been played since the start is played one account at a time, so that nothing else waits. */
export async function playedFacts(
  parts: EngineParts,
  accounts: readonly KnownAccount[],
): Promise<SpendFacts> {
  const played = [];
  for (const known of accounts) {
    if (!parts.ledgers.isPlayed(known.account.id)) await pause();
    played.push(spendAccount(parts, known));
  }
  return factsOf(parts, played);
}
