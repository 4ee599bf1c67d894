import { type Finding, type KnownFinding, tookOnlyName } from '../../../shared/catalogue/paste.ts';
import type { ImportState, KeyImportReport } from '../../../shared/key-import-report.ts';
import type { CommandError, ProviderInfo, Reading } from '../../../shared/model/index.ts';
import { seesWords } from '../../../shared/summary/sees.ts';
import { credentialEnd } from '../../engine/vault/credentials.ts';
import type { Paint } from '../terminal.ts';
import { layout, plain, type Row } from './table.ts';

/** What is known of a key: before it was tested, or after. */
export interface Verdict {
  state: ImportState;
  /** Why, in a sentence. */
  message?: string;
  balance?: string | null;
  scope?: Reading['scope'];
  /** The account that has this key already. */
  account?: NamedAccount;
}

export interface NamedAccount {
  id: string;
  provider: string;
  label: string;
}

/** A key whose provider is known. */
export interface ImportRow<Of extends ProviderInfo = ProviderInfo> {
  /** From 1, as it is chosen by. */
  number: number;
  finding: KnownFinding<Of>;
  verdict: Verdict;
  /** The account that it became. */
  added: NamedAccount | null;
}

const or = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** `20 keys recognised, 4 could be several providers’, 6 not known, 1 repeated.` */
export function countsLine(findings: readonly Finding[]): string {
  const count = (kind: Finding['kind']) => findings.filter((finding) => finding.kind === kind).length;
  if (findings.length === 0) return '0 keys recognised: it holds no values.';
  const [ambiguous, unknown, repeated] = [count('ambiguous'), count('unknown'), count('repeated')];
  return `${[
    `${keyCount(count('known'))} recognised`,
    ...(ambiguous > 0 ? [`${ambiguous} could be several providers’`] : []),
    ...(unknown > 0 ? [`${unknown} not known`] : []),
    ...(repeated > 0 ? [`${repeated} repeated`] : []),
  ].join(', ')}.`;
}

/** `1 key`, `20 keys`. */
export const keyCount = (count: number): string => `${count} ${count === 1 ? 'key' : 'keys'}`;

/** Everything that was found. What is not known stays where it is: it is sent nowhere. */
export function findingsTable(
  rows: readonly ImportRow[],
  findings: readonly Finding[],
  paint: Paint,
): string {
  const dim = (text: string) => paint('dim', text);
  const heading = (line: string): Row[] => [{ line: '' }, { line: paint('bold', line) }];
  const known: Row[] = rows.map(({ number, finding, verdict }) => ({
    cells: [
      String(number).padStart(3),
      finding.provider.name,
      endWords(endOf(finding)),
      placeOf(finding.names, finding.lines),
      verdictWords(verdict),
    ],
    ...(verdict.state === 'rejected' && { style: (text: string) => paint('red', text) }),
  }));
  const rest = findings.flatMap((finding): { kind: Finding['kind']; cells: string[] }[] => {
    if (finding.kind === 'known') return [];
    const place = placeOf(finding.name === null ? [] : [finding.name], [finding.line]);
    const { kind } = finding;
    if (kind === 'unknown') return [{ kind, cells: ['   ', place, finding.why] }];
    if (kind === 'ambiguous')
      return [
        { kind, cells: ['   ', place, endWords(ambiguousEnd(finding.value)), candidateWords(finding)] },
      ];
    return [{ kind, cells: ['   ', place, `the same key as ${originalOf(findings[finding.of])}`] }];
  });
  const taken = rows.flatMap(({ number, finding }): Row[] =>
    finding.took
      .filter((took) => !finding.names.some((name) => took === tookOnlyName(name)))
      .map((took) => ({ cells: [String(number).padStart(3), plain(took)] })),
  );
  const section = (kind: Finding['kind'], title: string): Row[] => {
    const cells = rest.filter((one) => one.kind === kind);
    return cells.length === 0 ? [] : [...heading(title), ...cells];
  };
  const tables: Row[][] = [
    known.length === 0 ? [] : [{ cells: ['  #', 'PROVIDER', 'KEY', 'FROM', 'RESULT'], style: dim }, ...known],
    taken.length === 0 ? [] : [...heading('Taken off'), ...taken],
    section('ambiguous', 'Could be several'),
    section('unknown', 'Not known, and sent nowhere'),
    section('repeated', 'Repeated'),
  ];
  return tables
    .filter((table) => table.length > 0)
    .map((rows) => layout(rows))
    .join('\n');
}

