import type { GivenCredential } from '../../../shared/api/accounts.ts';
import { type KnownFinding, readPaste, recognisePaste } from '../../../shared/catalogue/paste.ts';
import { pasteIntoField } from '../../../shared/catalogue/paste-field.ts';
import { otherKindOf, recogniseOther } from '../../../shared/catalogue/recognise.ts';
import {
  type CommandError,
  type CredentialField,
  ok,
  type ProviderInfo,
  type Result,
} from '../../../shared/model/index.ts';
import type { Engine } from '../../engine/engine.ts';
import { badInput } from '../exit.ts';
import { ask, printError, stdinIsTerminal } from '../terminal.ts';
import { plain } from '../text/table.ts';
import { beginningOf } from './bytes.ts';
import { passphraseFrom } from './passphrase.ts';
import { keepSecret } from './secrets.ts';

type Values = Record<string, string>;

/** Far more than a credential and what stands around it. */
const mostBytes = 64 * 1024;

/** The credential from standard input or from prompts on a terminal. `providers`: all, to notice a key of another one. */
export async function credentialFromInput(
  provider: ProviderInfo,
  providers: readonly ProviderInfo[],
): Promise<Result<Values, CommandError>> {
  if (!stdinIsTerminal()) {
    const bytes = await beginningOf('-', mostBytes + 1);
    return bytes.length > mostBytes
      ? badInput('This is longer than 64 KiB, so it is no credential. Nothing was sent.')
      : credentialFromText(provider, bytes.toString(), providers);
  }
  const answers: string[] = [];
  for (const { label, secret, optional } of provider.credentialFields) {
    const skip = optional ? ' (optional, Enter to skip)' : '';
    const answer = await ask(`${label} of ${provider.name}${skip}:`, { silent: secret });
    if (answer === null) return badInput('No credential was given. Nothing was changed.');
    answers.push(answer);
  }
  return credentialFromText(provider, answers.join('\n'), providers);
}

/**
 * The credential in a text: what the provider's variables name, whatever else is there, and for the other fields one line
 * each, in their order. The line of an optional field may be empty or missing.
 */
export function credentialFromText(
  provider: ProviderInfo,
  text: string,
  providers: readonly ProviderInfo[],
): Result<Values, CommandError> {
  const fields = provider.credentialFields;
  const named = namedIn(provider, text);
  if (named === null || named.missing.length > 0) {
    const other = otherNamedIn(provider, text, providers);
    if (other !== null)
      return badInput(
        `This is the variable of another provider’s key: ${other.name}. Nothing was sent. To add it there: fuelgauge add ${other.id}`,
      );
  }
  for (const took of named?.took ?? []) printError(plain(`${took}.`));
  const order = fields.length > 1 ? `, one line for each field (${namesOf(fields)})` : '';
  const lines = linesFor(fields.length, text, named !== null);
  const values = { ...valuesOf(provider, lines), ...named?.values };
  for (const value of Object.values(values)) keepSecret(value);
  const missing = fields.find(({ id, optional }) => !optional && !values[id]);
  if (missing === undefined) return ok(values);
  return badInput(
    `The ${missing.label} of ${provider.name} is empty. Send it to standard input${order}, or name an environment variable with --from-env NAME.`,
  );
}

/** What the provider's variables name in a text; null: nothing. */
function namedIn(provider: ProviderInfo, text: string): KnownFinding | null {
  const known = recognisePaste(text, [provider]).filter((finding) => finding.kind === 'known');
  return known.find(({ names }) => names.length > 0) ?? null;
}

/** The first line for each field, without comments before or between them. Of a longer text that names its values: none. */
function linesFor(count: number, text: string, isNamed: boolean): string[] {
  const lines = text
    .trimEnd()
    .split(/\r\n|[\n\r]/)
    .map((line) => line.trim());
  if (lines.length <= count) return isNamed ? lines.map((line) => (hasName(line) ? '' : line)) : lines;
  return isNamed ? [] : lines.filter((line) => line === '' || readPaste(line).length > 0).slice(0, count);
}

const hasName = (line: string): boolean => readPaste(line).some(({ name }) => name !== null);

/** Another provider in whose variable a value is. */
function otherNamedIn(
  provider: ProviderInfo,
  text: string,
  providers: readonly ProviderInfo[],
): ProviderInfo | null {
  const named = text.split(/[\n\r]/).filter(hasName);
  const others = named.map((line) => recogniseOther(line, provider, providers));
  return others.find((other) => other !== null) ?? null;
}

