import type { SameKey, TestResult } from '../../../../shared/api/accounts.ts';
import {
  type Finding,
  type PastedValue,
  readPaste,
  recognisePaste,
} from '../../../../shared/catalogue/paste.ts';
import type { KeyMatch } from '../../../../shared/catalogue/recognise.ts';
import type { ProviderInfo } from '../../../../shared/model/index.ts';
import { checksAreOff } from '../../../../shared/paid-checks.ts';
import { type Errors, readCredential, type Values } from '../../credential/CredentialFields.tsx';

// What was pasted at once, as a list to add accounts from. A row's id holds its key, so it is nothing to show.

/** What came of asking the provider. `failed`: it was not asked. */
export type Outcome =
  | { state: 'untested' }
  | { state: 'waiting' }
  | { state: 'asking' }
  | { state: 'tested'; result: TestResult }
  | { state: 'failed'; message: string };

/** A credential whose provider is known. */
export interface AccountRow {
  kind: 'account';
  id: string;
  lines: readonly number[];
  provider: ProviderInfo;
  values: Values;
  /** Why it is another kind of key, which nothing can be done with; null: it looks right. */
  otherKind: string | null;
  /** What was taken off, in sentences without a full stop. */
  took: readonly string[];
  /** What the variable says besides the provider, such as `PROD`; null: nothing. */
  rest: string | null;
  /** You chose the provider: nothing in the key says so. */
  isChosen: boolean;
  /** The fields to enter in the row. */
  asks: readonly string[];
  errors: Errors;
  ticked: boolean;
  paidChecks: boolean;
  outcome: Outcome;
  /** The account that has this key already; null: none, as far as we know. */
  sameAs: SameKey | null;
  /** Why it was not added. */
  failure: string | null;
}

/** A key that could belong to several providers, or to any. */
export interface AskedRow {
  kind: 'asked';
  id: string;
  lines: readonly number[];
  name: string | null;
  value: string;
  took: string | null;
  rest: string | null;
  candidates: readonly KeyMatch[];
}

/** Something that is no account to add: its name alone, and why. */
export interface ToldRow {
  kind: 'told';
  id: string;
  lines: readonly number[];
  name: string | null;
  isRepeated: boolean;
  why: string;
}

export type Row = AccountRow | AskedRow | ToldRow;

/** What was pasted so far. */
export interface Pasted {
  text: string;
  /** Those of accounts that were added are not among them. */
  values: readonly PastedValue[];
  rows: readonly Row[];
  /** The rows that are accounts now. */
  added: readonly AccountRow[];
}

/** Reads what was pasted. What was entered, ticked, tested and added `before` stays as it is. */
export function pastedOf(text: string, providers: readonly ProviderInfo[], before?: Pasted): Pasted {
  const rows = recognisePaste(text, providers).map((finding, _, all) => {
    const row = rowOf(finding, all);
    return before?.rows.find(({ id }) => id === row.id) ?? row;
  });
  const pasted = { text, values: readPaste(text), rows, added: [] };
  return (before?.added ?? []).reduce(without, pasted);
}

/** What was pasted once that account was added. */
export const without = (pasted: Pasted, done: AccountRow): Pasted => ({
  text: pasted.text,
  values: pasted.values.filter(({ line }) => !done.lines.includes(line)),
  rows: pasted.rows.filter(({ id }) => id !== done.id),
  added: [...pasted.added, done],
});

function rowOf(finding: Finding, all: readonly Finding[]): Row {
  switch (finding.kind) {
    case 'known': {
      const { provider, values, otherKind, lines, took, rest, missing } = finding;
      const id = JSON.stringify([provider.id, values]);
      const asks = missing.map((field) => field.id);
      return accountRow({ id, lines, provider, values, otherKind, took, rest, isChosen: false, asks });
    }
    case 'ambiguous': {
      const { value, name, line, took, rest, candidates } = finding;
      const id = JSON.stringify([null, value]);
      return { kind: 'asked', id, lines: [line], name, value, took, rest, candidates };
    }
    case 'unknown':
    case 'repeated': {
      const { kind, name, line } = finding;
      const why = kind === 'unknown' ? `${finding.why} Not sent anywhere.` : repeatedWords(all[finding.of]);
      const id = JSON.stringify([kind, name, line]);
      return { kind: 'told', id, lines: [line], name, isRepeated: kind === 'repeated', why };
    }
  }
}

const repeatedWords = (first: Finding | undefined): string =>
  first?.kind === 'known'
    ? `The ${first.provider.name} key from line ${first.lines[0] ?? ''} once more.`
    : `The key from line ${first?.kind === 'ambiguous' ? first.line : ''} once more.`;

type Found = Pick<
  AccountRow,
  'id' | 'lines' | 'provider' | 'values' | 'otherKind' | 'took' | 'rest' | 'isChosen' | 'asks'
>;
const accountRow = (found: Found): AccountRow => ({
  ...found,
  kind: 'account',
  errors: {},
  ticked: found.otherKind === null,
  paidChecks: false,
  outcome: { state: 'untested' },
  sameAs: null,
  failure: null,
});

/** A key of which you say whose it is. */
export function chosen(row: AskedRow, provider: ProviderInfo): AccountRow {
  const match = row.candidates.find((candidate) => candidate.provider.id === provider.id);
  const key = provider.credentialFields.find(({ secret, address }) => secret && !address);
  const values = match?.values ?? (key === undefined ? {} : { [key.id]: row.value });
  const { id, lines, rest } = row;
  const took = row.took === null ? [] : [row.took];
  const otherKind = match?.otherKind ?? null;
  const missing = provider.credentialFields.filter(
    (field) => !field.optional && values[field.id] === undefined,
  );
  const asks = missing.map((field) => field.id);
  return accountRow({ id, lines, provider, values, otherKind, took, rest, isChosen: true, asks });
}

/** The same with other values, which nobody has been asked about. */
export const entered = (row: AccountRow, values: Values): AccountRow => ({
  ...row,
  values,
  errors: {},
  ticked: true,
  outcome: { state: 'untested' },
  sameAs: null,
  failure: null,
});

/** The same with its key to be entered anew. */
export function copyAgain(row: AccountRow): AccountRow {
  const secrets = row.provider.credentialFields.filter(
    ({ id, secret }) => secret && row.values[id] !== undefined,
  );
  const ids = secrets.map(({ id }) => id);
  const values = Object.fromEntries(Object.entries(row.values).filter(([id]) => !ids.includes(id)));
  return { ...entered(row, values), asks: [...new Set([...row.asks, ...ids])] };
}

/** Which of the fields to enter are wrong, before anything is sent. */
export function checked(row: AccountRow): AccountRow {
  const errors = readCredential(row.provider, row.values).errors ?? {};
  return { ...row, errors, asks: [...new Set([...row.asks, ...Object.keys(errors)])] };
}

/** The same once its provider was asked: a key that is rejected, or in use already, is not added by chance. */
export function tested(row: AccountRow, result: TestResult): AccountRow {
  const isWanted = result.sameAs === null && (result.ok || !result.rejected);
  const { sameAs } = result;
  return { ...row, ticked: row.ticked && isWanted, sameAs, outcome: { state: 'tested', result } };
}

/** The rows of a kind that one can choose. */
export const accountsOf = (rows: readonly Row[]): AccountRow[] =>
  rows.filter((row) => row.kind === 'account');

/** Whether its provider is to be asked before it is added. A check that costs something needs your consent. */
export const isUntested = (row: AccountRow): boolean =>
  row.ticked &&
  !checksAreOff(row, row.provider) &&
  (row.outcome.state === 'untested' || row.outcome.state === 'failed');
