import { type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { badInput } from '../exit.ts';
import { readSecretFile } from './secret-file.ts';

/** Long enough that nobody finds it by trying, and of characters that stand in an address as they are. */
const strong = /^[\w-]{32,}$/;

/**
 * The token that signs browsers in at every start, from the file that FUELGAUGE_SIGN_IN_TOKEN_FILE names. Null: it is not
 * set, and each start makes a token of its own.
 */
export function signInTokenFrom(
  environment: Readonly<Record<string, string | undefined>>,
): Result<string | null, CommandError> {
  const file = environment.FUELGAUGE_SIGN_IN_TOKEN_FILE;
  if (!file) return ok(null);
  const token = readSecretFile(file, 'sign-in token', environment);
  if (!token.ok || strong.test(token.value)) return token;
  return badInput(
    `The sign-in token in ${file} must have at least 32 letters and digits. Make one with \`openssl rand -hex 32\`.`,
  );
}