/** `SCRAPERAPI_KEY, line 3`. */
function placeOf(names: readonly string[], lines: readonly number[]): string {
  const where = `${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
  return [...names.map((name) => plain(name)), where].join(', ');
}

const endWords = (end: string | null): string => (end === null ? '' : `…${plain(end)}`);

/** The last characters of a key that was recognised. */
export const endOf = ({ provider, values }: KnownFinding): string | null => credentialEnd(provider, values);

/** Those of a key that could be several providers’. */
export const ambiguousEnd = (value: string): string | null => (value.length >= 12 ? value.slice(-4) : null);

export const candidateWords = ({ candidates }: Extract<Finding, { kind: 'ambiguous' }>): string =>
  or.format(candidates.map(({ provider }) => provider.name));

function originalOf(finding: Finding | undefined): string {
  if (finding?.kind === 'known') return placeOf(finding.names, finding.lines);
  return finding?.kind === 'ambiguous'
    ? placeOf(finding.name === null ? [] : [finding.name], [finding.line])
    : 'before';
}

const stateWords: Record<ImportState, string> = {
  found: '',
  accepted: '',
  unreachable: 'not reached, can be kept',
  'not-tested': 'not tested',
  rejected: 'not accepted',
  incomplete: 'not complete',
  'kept-already': 'there already',
};

/** `58,127 of 100,000 credits left; sees the whole account`. */
function verdictWords({ state, message, balance, scope, account }: Verdict): string {
  const kept = account === undefined ? '' : `“${plain(account.label)}” (${account.id}) has this key`;
  const said = [message === undefined ? '' : plain(message), kept].filter((text) => text !== '').join(' ');
  const words = stateWords[state];
  if (state !== 'accepted') return words !== '' && said !== '' ? `${words}: ${said}` : words || said;
  const seen = scope === undefined ? '' : seesWords[scope];
  return [balance ?? (said || 'accepted'), seen].filter((text) => text !== '').join('; ');
}

/** The same as JSON. */
export function keyImportReport(
  rows: readonly ImportRow[],
  findings: readonly Finding[],
  dryRun: boolean,
  errors: readonly CommandError[],
): KeyImportReport {
  return {
    schemaVersion: 1,
    dryRun,
    added: rows.filter(({ added }) => added !== null).length,
    findings: findings.map((finding) => entryOf(finding, rows)),
    errors: [...errors],
  };
}

function entryOf(finding: Finding, rows: readonly ImportRow[]): KeyImportReport['findings'][number] {
  if (finding.kind === 'known') return knownEntry(finding, rows);
  if (finding.kind !== 'ambiguous') return finding;
  const { kind, line, name, value, candidates } = finding;
  const ids = candidates.map(({ provider }) => provider.id);
  return { kind, line, name, end: ambiguousEnd(value), providers: ids };
}

function knownEntry(finding: KnownFinding, rows: readonly ImportRow[]): KeyImportReport['findings'][number] {
  const { kind, lines, names, provider, took, missing } = finding;
  const row = rows.find((one) => one.finding === finding);
  const verdict: Verdict = row?.verdict ?? { state: 'found' };
  return {
    kind,
    lines,
    names,
    provider: provider.id,
    end: endOf(finding),
    took,
    missing: missing.map(({ id }) => id),
    state: verdict.state,
    message: verdict.message ?? null,
    balance: verdict.balance ?? null,
    scope: verdict.scope ?? null,
    account: row?.added ?? verdict.account ?? null,
    added: row?.added != null,
  };
}
