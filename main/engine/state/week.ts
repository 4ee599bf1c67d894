import { spendReport } from '../../../shared/money/index.ts';
import { sortByStanding } from '../../../shared/standing/index.ts';
import type { Week } from '../../../shared/weekly/words.ts';
import type { EngineParts } from '../parts.ts';
import { knownAccounts } from './known-accounts.ts';
import { playedFacts } from './spend-facts.ts';

/** What a weekly summary of some accounts is made of, with what they cost on these days. */
export async function weekOf(
  parts: EngineParts,
  days: { from: string; to: string },
  isWanted: (tags: readonly string[]) => boolean,
): Promise<Week> {
  const known = knownAccounts(parts).filter(({ account }) => isWanted(account.tags));
  const facts = await playedFacts(parts, known);
  return {
    accounts: sortByStanding(
      known.map((each) => parts.observations.of(each).state),
      parts.clock.now(),
    ),
    providers: parts.usedProviders(knownAccounts(parts)),
    spend: spendReport(facts, { ...days, by: 'account', step: 'week' }),
  };
}
