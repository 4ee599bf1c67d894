import { secondMs } from '../../shared/time/index.ts';
import { unlock } from './commands/credentials.ts';
import type { EngineParts } from './parts.ts';

/** A keychain that is open answers sooner. */
const patienceMs = 3 * secondMs;
/** How long until a keychain that did not help is asked again. */
const againMs = 30 * secondMs;

const waiting = 'Fuelgauge is waiting for the system’s keychain. It may have a question for you.';

/**
 * Opens the system's vault in the background: says so while its keychain keeps us waiting, says why when it does not help, and
 * asks again until it does or `pause` is called.
 */
export async function openKeychain(parts: EngineParts): Promise<void> {
  const { session, vault, clock, changed } = parts;
  session.cancelKeychain();
  const cancel = clock.after(patienceMs, () => {
    session.keychainProblem = waiting;
    changed('all');
  });
  session.cancelKeychain = cancel;
  await unlock(parts, { passphrase: '' });
  cancel();
  if (session.polling && vault.state() === 'locked')
    session.cancelKeychain = clock.after(againMs, () => void openKeychain(parts));
}
