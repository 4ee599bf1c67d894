import type { GivenCredential } from '../../../shared/api/accounts.ts';
import { readPaste } from '../../../shared/catalogue/paste.ts';
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
import { providers } from '../../providers/index.ts';
import { badInput } from '../exit.ts';
import { ask, printError, readInputLines, stdinIsTerminal } from '../terminal.ts';
import { plain } from '../text/table.ts';
import { passphraseFrom } from './passphrase.ts';
import { keepSecret } from './secrets.ts';

type Values = Record<string, string>;

/** The credential from standard input, one field per line, or from prompts on a terminal. */
export async function credentialFromInput(provider: ProviderInfo): Promise<Result<Values, CommandError>> {
  const fields = provider.credentialFields;
  if (!stdinIsTerminal()) return credentialFromLines(provider, await readInputLines(fields.length));
  const answers: string[] = [];
  for (const { label, secret, optional } of fields) {
    const skip = optional ? ' (optional, Enter to skip)' : '';
    const answer = await ask(`${label} of ${provider.name}${skip}:`, { silent: secret });
    if (answer === null) return badInput('No credential was given. Nothing was changed.');
    answers.push(answer);
  }
  return credentialFromLines(provider, answers);
}

/** The credential from one line for each field, in their order. The line of an optional field may be empty or missing. */
export function credentialFromLines(
  provider: ProviderInfo,
  lines: readonly string[],
): Result<Values, CommandError> {
  const fields = provider.credentialFields;
  const other = otherNamedIn(provider, lines);
  if (other !== null)
    return badInput(
      `This is the variable of a ${other.name} key. Nothing was sent. To add it there: fuelgauge add ${other.id}`,
    );
  const values = valuesOf(provider, lines);
  for (const value of Object.values(values)) keepSecret(value);
  const missing = fields.find(({ id, optional }) => !optional && !values[id]);
  if (missing === undefined) return ok(values);
  const order = fields.length > 1 ? `, one line for each field (${namesOf(fields)})` : '';
  return badInput(
    `The ${missing.label} of ${provider.name} is empty. Send it to standard input${order}, or name an environment variable with --from-env NAME.`,
  );
}

/** Another provider in whose variable a value is. */
function otherNamedIn(provider: ProviderInfo, lines: readonly string[]): ProviderInfo | null {
  const named = lines.filter((line) => readPaste(line).some(({ name }) => name !== null));
  const others = named.map((line) => recogniseOther(line, provider, providers));
  return others.find((other) => other !== null) ?? null;
}

/** The value of each line, without what stands beside it. Lines that name their fields may come in any order. */
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

/** Opens the credential file with FUELGAUGE_PASSPHRASE, or asks for the passphrase on the terminal. */
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

  const asked = await ask(state === 'unset' ? 'Choose a passphrase for your credentials:' : 'Passphrase:', {
    silent: true,
  });
  if (asked === null)
    return {
      ok: false,
      error: {
        kind: 'locked',
        message: 'Your credentials are encrypted. Set FUELGAUGE_PASSPHRASE to the passphrase.',
      },
    };
  if (!asked) return badInput('The passphrase is empty.');
  if (state === 'unset' && (await ask('Repeat passphrase:', { silent: true })) !== asked)
    return badInput('The passphrases do not match. Nothing was changed.');
  return engine.unlock({ passphrase: keepSecret(asked), startOver });
}
