import type { ImportReport } from '../../../shared/api/backup.ts';
import { isEncrypted } from '../../../shared/backup/read.ts';
import type { BackupImportJson } from '../../../shared/json/backup.ts';
import { type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import type { Engine } from '../../engine/engine.ts';
import { withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { openVault } from '../input/credential.ts';
import type { ImportOptions } from '../input/import.ts';
import { enterMissing } from '../input/missing-credentials.ts';
import { keepSecret } from '../input/secrets.ts';
import { mayWrite, writeFile } from '../output-file.ts';
import {
  agreed,
  ask,
  declined,
  print,
  printError,
  printJson,
  readInputLines,
  stdinIsTerminal,
} from '../terminal.ts';
import { importLines, importSummary, missingLines } from '../text/backup-import.ts';
import { plain } from '../text/table.ts';

export { isBackup } from '../../../shared/backup/read.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Writes all settings to a file, or to standard output. */
export function exportBackup(
  file: string | undefined,
  { withKeys, history, force }: { withKeys?: boolean; history?: boolean; force?: boolean },
): Promise<Outcome> {
  const isFile = file !== undefined && file !== '-';
  return withEngine(async ({ engine, settings, environment }) => {
    const advice = 'Name another one, or replace it with --force.';
    const may = isFile ? await mayWrite(file, { force: force ?? false, advice }) : ok(true);
    if (!may.ok) return may;
    if (!may.value) return ok(exitCodes.no);
    const isKept = settings.get().accounts.some(({ credential }) => credential.kind === 'vault');
    const opened =
      withKeys && isKept && engine.state().vault.state !== 'unset'
        ? await openVault(engine, environment)
        : ok({});
    if (!opened.ok) return opened;
    const passphrase = withKeys ? await newPassphrase(environment) : ok(undefined);
    if (!passphrase.ok) return passphrase;
    const made = await engine.exportBackup({ passphrase: passphrase.value, history: history ?? false });
    if (!made.ok) return made;
    if (!isFile) process.stdout.write(made.value.text);
    else {
      const written = writeFile(file, made.value.text);
      if (!written.ok) return written;
      printError(savedWords(plain(file), withKeys ?? false));
    }
    return { ok: true, value: exitCodes.done };
  });
}

const savedWords = (file: string, withKeys: boolean): string =>
  withKeys
    ? `Saved ${file}, with your credentials, encrypted. Without its passphrase nobody can open it, so keep that elsewhere.`
    : `Saved ${file}, without credentials. To include them, encrypted: fuelgauge export --with-keys FILE`;

const passphraseVariable = 'FUELGAUGE_EXPORT_PASSPHRASE';

/** The passphrase of a new backup. */
async function newPassphrase(environment: Environment): Promise<Result<string, CommandError>> {
  const given = environment[passphraseVariable];
  if (given) return ok(keepSecret(given));
  if (!stdinIsTerminal()) {
    const [line = ''] = await readInputLines(1);
    return line === '' ? badInput(noPassphrase) : ok(keepSecret(line));
  }
  const first = await ask('Choose a passphrase for the backup:', { silent: true });
  if (!first) return badInput('The passphrase is empty. Nothing was written.');
  keepSecret(first);
  return (await ask('Repeat it:', { silent: true })) === first
    ? ok(first)
    : badInput('The passphrases do not match. Nothing was written.');
}

/** The passphrase of a backup that is read. */
async function knownPassphrase(
  environment: Environment,
  fromInput: boolean,
): Promise<Result<string, CommandError>> {
  const given = environment[passphraseVariable];
  if (given) return ok(keepSecret(given));
  const isPiped = !stdinIsTerminal() && !fromInput;
  const [line = ''] = isPiped ? await readInputLines(1) : [];
  const answer = line || (await ask('Passphrase of the backup:', { silent: true }));
  return answer ? ok(keepSecret(answer)) : badInput(noPassphrase);
}

const noPassphrase = `The passphrase of the backup is missing. Set ${passphraseVariable}, or send it to standard input.`;

export interface BackupImportOptions extends ImportOptions {
  /** The bytes came from standard input, so nothing more can be read there. */
  fromInput?: boolean;
}

/** Says what a backup would change, asks, and does it. `isBackup` tells which bytes are one. */
export function importBackup(bytes: Uint8Array, options: BackupImportOptions = {}): Promise<Outcome> {
  const { replace = false, dryRun = false, json = false } = options;
  return withEngine(async ({ engine, environment }) => {
    const passphrase = isEncrypted(bytes)
      ? await knownPassphrase(environment, options.fromInput ?? false)
      : ok(undefined);
    if (!passphrase.ok) return passphrase;
    const input = {
      file: Buffer.from(bytes).toString('base64'),
      passphrase: passphrase.value,
      replace,
      allowed: [],
    };
    // Whether a key is the same as here, only an open vault tells.
    const first = passphrase.value === undefined ? ok({}) : await vaultFor(engine, environment, ['locked']);
    if (!first.ok) return first;
    const planned = await engine.importBackup({ ...input, dryRun: true });
    if (!planned.ok) return planned;
    if (!json) print(importLines(planned.value, replace).join('\n'));
    if (dryRun) return told(planned.value, { json, dryRun });
    if (!options.yes && !stdinIsTerminal())
      return badInput('Nothing was changed. Without a terminal, an import needs --yes.');
    const allowed = options.yes ? [] : await consents(planned.value);
    if (!options.yes && !(await agreed(questionOf(planned.value, replace))))
      return declined('Nothing was changed.');
    const states = passphrase.value === undefined ? (['locked'] as const) : (['locked', 'unset'] as const);
    const opened = await vaultFor(engine, environment, states);
    if (!opened.ok) return opened;
    const done = await engine.importBackup({ ...input, allowed, dryRun: false });
    if (!done.ok) return done;
    if (!json) print(importSummary(done.value));
    return json || !stdinIsTerminal() || options.yes
      ? told(done.value, { json, dryRun })
      : enterMissing(engine, environment, done.value);
  });
}

/** Opens a vault that is in one of these states. */
async function vaultFor(
  engine: Engine,
  environment: Environment,
  states: readonly ('locked' | 'unset')[],
): Promise<Result<unknown, CommandError>> {
  const { kind, state } = engine.state().vault;
  return kind === 'passphrase' && states.some((one) => one === state)
    ? openVault(engine, environment)
    : ok({});
}

function told(report: ImportReport, { json, dryRun }: { json: boolean; dryRun: boolean }): Outcome {
  const { questions, ...rest } = report;
  if (json) printJson<BackupImportJson>({ schemaVersion: 1, dryRun, ...rest, questions });
  else if (!dryRun) for (const line of missingLines(report)) print(line);
  return { ok: true, value: exitCodes.done };
}

const questionOf = ({ items }: ImportReport, replace: boolean): string => {
  const count = items.filter(({ what, outcome }) => what === 'account' && outcome === 'removed').length;
  const gone = count === 0 ? '' : ` ${count === 1 ? 'One account is' : `${count} accounts are`} removed.`;
  return replace ? `Replace your settings with the backup?${gone} [y/N]` : 'Do this? [y/N]';
};

/** The ids of what you agree to. */
async function consents({ questions }: ImportReport): Promise<string[]> {
  const allowed: string[] = [];
  for (const { id, text } of questions) if (await agreed(`${plain(text)} Allow it? [y/N]`)) allowed.push(id);
  return allowed;
}
