import PQueue from 'p-queue';
import {
  type AmbiguousFinding,
  type Finding,
  type KnownFinding,
  mostValues,
  readPaste,
  recognisePaste,
} from '../../../shared/catalogue/paste.ts';
import type { KeyMatch } from '../../../shared/catalogue/recognise.ts';
import {
  type CommandError,
  type CredentialField,
  isUnreachable,
  ok,
  type ProviderInfo,
} from '../../../shared/model/index.ts';
import { labelOfKey } from '../../../shared/names.ts';
import { checkCostWords } from '../../../shared/paid-checks.ts';
import { type Session, withEngine } from '../compose.ts';
import { badInput, type ExitCode, exitCodes, type Outcome } from '../exit.ts';
import { openVault } from '../input/credential.ts';
import { type ImportOptions, importedBytes, importedText, readChoice } from '../input/import.ts';
import { keepSecret, withoutSecrets } from '../input/secrets.ts';
import { ask, canAsk, paint, print, printError } from '../terminal.ts';
import {
  ambiguousEnd,
  candidateWords,
  countsLine,
  findingsTable,
  type ImportRow,
  keyCount,
  keyImportReport,
  type Verdict,
} from '../text/import.ts';
import { accountWords } from '../text/names.ts';
import { plain } from '../text/table.ts';
import { importBackup, isBackup } from './backup.ts';

/** Adds what a file or standard input holds: keys in any form, or a backup. */
export async function importFile(file: string | undefined, options: ImportOptions): Promise<Outcome> {
  const bytes = await importedBytes(file);
  if (!bytes.ok) return bytes;
  if (isBackup(bytes.value))
    return importBackup(bytes.value, { ...options, fromInput: file === undefined || file === '-' });
  if (options.replace) return badInput('--replace is for a backup, and this is none. Nothing was added.');
  const text = importedText(bytes.value);
  return text.ok ? importKeys(text.value, options) : text;
}

/** Recognises the keys in a text, tests each at its provider, and adds those that you choose. */
function importKeys(text: string, options: ImportOptions): Promise<Outcome> | Outcome {
  const values = readPaste(text);
  if (values.length > mostValues)
    return badInput(
      `This holds more than ${mostValues.toLocaleString('en-GB')} values, so it is no list of keys. Nothing was tested or added.`,
    );
  // Whatever it is, it may be a secret, so that no message shows it.
  for (const { value } of values) if (value.length >= shortestSecret) keepSecret(value);
  return withEngine(async (session) => {
    const findings = recognisePaste(text, [...session.engine.providers.values()]);
    if (!options.json) say(`${countsLine(findings)}${findings.length > 0 ? '\n' : ''}`);
    const mayAsk = options.yes !== true && options.json !== true && canAsk();
    if (options.dryRun !== true && (options.yes === true || mayAsk))
      return testAndAdd(session, findings, mayAsk, options);
    tell(rowsOf(findings), findings, options);
    if (!findings.some(isKey)) return ok(exitCodes.no);
    return options.dryRun === true
      ? ok(exitCodes.done)
      : badInput('Nothing was added, and no provider was asked. Add --yes to test and add these keys.');
  });
}

const isKey = ({ kind }: Finding): boolean => kind === 'known' || kind === 'ambiguous';

/** Shorter values are ordinary words, which messages need. */
const shortestSecret = 12;

/** Writes a text without any secret. */
const say = (text: string): void => print(withoutSecrets(text));

type Found = readonly Finding<ProviderInfo>[];

function tell(
  rows: readonly ImportRow[],
  findings: Found,
  options: ImportOptions,
  errors: readonly CommandError[] = [],
) {
  if (options.json)
    say(JSON.stringify(keyImportReport(rows, findings, options.dryRun === true, errors), null, 2));
  else if (findings.length > 0) say(findingsTable(rows, findings, paint));
}

const rowsOf = (findings: Found): ImportRow[] =>
  findings
    .filter((finding) => finding.kind === 'known')
    .map((finding, index) => ({ number: index + 1, finding, verdict: beforeTest(finding), added: null }));

