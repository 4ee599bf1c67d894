import { ok } from '../../../shared/model/index.ts';
import { withAccount } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { keepSecret } from '../input/secrets.ts';
import { ask, print, stdinIsTerminal } from '../terminal.ts';

/**
 * Prints a stored credential to whoever types the passphrase, as the page does. What the environment or the keyring has is not
 * enough: programs that run as you could then read every key with one command.
 */
export async function showCredential(reference: string): Promise<Outcome> {
  if (!stdinIsTerminal())
    return badInput('A key is shown only on a terminal, to whoever types the passphrase there.');
  return withAccount(reference, async ({ engine, account, provider }) => {
    if (account.credential.kind === 'vault') {
      const passphrase = await ask('Passphrase:', { silent: true });
      if (!passphrase) return badInput('The passphrase is empty.');
      const opened = await engine.unlock({ passphrase: keepSecret(passphrase) });
      if (!opened.ok) return opened;
      const revealed = await engine.revealCredential({ account: account.id, passphrase });
      if (!revealed.ok) return revealed;
      for (const { id, label } of provider.credentialFields)
        if (revealed.value.values[id] !== undefined) print(`${label}: ${revealed.value.values[id]}`);
      return ok(exitCodes.done);
    }
    const refused = await engine.revealCredential({ account: account.id, passphrase: 'none' });
    return refused.ok ? ok(exitCodes.done) : refused;
  });
}
