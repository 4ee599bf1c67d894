import type { UseList, UseListEntry } from '../../../shared/api/uses.ts';
import { beyondPlan } from '../../../shared/beyond-plan.ts';
import { formatAmount, formatInstant, formatQuantity } from '../../../shared/format.ts';
import { isoInstant } from '../../../shared/iso-instant.ts';
import type { LogJson } from '../../../shared/json/history.ts';
import type { Account, ProviderInfo, Unit } from '../../../shared/model/index.ts';
import { type Session, withAccount } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import type { LogOptions } from '../input/log.ts';
import { optional, parseAmount, parseDay, parseInstant } from '../input/values.ts';
import { agreed, declined, print, printJson, stdinIsTerminal } from '../terminal.ts';
import { balanceLine } from '../text/accounts-table.ts';
import { layout, plain } from '../text/table.ts';

type AccountSession = Session & { account: Account; provider: ProviderInfo };
const done: Outcome = { ok: true, value: exitCodes.done };

/** Logs use, lists what is logged, takes an entry back, or corrects the sum of a day. */
export async function logUse(
  reference: string,
  written: string | undefined,
  options: LogOptions,
): Promise<Outcome> {
  const ways = [options.list, options.undo, options.correct].filter((way) => way !== undefined);
  if (ways.length > 1) return badInput('Use one of --list, --undo and --correct at a time.');
  if (options.json && !options.list) return badInput('--json goes with --list.');
  if (options.list || options.undo !== undefined) {
    if (written !== undefined)
      return badInput(
        `${options.list ? '--list' : '--undo'} takes no amount. Leave out ‘${plain(written)}’.`,
      );
    return withAccount(reference, (session) =>
      options.list ? list(session, options.json === true) : undo(session, options.undo),
    );
  }
  if (written === undefined) return badInput('How much was used? Write fuelgauge log ACCOUNT AMOUNT.');
  if (written.trim().startsWith('-'))
    return badInput(
      'The amount must be 0 or more. To take use back: --undo for an entry, or AMOUNT --correct DAY for the sum of a day.',
    );
  const amount = parseAmount(written);
  if (!amount.ok) return amount;
  if (options.correct !== undefined) {
    const day = parseDay(options.correct);
    if (!day.ok) return day;
    return withAccount(reference, (session) => correct(session, day.value, amount.value));
  }
  const at = optional(options.at, parseInstant);
  if (!at.ok) return at;
  return withAccount(reference, (session) => log(session, amount.value, at.value, options));
}

async function log(
  { engine, account, provider }: AccountSession,
  amount: number,
  at: number | undefined,
  { error, yes }: LogOptions,
): Promise<Outcome> {
  const pool = engine.state().accounts.find(({ id }) => id === account.id)?.pools[0];
  const doubt = yes ? null : beyondPlan(pool, amount);
  if (doubt !== null) {
    if (!stdinIsTerminal()) return badInput(`${doubt} Nothing was logged. If it is right, add --yes.`);
    if (!(await agreed(`${doubt} Log it? [y/N]`))) return declined('Nothing was logged.');
  }
  const logged = await engine.logUsage({
    account: account.id,
    amount,
    at,
    error: error?.trim() || undefined,
  });
  if (!logged.ok) return logged;
  const written = formatQuantity(amount, provider.unit, { round: 'exact' });
  print(`Logged ${written} for ${balanceLine(logged.value, provider)}`);
  return done;
}

async function list({ engine, account, provider }: AccountSession, json: boolean): Promise<Outcome> {
  const listed = await engine.listUses({ account: account.id });
  if (!listed.ok) return listed;
  if (json) printJson(asJson(account, listed.value));
  else print(asTable(listed.value, provider.unit));
  return done;
}

function asJson({ id }: Account, { entries, more, days, earlier }: UseList): LogJson {
  return {
    schemaVersion: 1,
    account: id,
    entries: entries.map((entry) => ({
      id: entry.id,
      at: isoInstant(entry.at),
      amount: entry.amount,
      error: entry.error,
      loggedAt: entry.loggedAt === 0 ? null : isoInstant(entry.loggedAt),
    })),
    more,
    days,
    earlier,
  };
}

function asTable({ entries, more, days, earlier }: UseList, unit: Unit): string {
  if (days.length === 0 && entries.length === 0 && earlier === null) return 'No use is logged.';
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const tables: string[] = [];
  if (entries.length > 0)
    tables.push(
      layout([
        { cells: ['USED AT', 'AMOUNT', 'ERROR', 'ID'] },
        ...entries.map(({ at, amount, error, id }) => ({
          cells: [formatInstant(at, zone), formatAmount(amount, unit), plain(error ?? ''), plain(id)],
        })),
      ]),
    );
  if (more) tables.push(`Only the newest ${entries.length} entries are listed.`);
  tables.push(
    layout([
      { cells: ['DAY (UTC)', 'USED', 'ENTRIES'] },
      ...days.map(({ day, amount, entries: count }) => ({
        cells: [day, formatQuantity(amount, unit), String(count)],
      })),
      ...(earlier === null
        ? []
        : [
            {
              cells: [
                `up to ${earlier.until}`,
                formatQuantity(earlier.amount, unit),
                String(earlier.entries),
              ],
            },
          ]),
    ]),
  );
  return tables.join('\n\n');
}

async function undo(session: AccountSession, id: LogOptions['undo']): Promise<Outcome> {
  const { engine, account, provider } = session;
  const removed = await engine.removeUse({ account: account.id, ...(typeof id === 'string' && { id }) });
  if (!removed.ok) return removed;
  const entry = removed.value;
  print(
    `Took back ${formatQuantity(entry.amount, provider.unit)} of ${isoInstant(entry.at)}.${balance(session)}`,
  );
  if (entry.amount >= 0) print(`To log it again: ${again(account, entry)}`);
  return done;
}

function again({ id }: Account, { amount, at, error }: UseListEntry): string {
  const code = error === null ? '' : ` --error ${/^[\w.-]+$/.test(error) ? error : `'${plain(error)}'`}`;
  return `fuelgauge log ${id} ${amount} --at ${isoInstant(at)}${code}`;
}

async function correct(session: AccountSession, day: string, amount: number): Promise<Outcome> {
  const { engine, account, provider } = session;
  const corrected = await engine.correctDay({ account: account.id, day, amount });
  if (!corrected.ok) return corrected;
  const { before, id } = corrected.value;
  if (id === null) print(`${day} is at ${formatQuantity(amount, provider.unit)} already.`);
  else {
    print(
      `${day}: ${formatQuantity(amount, provider.unit)}, was ${formatAmount(before, provider.unit)}.${balance(session)}`,
    );
    print(`To take that back: fuelgauge log ${account.id} --undo ${id}`);
  }
  return done;
}

function balance({ engine, account, provider }: AccountSession): string {
  const state = engine.state().accounts.find(({ id }) => id === account.id);
  return state ? ` ${balanceLine(state, provider)}` : '';
}