/** The value of each line, without what stands beside it. */
function valuesOf(provider: ProviderInfo, lines: readonly string[]): Values {
  const values: Values = {};
  provider.credentialFields.forEach((field, index) => {
    const line = keepSecret(lines[index] ?? '');
    const pasted = pasteIntoField(line, field, provider);
    if (pasted?.took != null) printError(plain(pasted.took));
    if (pasted !== null && pasted.problem === null) Object.assign(values, pasted.values);
    else if (line !== '') values[field.id] ??= line;
  });
  return values;
}

const namesOf = (fields: readonly CredentialField[]): string =>
  fields.map(({ label, optional }) => (optional ? `${label}, optional` : label)).join('; ');

/**
 * Field id → name of the variable, in the order of the provider's fields. Each must be set now. Optional fields at the end
 * may be left out.
 */
export function credentialVariables(
  provider: ProviderInfo,
  names: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Result<Values, CommandError> {
  const fields = provider.credentialFields;
  // It could be a credential given by mistake, so the message does not repeat it.
  if (names.some((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)))
    return badInput(
      '--from-env takes the name of an environment variable, such as SCRAPERAPI_KEY, not the credential.',
    );
  const least = fields.findLastIndex(({ optional }) => !optional) + 1;
  if (names.length < least || names.length > fields.length) {
    const count = least === fields.length ? `${least}` : `${least} to ${fields.length}`;
    return badInput(
      `${provider.name} needs ${count} variables (${namesOf(fields)}): give --from-env once for each, in this order.`,
    );
  }
  const unset = names.find((name) => !environment[name]?.trim());
  if (unset !== undefined)
    return badInput(
      `The environment variable ${/^[A-Z0-9_]+$/.test(unset) ? unset : 'after --from-env'} is not set.`,
    );
  return ok(Object.fromEntries(names.map((name, index) => [fields[index]?.id ?? '', name])));
}

/** What is wrong with a credential of the wrong kind, which only its prefix tells; null: nothing that can be told before asking. */
export function wrongKindOf(
  provider: ProviderInfo,
  given: GivenCredential,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  for (const field of provider.credentialFields) {
    const value =
      given.from === 'values' ? given.values[field.id] : environment[given.variables[field.id] ?? ''];
    const wrong = otherKindOf(field, value ?? '');
    if (wrong !== null) return `${provider.name}: ${wrong} Nothing was changed.`;
  }
  return null;
}

/** Why a credential must be another provider's, and what to do; null: nothing says so. */
export function otherOwnerOf(
  provider: ProviderInfo,
  given: GivenCredential,
  environment: Readonly<Record<string, string | undefined>>,
  providers: readonly ProviderInfo[],
): string | null {
  for (const { id, secret, address } of provider.credentialFields) {
    const value = given.from === 'values' ? given.values[id] : environment[given.variables[id] ?? ''];
    const isAsked = secret && !address && value !== undefined;
    const other = isAsked ? recogniseOther(value, provider, providers) : null;
    if (other !== null)
      return `This looks like a key of ${other.name}. Nothing was sent or changed. To add it there: fuelgauge add ${other.id}. If it is a key of ${provider.name}, keep it with --no-test.`;
  }
  return null;
}

/** Opens the credential file with FUELGAUGE_PASSPHRASE or from the keyring, or asks for the passphrase on the terminal. */
export async function openVault(
  engine: Engine,
  environment: Readonly<Record<string, string | undefined>>,
  startOver = false,
): Promise<Result<unknown, CommandError>> {
  const { state } = engine.state().vault;
  if (state === 'open') return ok({});
  const given = passphraseFrom(environment);
  if (!given.ok) return given;
  if (given.value !== null) return engine.unlock({ passphrase: given.value, startOver });
  const unlocked = await engine.unlockFromKeyring();
  if (engine.state().vault.state === 'open') return ok({});
  if (!unlocked.ok) printError(`Note: ${unlocked.error.message}`);

  const asked = await ask(state === 'unset' ? 'Choose a passphrase for your credentials:' : 'Passphrase:', {
    silent: true,
  });
  if (asked === null)
    return {
      ok: false,
      error: {
        kind: 'locked',
        message:
          state === 'unset'
            ? 'No passphrase was chosen yet. Set FUELGAUGE_PASSPHRASE to a new one: it encrypts your credentials.'
            : 'Your credentials are encrypted. Set FUELGAUGE_PASSPHRASE to the passphrase.',
      },
    };
  if (!asked) return badInput('The passphrase is empty.');
  if (state === 'unset' && (await ask('Repeat passphrase:', { silent: true })) !== asked)
    return badInput('The passphrases do not match. Nothing was changed.');
  return engine.unlock({ passphrase: keepSecret(asked), startOver });
}
