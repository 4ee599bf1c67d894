import { ok } from '../../../shared/model/index.ts';
import { secondMs } from '../../../shared/time/index.ts';
import { ioReason } from '../../engine/store/files.ts';
import { dataFolder } from '../../engine/store/home.ts';
import { readRunning } from '../../server/running.ts';
import { signOutAll } from '../../server/sessions.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { openInBrowser } from '../open-from-notification.ts';
import { print, printError } from '../terminal.ts';

/** Opens the running browser mode, or says that none runs. */
export async function openPages(options: { print?: boolean; signOut?: boolean }): Promise<Outcome> {
  const home = dataFolder(process.env);
  if (options.signOut)
    try {
      signOutAll(home);
      printError('Every browser is signed out.');
    } catch (error) {
      return badInput(`No browser was signed out: ${ioReason(error)}.`);
    }
  const running = readRunning(home);
  if (running === null || !(await answers(running.origin))) {
    printError('Browser mode is not running. Start it with `fuelgauge serve`.');
    return ok(exitCodes.no);
  }
  const address = `${running.origin}/?token=${running.token}`;
  print(address);
  if (!options.print) await openInBrowser(address);
  return ok(exitCodes.done);
}

/** Whether something serves pages there. */
export const answers = (origin: string): Promise<boolean> =>
  fetch(origin, { signal: AbortSignal.timeout(3 * secondMs), redirect: 'manual' }).then(
    async (response) => {
      await response.body?.cancel();
      return response.ok;
    },
    () => false,
  );
