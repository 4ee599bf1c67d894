import { formatQuantity } from '../format.ts';
import type { MeterCounts, ProviderInfo, Unit, UnreadReason } from '../model/index.ts';

// Where the meter is for each account, and what it has done, in sentences.

const why: Record<UnreadReason, string> = {
  'not-json': 'not JSON',
  broken: 'empty, or not valid JSON',
  'too-large': 'larger than 16 MB',
  packed: 'packed in a way that Fuelgauge cannot open',
  cut: 'broken off',
  'unknown-form': 'their use is in an unknown form',
  'old-job': 'about jobs that ended more than 48 hours ago and may be counted already',
  untold: 'about finished jobs, without their credits',
  whose: 'asked for without an account, and there are several',
  'not-stored': 'their use could not be stored',
};

const answersOf = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'answer' : 'answers'}`;

const words: Readonly<Record<string, string>> = why;

/** What was passed on and not counted, such as `3 answers (not JSON)`, most frequent first. */
export const unreadWords = ({ unread }: Pick<MeterCounts, 'unread'>): string[] =>
  Object.entries(unread)
    .toSorted(([, a], [, b]) => b.answers - a.answers)
    .map(([reason, { answers }]) => `${answersOf(answers)} (${words[reason] ?? reason})`);

/** That some of what was read is not stored yet; null: all is. */
export const waitingWords = ({ waiting }: Pick<MeterCounts, 'waiting'>): string | null =>
  waiting === 0
    ? null
    : `The use of ${answersOf(waiting)} cannot be stored. Is the disk full? Fuelgauge tries again every few seconds.`;

/** `Passed on 3 requests.` */
export const passedWords = ({ requests }: Pick<MeterCounts, 'requests'>): string =>
  `Passed on ${requests.toLocaleString('en-GB')} ${requests === 1 ? 'request' : 'requests'}.`;

/** `Logged 12 credits for “news”.`; null: nothing. */
export function loggedWords(
  { logged }: Pick<MeterCounts, 'logged'>,
  { id, label }: { id: string; label: string },
  unit: Unit,
  writing: { mask?: boolean } = {},
): string | null {
  const amount = logged[id];
  return amount === undefined ? null : `Logged ${formatQuantity(amount, unit, writing)} for “${label}”.`;
}

/** Whether the meter can count for accounts at this provider. */
export const isMetered = ({ ledger }: Pick<ProviderInfo, 'ledger'>): boolean => ledger?.meter !== undefined;

/** The base address for an account. `count`: how many accounts share the meter; one alone needs no path. */
export const meterAddress = (origin: string, account: string, count: number): string =>
  count === 1 ? origin : `${origin}/${account}`;
