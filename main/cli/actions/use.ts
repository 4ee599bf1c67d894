import { noHistoryWords } from '../../../shared/caps.ts';
import { csvLine } from '../../../shared/csv.ts';
import { isoInstant } from '../../../shared/status-json.ts';
import { answerCheck } from '../check.ts';
import { withAccount, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { parseAmount } from '../input/values.ts';
import { bringUpToDate } from '../refresh.ts';
import { print, printError } from '../terminal.ts';
import { plain } from '../text/table.ts';

export function makeToken(): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
    const made = await engine.makeUsageToken();
    if (!made.ok) return made;
    print(made.value.token);
    return { ok: true, value: exitCodes.done };
  });
}

/** Whether enough is left now. Polls the provider first if the last reading is too old. */
export async function checkAccount(reference: string, options: { need: string }): Promise<Outcome> {
  const need = parseAmount(options.need);
  if (!need.ok) return need;
  return withAccount(reference, async (session) => {
    const { account, unasked } = await bringUpToDate(session, session.account.id, Date.now());
    if (!account) return badInput(`The account “${plain(reference)}” has just been removed.`);
    const answer = answerCheck(account, session.provider, need.value, Date.now(), unasked?.message);
    print(plain(answer.sentence));
    return { ok: true, value: answer.code };
  });
}

/** Every balance on record, as CSV. */
export function printHistory(reference: string): Promise<Outcome> {
  return withAccount(reference, async ({ engine, history, account, provider }) => {
    const samples = history.allSamples(account.id);
    // On standard error: what reads the CSV needs nothing but the CSV.
    const state = engine.state().accounts.find(({ id }) => id === account.id);
    if (samples.length === 0 && state !== undefined && state.health.readAt !== null)
      printError(noHistoryWords(state, provider));
    print(
      [
        csvLine(['time', 'pool', 'remaining']),
        ...samples.map(({ t, pool, remaining }) => csvLine([isoInstant(t), pool, remaining])),
      ].join('\n'),
    );
    return { ok: true, value: exitCodes.done };
  });
}
