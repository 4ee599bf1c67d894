import type { WritingContext } from '../format.ts';
import type { AccountState } from '../model/index.ts';
import { hasChecksOff } from '../paid-checks.ts';
import { type Group, groupOf, groups, standingOf } from '../standing/index.ts';
import { dayName, onDay } from '../time/index.ts';

/** The accounts in each group, most urgent first; empty groups are missing. */
export type Grouped = ReadonlyMap<Group, readonly AccountState[]>;

/** In the order of the groups, worst first. */
export function grouped(accounts: readonly AccountState[], now: number): Grouped {
  const found = Map.groupBy(accounts, (account) => groupOf(account, now));
  return new Map(
    groups.flatMap((group) => [[group, found.get(group) ?? []] as const]).filter(([, own]) => own.length > 0),
  );
}

/** `1 runs out on Sunday, 2 lose credits and 3 are fine`; empty without accounts. */
export function countWords(counted: Grouped, context: WritingContext): string {
  const parts = [...counted].map(([group, own]) => `${own.length} ${verbOf(group, own, context)}`);
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(parts);
}

/** What a group of accounts does, after its number or names. */
export function verbOf(group: Group, own: readonly AccountState[], context: WritingContext): string {
  const isOne = own.length === 1;
  const are = isOne ? 'is' : 'are';
  switch (group) {
    case 'attention':
      return isOne ? 'needs attention' : 'need attention';
    case 'runs-out': {
      const first = Math.min(...own.map((account) => standingOf(account, context.now).stopsAt));
      const day = onDay(dayName(first, context));
      return isOne ? `runs out ${day}` : `run out, the first ${day}`;
    }
    case 'lapses':
      return isOne ? 'loses credits' : 'lose credits';
    case 'unknown':
      return isOne ? 'has no known balance' : 'have no known balance';
    case 'learning':
      return `${are} learning`;
    case 'waiting':
      return own.every(({ health }) => health.key === 'locked')
        ? `${are} locked`
        : `${are} waiting for the first reading`;
    case 'fine':
      return `${are} fine`;
    case 'off':
      return own.every(hasChecksOff) ? `${isOne ? 'has' : 'have'} checks turned off` : `${are} paused`;
  }
}
