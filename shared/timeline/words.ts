import { dateFormat, longDay, noonOf } from '../time/index.ts';
import type { TimelineEvent, TimelineKind } from './event.ts';

/** `2 likely run-outs, 3 expiries and 14 refills.` */
export function countWords(events: readonly TimelineEvent[]): string {
  const count = (kind: TimelineKind, one: string, many: string) => {
    const found = events.filter((event) => event.kind === kind).length;
    return found === 0 ? [] : [`${found} ${found === 1 ? one : many}`];
  };
  const parts = [
    ...count('run-out', 'likely run-out', 'likely run-outs'),
    ...count('expiry', 'expiry', 'expiries'),
    ...count('key-expiry', 'key that expires', 'keys that expire'),
    ...count('refill', 'refill', 'refills'),
    ...count('cap-reset', 'cap reset', 'cap resets'),
  ];
  return `${new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(parts)}.`;
}

/** `Thursday, 26 November`; with the year if it is another. */
export function dayTitle(day: number, today: number): string {
  const at = noonOf(day);
  const weekday = dateFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(at);
  return `${weekday}, ${longDay(at, { now: noonOf(today), zone: 'UTC' })}`;
}

export const aheadWords = (days: number): string =>
  days <= 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
