import { noHistoryWords } from '../../../shared/caps.ts';
import { type Session, withAccount, withEngine } from '../compose.ts';
import { exitCodes, type Outcome } from '../exit.ts';
import { type HistoryOptions, readHistoryOptions } from '../input/history.ts';
import { mayWrite, writeFile } from '../output-file.ts';
import { print, printError } from '../terminal.ts';
import { plain } from '../text/table.ts';

/** Every balance on record, of one account or of all, as CSV or JSON. */
export async function printHistory(reference: string | undefined, options: HistoryOptions): Promise<Outcome> {
  const input = readHistoryOptions(reference, options);
  if (!input.ok) return input;
  const { output } = options;
  if (output !== undefined) {
    const may = await mayWrite(output, { advice: 'Name another one.' });
    if (!may.ok) return may;
    if (!may.value) return { ok: true, value: exitCodes.no };
  }
  const tell = async ({ engine }: Session, why: (count: number) => string | null): Promise<Outcome> => {
    const made = await engine.exportHistory(input.value);
    if (!made.ok) return made;
    // On standard error: what reads the CSV needs nothing but the CSV.
    const words = why(made.value.count);
    if (words !== null) printError(words);
    if (output === undefined) print(made.value.text);
    else {
      const written = writeFile(output, `${made.value.text}\n`);
      if (!written.ok) return written;
      printError(`Saved ${plain(output)}.`);
    }
    return { ok: true, value: exitCodes.done };
  };
  if (reference === undefined) return withEngine((session) => tell(session, () => null));
  return withAccount(reference, (session) =>
    tell(session, (count) => {
      const state = session.engine.state().accounts.find(({ id }) => id === session.account.id);
      const isRead = state !== undefined && state.health.readAt !== null;
      return count === 0 && isRead && options.from === undefined && options.to === undefined
        ? noHistoryWords(state, session.provider)
        : null;
    }),
  );
}
