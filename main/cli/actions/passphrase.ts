import { type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { newPassphraseSchema } from '../../../shared/passphrase.ts';
import { type Session, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { openVault } from '../input/credential.ts';
import { type PassphraseOptions, passphraseFrom } from '../input/passphrase.ts';
import { keepSecret } from '../input/secrets.ts';
import { agreed, ask, declined, print, printError, readInputLines, stdinIsTerminal } from '../terminal.ts';
import { plain } from '../text/table.ts';

/** Changes the passphrase of the credentials, starts again without it, or keeps it in the keyring. */
export async function passphrase(options: PassphraseOptions): Promise<Outcome> {
  if (options.yes && !options.reset) return badInput('--yes goes with --reset.');
  return withEngine((session) => {
    if (options.reset) return reset(session, options);
    return options.keyring === undefined ? change(session) : keepInKeyring(session, options.keyring);
  });
}

async function change({ engine, environment, settings }: Session): Promise<Outcome> {
  if (engine.state().vault.state === 'unset')
    return no(
      'No keys are stored yet. You choose a passphrase with the first one: `fuelgauge add` asks for it.',
    );
  const current = settings.get().passphrase.isRandom
    ? await fromKeyring({ engine })
    : await currentPassphrase(environment);
  if (!current.ok) return current;
  if (current.value !== undefined) {
    // Asked now, so that you need not type the new one twice before you learn that the old one is wrong.
    const opened = await engine.unlock({ passphrase: current.value });
    if (!opened.ok) return opened.error.kind === 'wrong-passphrase' ? no(opened.error.message) : opened;
  }
  const next = await newPassphrase('New passphrase:');
  if (!next.ok) return next;
  const changed = await engine.changePassphrase({ current: current.value, next: next.value });
  if (!changed.ok) return changed;
  print('The passphrase is changed. The file with your credentials and its backup are encrypted anew.');
  return { ok: true, value: exitCodes.done };
}

/** The one that only the keyring knows need not be given: the vault is open with it. */
async function fromKeyring({ engine }: Pick<Session, 'engine'>): Promise<Result<undefined, CommandError>> {
  const opened = await engine.unlockFromKeyring();
  return opened.ok ? ok(undefined) : opened;
}

async function currentPassphrase(environment: Session['environment']): Promise<Result<string, CommandError>> {
  const given = passphraseFrom(environment);
  if (!given.ok) return given;
  const current = given.value ?? (await ask('Current passphrase:', { silent: true }));
  if (current === null)
    return badInput(
      'Set FUELGAUGE_PASSPHRASE or FUELGAUGE_PASSPHRASE_FILE to the current passphrase, and send the new one to standard input.',
    );
  return current === '' ? badInput('The passphrase is empty. Nothing was changed.') : ok(keepSecret(current));
}

/** Asked for twice on a terminal; else a line on standard input. */
async function newPassphrase(prompt: string): Promise<Result<string, CommandError>> {
  const isAsked = stdinIsTerminal();
  const [line = ''] = isAsked ? [] : await readInputLines(1);
  const first = isAsked ? await ask(prompt, { silent: true }) : line;
  if (first === null || first === '') return badInput('No new passphrase was given. Nothing was changed.');
  keepSecret(first);
  const checked = newPassphraseSchema.safeParse(first);
  if (!checked.success)
    return badInput(`${checked.error.issues.map(({ message }) => message).join(' ')} Nothing was changed.`);
  if (isAsked && (await ask('Repeat passphrase:', { silent: true })) !== first)
    return badInput('The passphrases do not match. Nothing was changed.');
  return ok(first);
}

async function reset({ engine }: Session, { yes = false }: PassphraseOptions): Promise<Outcome> {
  if (!yes && !stdinIsTerminal())
    return badInput(
      'Nothing was changed. Add --yes to start again with empty credentials, and send the new passphrase to standard input.',
    );
  const question =
    'Start again with empty credentials? Accounts and history stay; each account needs its key again. [y/N]';
  if (!yes && !(await agreed(question))) return declined('Nothing was changed.');
  const next = await newPassphrase('Choose a passphrase:');
  if (!next.ok) return next;
  const done = await engine.resetPassphrase({ passphrase: next.value });
  if (!done.ok) return done;
  const { setAside } = done.value;
  const { vault, accounts } = engine.state();
  print(
    setAside === null
      ? 'You have a new, empty vault.'
      : `You have a new, empty vault. The old file is now ${setAside}; delete it once you are sure.`,
  );
  const missing = accounts.filter(({ id }) => vault.missing?.includes(id));
  if (missing.length > 0)
    print(
      [
        '',
        'These accounts need their key again:',
        ...missing.map(
          ({ id, provider, label }) => `  fuelgauge credential ${id}    # ${plain(`${provider} “${label}”`)}`,
        ),
      ].join('\n'),
    );
  return { ok: true, value: exitCodes.done };
}

async function keepInKeyring({ engine, environment }: Session, on: boolean): Promise<Outcome> {
  const isNew = engine.state().vault.state === 'unset';
  if (on && !isNew) {
    const opened = await openVault(engine, environment);
    if (!opened.ok) return opened;
  }
  const kept = await engine.keepInKeyring({ on });
  // What the keyring refused is no wrong usage.
  if (!kept.ok) return kept.error.kind === 'not-supported' ? no(kept.error.message) : kept;
  print(
    on
      ? `The passphrase is in this system’s keyring${isNew ? ', made at random' : ''}. Fuelgauge reads it from there, and asks you if it cannot.`
      : 'The keyring no longer has the passphrase. Fuelgauge asks you for it again.',
  );
  return { ok: true, value: exitCodes.done };
}

/** The answer is no, and why. */
function no(sentence: string): Outcome {
  printError(sentence);
  return { ok: true, value: exitCodes.no };
}
