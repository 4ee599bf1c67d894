import { formatQuantity } from '../../../shared/format.ts';
import { isoInstant } from '../../../shared/status-json.ts';
import { answerCheck } from '../check.ts';
import { withAccount, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { optional, parseAmount, parseInstant } from '../input/values.ts';
import { bringUpToDate } from '../refresh.ts';
import { print } from '../terminal.ts';
import { balanceLine } from '../text/accounts-table.ts';
import { csvLine } from '../text/csv.ts';
import { plain } from '../text/table.ts';

export async function logUse(
  reference: string,
  written: string,
  options: { at?: string; error?: string },
): Promise<Outcome> {
  const amount = parseAmount(written);
  if (!amount.ok) return amount;
  const at = optional(options.at, parseInstant);
  if (!at.ok) return at;
  return withAccount(reference, async ({ engine, account, provider }) => {
    const logged = await engine.logUsage({
      account: account.id,
      amount: amount.value,
      at: at.value,
      error: options.error?.trim() || undefined,
    });
    if (!logged.ok) return logged;
    print(
      `Logged ${formatQuantity(amount.value, provider.unit, { round: 'exact' })} for ${balanceLine(logged.value)}`,
    );
    return { ok: true, value: exitCodes.done };
  });
}

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
    const current = await bringUpToDate(session, session.account.id, Date.now());
    if (!current) return badInput(`The account “${plain(reference)}” has just been removed.`);
    const answer = answerCheck(current, session.provider, need.value, Date.now());
    print(plain(answer.sentence));
    return { ok: true, value: answer.code };
  });
}

/** Every balance on record, as CSV. */
export function printHistory(reference: string): Promise<Outcome> {
  return withAccount(reference, async ({ history, account }) => {
    const samples = history.allSamples(account.id);
    print(
      [
        csvLine(['time', 'pool', 'remaining']),
        ...samples.map(({ t, pool, remaining }) => csvLine([isoInstant(t), pool, remaining])),
      ].join('\n'),
    );
    return { ok: true, value: exitCodes.done };
  });
}
