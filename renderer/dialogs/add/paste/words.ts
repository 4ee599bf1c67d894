import { mostValues, type PastedValue } from '../../../../shared/catalogue/paste.ts';
import { lowerFirst } from '../../../../shared/catalogue/words.ts';
import type { AccountState, ProviderInfo, ReadErrorKind } from '../../../../shared/model/index.ts';
import { accountTitle } from '../../../../shared/names.ts';
import type { AccountRow, AskedRow, Row } from './rows.ts';

// What is said of pasted keys. Of a key itself there is never more than its last four characters, and how it begins where
// the keys of many providers begin so.

/** `1 key`, `3 keys`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The name of a variable; null if it has none, or if what stands there could be a key itself. */
export function safeName(name: string | null): string | null {
  const couldBeKey = name === null || name.length > 60 || /(?=[A-Za-z]*\d)[A-Za-z\d]{16}/.test(name);
  return couldBeKey ? null : name;
}

const bullets = '••••••••••';

/** The last four characters of a key; empty if they would be too much of it. */
const endOf = (value: string): string => (value.length >= 12 ? value.slice(-4) : '');

/** The pasted lines with every value hidden; of those for nobody we know, only the name. */
export function maskedLines(values: readonly PastedValue[], rows: readonly Row[]): string {
  const foreign = new Set(rows.flatMap((row) => (row.kind === 'told' && !row.isRepeated ? row.lines : [])));
  return values
    .map(({ line, name, value }) => {
      const shown = foreign.has(line) ? '…' : `${bullets}${endOf(value)}`;
      const variable = safeName(name);
      return variable === null ? shown : `${variable}=${shown}`;
    })
    .join('\n');
}

/** `5 lines: 3 keys recognised, 1 could be two providers, 1 is not for us.` */
export function countSentence(values: readonly PastedValue[], rows: readonly Row[]): string {
  const accounts = rows.filter((row) => row.kind === 'account');
  const other = accounts.filter(({ otherKind }) => otherKind !== null);
  const known = accounts.length - other.length;
  const asked = rows.filter((row) => row.kind === 'asked');
  const told = rows.filter((row) => row.kind === 'told');
  const repeated = told.filter(({ isRepeated }) => isRepeated).length;
  const foreign = told.length - repeated;
  const parts = [
    known > 0 && `${counted(known, 'key')} recognised`,
    asked.length > 0 && `${asked.length} ${askedWords(asked)}`,
    other.length > 0 && `${other.length} ${other.length === 1 ? 'is' : 'are'} of another kind`,
    repeated > 0 && `${repeated} ${repeated === 1 ? 'is' : 'are'} there twice`,
    foreign > 0 && `${foreign} ${foreign === 1 ? 'is' : 'are'} not for us`,
  ];
  return `${counted(values.length, 'line')}: ${parts.filter(Boolean).join(', ')}.`;
}

/** What is said of more than anyone's keys; null: it is not too much. */
export const tooManyWords = (values: readonly PastedValue[]): string | null =>
  values.length > mostValues
    ? `More than ${mostValues.toLocaleString('en-GB')} values were pasted. What comes after them is left out.`
    : null;

function askedWords(rows: readonly AskedRow[]): string {
  const counts = rows.map(({ candidates }) => candidates.length);
  if (counts.some((count) => count < 2)) return rows.length === 1 ? 'is not certain' : 'are not certain';
  return `could be ${counts.every((count) => count === 2) ? 'two' : 'several'} providers`;
}

/** What came of the tests so far; empty before the first. */
export function testedSentence(rows: readonly AccountRow[]): string {
  const asking = rows.filter(({ outcome: { state } }) => state === 'waiting' || state === 'asking').length;
  if (asking > 0) return `Testing: ${asking} to go.`;
  const results = rows.flatMap(({ outcome }) => (outcome.state === 'tested' ? [outcome.result] : []));
  if (results.length === 0) return '';
  const works = results.filter(({ ok }) => ok).length;
  const rejected = results.filter((result) => !result.ok && result.rejected).length;
  const other = results.length - works - rejected;
  const parts = [
    works > 0 && `${works} ${works === 1 ? 'works' : 'work'}`,
    rejected > 0 && `${rejected} ${rejected === 1 ? 'was' : 'were'} not accepted`,
    other > 0 && `${other} could not be told`,
  ];
  return `${results.length} tested: ${parts.filter(Boolean).join(', ')}.`;
}

/** `key ending in 71c2`, after the provider's name. */
export function keyWords({ provider, values }: AccountRow): string {
  const field = provider.credentialFields.find(({ id, secret }) => secret && values[id] !== undefined);
  if (field === undefined) return '';
  const end = endOf(values[field.id] ?? '');
  return end === '' ? lowerFirst(field.label) : `${lowerFirst(field.label)} ending in ${end}`;
}

/** `A key that begins with sk-`, or the name of its variable. */
export function askedTitle({ value, name }: AskedRow): string {
  const [, beginning] = /^((?:sk|pk|rk|key|api|token)[-_])/i.exec(value) ?? [];
  if (beginning !== undefined) return `A key that begins with ${beginning}`;
  return safeName(name) ?? 'A key';
}

export function askedEnd({ value }: AskedRow): string {
  const end = endOf(value);
  return end === '' ? '' : `ending in ${end}`;
}

/** A label within a sentence, with its article: `a management key`. */
export function withArticle(label: string): string {
  const word = lowerFirst(label);
  return `${/^[aeio]/i.test(word) ? 'an' : 'a'} ${word}`;
}

/** Why a test told nothing, in a word or two. */
export const verdicts: Record<ReadErrorKind, string> = {
  'bad-credential': 'rejected',
  'limited-scope': 'wrong rights',
  exhausted: 'used up',
  'rate-limited': 'no answer yet',
  unavailable: 'no answer',
  'timed-out': 'no answer',
  offline: 'offline',
  malformed: 'unreadable',
  refused: 'no answer',
};

/** `OpenRouter and Firecrawl 2`. */
export function addedWords(added: readonly AccountState[], providers: readonly ProviderInfo[]): string {
  const names = added.map(({ provider, label }) =>
    accountTitle(providers.find(({ id }) => id === provider)?.name ?? provider, label),
  );
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}
