import type { GivenCredential } from '../../../shared/api/accounts.ts';
import type { CommandResult } from '../../../shared/api/contract.ts';
import { type CommandError, ok, type ProviderInfo, type Result } from '../../../shared/model/index.ts';
import { type Environment, fromEnvironment, openQuestion } from '../../engine/vault/credentials.ts';
import { badInput } from '../exit.ts';
import { agreed, declined, stdinIsTerminal } from '../terminal.ts';
import { plain } from '../text/table.ts';

/** Asks for your consent on the terminal, unless `yes` gives it. `nothing` says what is left undone without it. */
export async function consentTo(
  question: string,
  nothing: string,
  yes = false,
): Promise<Result<boolean, CommandError>> {
  if (yes) return ok(true);
  if (!stdinIsTerminal()) return badInput(`${plain(question)} ${nothing} If that is right, add --yes.`);
  if (await agreed(`${plain(question)} Go on? [y/N]`)) return ok(true);
  declined(nothing);
  return ok(false);
}

/** The credential with your consent to what its address needs. `agreed`: hosts that you agreed to before. Null: you said no. */
export async function withConsentToAddress(
  provider: ProviderInfo,
  credential: GivenCredential,
  options: { environment: Environment; yes: boolean | undefined; agreed?: readonly string[] | undefined },
  nothing: string,
): Promise<Result<GivenCredential | null, CommandError>> {
  const values =
    credential.from === 'values'
      ? ok(credential.values)
      : fromEnvironment(credential.variables, options.environment);
  const question = values.ok ? openQuestion(provider, values.value, options.agreed) : null;
  if (question === null) return ok(credential);
  const consent = await consentTo(question, nothing, options.yes);
  return consent.ok ? ok(consent.value ? { ...credential, near: true } : null) : consent;
}

/** Runs a command that may need your consent: asks for it on the terminal, or takes it from --yes. Null: you said no. */
export async function withConsent<Value>(
  nothing: string,
  { yes = false }: { yes?: boolean },
  command: (allowed: boolean) => Promise<CommandResult<Value>>,
): Promise<Result<Value | null, CommandError>> {
  const first = await command(yes);
  if (first.ok || first.error.kind !== 'needs-consent') return first;
  const consent = await consentTo(first.error.message, nothing);
  if (!consent.ok) return consent;
  return consent.value ? command(true) : ok(null);
}
