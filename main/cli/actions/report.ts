import { existsSync, writeFileSync } from 'node:fs';
import { dayOf } from '../../../shared/time/index.ts';
import { withAccount } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { openVault } from '../input/credential.ts';
import { shown } from '../input/values.ts';
import { agreed, print, printError, stdinIsTerminal } from '../terminal.ts';

/** Shows one exchange with an account's provider, without anything of the account, and saves it if you want. */
export function reportAccount(
  reference: string,
  { output, yes = false }: { output?: string; yes?: boolean },
): Promise<Outcome> {
  const saves = output !== undefined && yes;
  return withAccount(reference, async ({ engine, account, provider, environment }) => {
    if (output !== undefined && existsSync(output))
      return badInput(`There is already a file ‘${shown(output)}’. Name another one.`);
    if (account.credential.kind === 'vault') {
      const opened = await openVault(engine, environment);
      if (!opened.ok) return opened;
    }
    const state = engine.state().accounts.find(({ id }) => id === account.id);
    const isRejected = state?.health.error?.kind === 'bad-credential';
    const question = `${provider.name} rejected this credential before, and may block you if it is asked again. Ask it? [y/N]`;
    const again = isRejected && (stdinIsTerminal() ? await agreed(question) : saves);
    const reported = await engine.report({ account: account.id, again });
    if (!reported.ok) return reported;
    const { text } = reported.value;
    print(text.trimEnd());

    const file = output ?? `fuelgauge-report-${provider.id}-${dayOf(Date.now())}.md`;
    if (!stdinIsTerminal() && !saves)
      return output === undefined && !yes
        ? { ok: true, value: exitCodes.done }
        : badInput('Nothing was saved. Without a terminal, a report is saved with --output FILE and --yes.');
    // The report is there all the same.
    if (!saves && !(await agreed(`Save this as ${shown(file)}? [y/N]`))) {
      printError('Nothing was saved.');
      return { ok: true, value: exitCodes.done };
    }
    try {
      writeFileSync(file, text, { flag: 'wx' });
    } catch {
      return badInput(`‘${shown(file)}’ could not be written. Name another file with --output.`);
    }
    printError(
      `Saved ${shown(file)}. Put it into the form “A provider changed its answer” among the issues of Fuelgauge’s source.`,
    );
    return { ok: true, value: exitCodes.done };
  });
}