/** What can be said of a key before anybody is asked. */
function beforeTest({ otherKind, missing }: KnownFinding): Verdict {
  if (otherKind !== null) return { state: 'rejected', message: otherKind };
  if (missing.length > 0)
    return { state: 'incomplete', message: `${missing.map(({ label }) => label).join(' and ')} missing.` };
  return { state: 'found' };
}

async function testAndAdd(
  session: Session,
  recognised: Found,
  mayAsk: boolean,
  options: ImportOptions,
): Promise<Outcome> {
  const findings = mayAsk ? await askedFor(recognised) : recognised;
  if (findings === null) return badInput('Nothing was added.');
  const rows = rowsOf(findings);
  if (!rows.some(isOpen)) {
    tell(rows, findings, options);
    const code = told(rows, findings, [], options);
    return ok(rows.length === 0 ? exitCodes.no : code);
  }
  const opened = await openVault(session.engine, session.environment);
  if (!opened.ok) return opened;
  if (mayAsk) printError(`Testing ${keyCount(rows.filter(isOpen).length)}, each at its own provider …`);
  await testAll(session, rows);
  if (!options.json) tell(rows, findings, options);

  const chosen = mayAsk ? await choose(rows) : rows.filter(canBeAdded);
  if (chosen === null) return badInput('Nothing was added.');
  const errors = await addAll(session, chosen, options);
  if (options.json) tell(rows, findings, options, errors);
  return ok(told(rows, findings, errors, options));
}

const isOpen = ({ verdict }: ImportRow): boolean => verdict.state === 'found';
const isRejected = ({ verdict }: ImportRow): boolean => verdict.state === 'rejected';
const canBeAdded = ({ verdict: { state } }: ImportRow): boolean =>
  state === 'accepted' || state === 'unreachable' || state === 'not-tested';

/** With what you say about keys that could be several providers’, and the fields that are missing. Null: you cancelled. */
async function askedFor(findings: Found): Promise<Found | null> {
  const settled: Finding[] = [];
  for (const finding of findings) {
    const known = finding.kind === 'ambiguous' ? await whose(finding) : finding;
    const whole = known?.kind === 'known' ? await completed(known) : known;
    if (whole === null) return null;
    settled.push(whole);
  }
  return settled;
}

async function whose(finding: AmbiguousFinding): Promise<Finding | null> {
  const { candidates, name, line, took, rest, value } = finding;
  const list = candidates.map(({ provider }, index) => `${index + 1} ${provider.name}`).join(', ');
  const end = ambiguousEnd(value);
  const which = `${name === null ? 'the key' : plain(name)} on line ${line}${end === null ? '' : `, which ends in ${end}`}`;
  const question = withoutSecrets(`Whose is ${which}? ${list}; Enter to leave it out:`);
  let chosen: KeyMatch<ProviderInfo> | undefined;
  while (chosen === undefined) {
    const answer = await ask(question, { silent: false });
    if (answer === null) return null;
    if (answer === '') return finding;
    chosen = candidates[Number(answer) - 1];
  }
  return {
    kind: 'known',
    ...chosen,
    names: name === null ? [] : [name],
    lines: [line],
    took: took === null ? [] : [took],
    missing: chosen.provider.credentialFields.filter(
      ({ id, optional }) => !optional && !(id in chosen.values),
    ),
    rest,
  };
}

/** With the missing fields, as far as you enter them. */
async function completed(finding: KnownFinding): Promise<KnownFinding | null> {
  if (finding.otherKind !== null) return finding;
  const values = { ...finding.values };
  const missing: CredentialField[] = [];
  for (const field of finding.missing) {
    const prompt = `${field.label} of ${finding.provider.name} (line ${finding.lines[0]}; Enter to leave it out):`;
    // Without one of them, the others are of no use.
    const answer = missing.length > 0 ? '' : await ask(prompt, { silent: field.secret });
    if (answer === null) return null;
    if (answer === '') missing.push(field);
    else values[field.id] = keepSecret(answer);
  }
  return { ...finding, values, missing };
}

/** Tests at different providers side by side, and one after the other at the same. */
async function testAll(session: Session, rows: readonly ImportRow[]): Promise<void> {
  const queue = new PQueue({ concurrency: 6 });
  const atOne = Map.groupBy(rows.filter(isOpen), ({ finding }) => finding.provider.id);
  await queue.addAll(
    [...atOne.values()].map((some) => async () => {
      for (const row of some) row.verdict = await test(session, row.finding);
    }),
  );
}

