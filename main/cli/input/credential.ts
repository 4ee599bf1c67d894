import { type CommandError, ok, type ProviderInfo, type Result } from '../../../shared/model/index.ts';
import type { Engine } from '../../engine/engine.ts';
import { badInput } from '../exit.ts';
import { ask, readInputLines, stdinIsTerminal } from '../terminal.ts';
import { passphraseFrom } from './passphrase.ts';
import { keepSecret } from './secrets.ts';

type Values = Record<string, string>;

/** The credential from standard input, one field per line, or from silent prompts on a terminal. */
export async function credentialFromInput(provider: ProviderInfo): Promise<Result<Values, CommandError>> {
  const fields = provider.credentialFields;
  const values: Values = {};
  if (stdinIsTerminal()) {
    for (const { id, label, secret } of fields) {
      const answer = await ask(`${label} of ${provider.name}:`, { silent: secret });
      if (answer === null) return badInput('No credential was given. Nothing was changed.');
      values[id] = keepSecret(answer);
    }
  } else {
    const lines = await readInputLines(fields.length);
    fields.forEach(({ id }, index) => {
      values[id] = keepSecret(lines[index] ?? '');
    });
  }
  const missing = fields.find(({ id }) => !values[id]);
  return missing
    ? badInput(
        `The ${missing.label} of ${provider.name} is empty. Send it to standard input, or name an environment variable with --from-env NAME.`,
      )
    : ok(values);
}

/** Field id → name of the variable, in the order of the provider's fields. Each must be set now. */
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
  if (names.length !== fields.length)
    return badInput(
      `${provider.name} needs ${fields.length} variables (${fields.map(({ label }) => label).join(', ')}): give --from-env once for each.`,
    );
  const unset = names.find((name) => !environment[name]?.trim());
  if (unset !== undefined)
    return badInput(
      `The environment variable ${/^[A-Z0-9_]+$/.test(unset) ? unset : 'after --from-env'} is not set.`,
    );
  return ok(Object.fromEntries(fields.map(({ id }, index) => [id, names[index] ?? ''])));
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
