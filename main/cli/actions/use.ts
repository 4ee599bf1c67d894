import { answerCheck } from '../check.ts';
import { withAccount } from '../compose.ts';
import { badInput, type Outcome } from '../exit.ts';
import { parseAmount } from '../input/values.ts';
import { bringUpToDate } from '../refresh.ts';
import { print } from '../terminal.ts';
import { plain } from '../text/table.ts';

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