async function test({ engine }: Session, finding: KnownFinding): Promise<Verdict> {
  const { provider, values } = finding;
  const input = { provider: provider.id, credential: { from: 'values' as const, values } };
  const same = await engine.sameKey(input);
  if (!same.ok) {
    const { kind, message } = same.error;
    return kind === 'needs-consent'
      ? {
          state: 'incomplete',
          message: `Its address is in your own network, so you are asked first: fuelgauge add ${provider.id}`,
        }
      : { state: 'rejected', message };
  }
  if (same.value.sameAs !== null) {
    const { account, provider: at, label } = same.value.sameAs;
    const { provider: id = at } = engine.state().accounts.find((one) => one.id === account) ?? {};
    return { state: 'kept-already', account: { id: account, provider: id, label } };
  }
  if (provider.checkCost > 0)
    return {
      state: 'not-tested',
      message: `a check costs ${checkCostWords(provider)}. Checks stay off until you turn them on.`,
    };
  const tested = await engine.testCredential(input);
  if (!tested.ok) return { state: 'rejected', message: tested.error.message };
  const { value } = tested;
  if (value.ok) return { state: 'accepted', balance: value.balance, scope: value.scope };
  const { kind, message } = value.error;
  if (value.rejected) return { state: 'rejected', message };
  return { state: isUnreachable(kind) ? 'unreachable' : 'accepted', message };
}

/** Asks which to add. Null: you cancelled. */
async function choose(rows: readonly ImportRow[]): Promise<ImportRow[] | null> {
  const among = rows.filter(canBeAdded).map(({ number }) => number);
  if (among.length === 0) return [];
  for (;;) {
    const answer = await ask('Add which? all, none, or numbers such as 1 3-5:', { silent: false });
    if (answer === null) return null;
    const chosen = readChoice(answer, among);
    if (chosen !== null) return rows.filter(({ number }) => chosen.includes(number));
    printError(`These can be added: ${among.join(', ')}.`);
  }
}

async function addAll(
  { engine, settings }: Session,
  rows: readonly ImportRow[],
  options: ImportOptions,
): Promise<CommandError[]> {
  const errors: CommandError[] = [];
  for (const row of rows) {
    const { provider, values, rest } = row.finding;
    const added = await engine.addAccount({
      provider: provider.id,
      label: labelOfKey(provider, rest, settings.get().accounts),
      credential: { from: 'values', values },
    });
    if (!added.ok) {
      errors.push(added.error);
      continue;
    }
    const { id, label } = added.value;
    row.added = { id, provider: provider.id, label };
    if (!options.json) say(`Added ${accountWords({ provider: provider.id, label }, provider)} as ${id}.`);
  }
  return errors;
}

/** Says what was left out, and why. Returns the exit code. */
function told(
  rows: readonly ImportRow[],
  findings: Found,
  errors: readonly CommandError[],
  options: ImportOptions,
): ExitCode {
  const rejected = rows.filter(isRejected);
  if (!options.json) {
    const ambiguous = findings.filter((finding) => finding.kind === 'ambiguous');
    for (const finding of ambiguous)
      complain(`Left out: the key on line ${finding.line} could be ${candidateWords(finding)}.`);
    if (ambiguous.length > 0) complain('Say whose it is with: fuelgauge add PROVIDER < key.txt');
    for (const { finding, verdict } of rows)
      if (verdict.state === 'incomplete')
        complain(
          `Left out: ${finding.provider.name} on line ${finding.lines.join(', ')}. ${verdict.message ?? ''}`,
        );
    for (const { message } of errors) complain(message);
    if (rejected.length > 0)
      complain(
        `${keyCount(rejected.length)} not accepted and not added: ${rejected.map(({ finding }) => finding.provider.name).join(', ')}.`,
      );
  }
  if (errors.length > 0) return exitCodes.someFailed;
  return rejected.length > 0 ? exitCodes.no : exitCodes.done;
}

const complain = (sentence: string): void => printError(withoutSecrets(sentence));
