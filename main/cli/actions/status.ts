import type { AppState, CommandError } from '../../../shared/model/index.ts';
import { statusJson } from '../../../shared/status-json.ts';
import { systemZone } from '../../../shared/time/index.ts';
import { dataFolder } from '../../engine/store/data-folder.ts';
import { keepShown, type Shown, statusSources } from '../../engine/store/shown-status.ts';
import { withEngine } from '../compose.ts';
import { exitCodes, type Outcome } from '../exit.ts';
import { refreshAll } from '../refresh.ts';
import { paint, print, printError } from '../terminal.ts';
import { accountsTable, noAccounts } from '../text/accounts-table.ts';

/** Prints the state as a table or as JSON. Accounts that failed do not keep the others from being printed. */
export async function showStatus(options: { json?: boolean; refresh?: boolean }): Promise<Outcome> {
  const home = dataFolder(process.env);
  const sources = options.refresh || process.stdout.isTTY ? null : statusSources(home, process.env);
  const shown: Shown[] = [];
  const outcome = await withEngine(async (session) => {
    const notRefreshed = options.refresh ? await refreshAll(session) : new Map<string, CommandError>();
    const state = session.engine.state();
    const json = statusJson(state, notRefreshed);
    const [locked] = [...notRefreshed.values()].filter(({ kind }) => kind === 'locked');
    if (locked && !options.json && state.accounts.length > 0) printError(locked.message);
    const text = options.json ? JSON.stringify(json, null, 2) : tableOf(state, notRefreshed);
    const code = json.errors.length > 0 ? exitCodes.someFailed : exitCodes.done;
    print(text);
    // Notices go to standard error, and should not be missed.
    if (state.notices.length === 0) shown.push({ code, text });
    return { ok: true, value: code };
  });
  const [kept] = shown;
  // If something changed meanwhile, nobody knows whether this has it.
  if (kept && sources !== null && sources === statusSources(home, process.env))
    keepShown(home, options.json ? 'json' : 'table', sources, kept);
  return outcome;
}

const tableOf = (state: AppState, notRefreshed: ReadonlyMap<string, CommandError>) =>
  state.accounts.length === 0
    ? noAccounts
    : accountsTable(state, exceptLocked(notRefreshed), systemZone(), paint);

/** A locked vault is one fault, and not one of each account. */
const exceptLocked = (notRefreshed: ReadonlyMap<string, CommandError>) =>
  new Map([...notRefreshed].filter(([, { kind }]) => kind !== 'locked'));
