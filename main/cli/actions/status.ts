import type { CommandError } from '../../../shared/model/index.ts';
import { statusJson } from '../../../shared/status-json.ts';
import { systemZone } from '../../../shared/time/index.ts';
import { withEngine } from '../compose.ts';
import { exitCodes, type Outcome } from '../exit.ts';
import { refreshAll } from '../refresh.ts';
import { paint, print, printError } from '../terminal.ts';
import { accountsTable, noAccounts } from '../text/accounts-table.ts';

/** Prints the state as a table or as JSON. Accounts that failed do not keep the others from being printed. */
export function showStatus(options: { json?: boolean; refresh?: boolean }): Promise<Outcome> {
  return withEngine(async (session) => {
    const notRefreshed = options.refresh ? await refreshAll(session) : new Map<string, CommandError>();
    const state = session.engine.state();
    const json = statusJson(state, notRefreshed);
    if (options.json) print(JSON.stringify(json, null, 2));
    else if (state.accounts.length === 0) print(noAccounts);
    else {
      const [locked] = [...notRefreshed.values()].filter(({ kind }) => kind === 'locked');
      if (locked) printError(locked.message);
      print(accountsTable(state, exceptLocked(notRefreshed), systemZone(), paint));
    }
    return { ok: true, value: json.errors.length > 0 ? exitCodes.someFailed : exitCodes.done };
  });
}

/** A locked vault is one fault, and not one of each account. */
const exceptLocked = (notRefreshed: ReadonlyMap<string, CommandError>) =>
  new Map([...notRefreshed].filter(([, { kind }]) => kind !== 'locked'));
