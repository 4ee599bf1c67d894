import { type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { readSecretFile } from './secret-file.ts';
import { keepSecret } from './secrets.ts';

export interface PassphraseOptions {
  reset?: boolean;
  yes?: boolean;
  /** True with --keyring, false with --no-keyring. */
  keyring?: boolean;
}

/**
 * The passphrase from FUELGAUGE_PASSPHRASE or, without it, from the file that FUELGAUGE_PASSPHRASE_FILE names. Null:
 * neither is set.
 */
export function passphraseFrom(
  environment: Readonly<Record<string, string | undefined>>,
): Result<string | null, CommandError> {
  const { FUELGAUGE_PASSPHRASE: given, FUELGAUGE_PASSPHRASE_FILE: file } = environment;
  if (given) return ok(keepSecret(given));
  return file ? readSecretFile(file, 'passphrase', environment) : ok(null);
}
