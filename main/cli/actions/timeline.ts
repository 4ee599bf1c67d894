import { timelineJson } from '../../../shared/json/timeline.ts';
import { type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { systemZone } from '../../../shared/time/index.ts';
import { type TimelineEvent, timelineKinds, timelineOf } from '../../../shared/timeline/index.ts';
import { findAccount } from '../../engine/store/accounts.ts';
import { dataFolder } from '../../engine/store/data-folder.ts';
import { readRunning } from '../../server/running.ts';
import { type Session, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { shown } from '../input/values.ts';
import { mayWrite, writeFile } from '../output-file.ts';
import { columns, paint, print } from '../terminal.ts';
import { noAccounts } from '../text/accounts-table.ts';
import { nothingExpected, timelineText } from '../text/timeline.ts';

export interface TimelineOptions {
  days?: string;
  kind?: string[];
  json?: boolean;
  ics?: boolean;
  reminders?: boolean;
  output?: string;
}

const longestDays = 400;

/** What is ahead: run-outs, expiries, refills and resets, in words, as JSON or as a calendar. */
export async function showTimeline(
  references: readonly string[],
  options: TimelineOptions,
): Promise<Outcome> {
  const { json = false, ics = false, reminders = false, output } = options;
  if (!ics && (reminders || output !== undefined)) return badInput('--reminders and --output go with --ics.');
  const days = Number(options.days ?? 60);
  if (!Number.isInteger(days) || days < 1 || days > longestDays)
    return badInput(`‘${shown(options.days ?? '')}’ is not a number of days. Write 1 to ${longestDays}.`);
  const unknown = options.kind?.find((kind) => !timelineKinds.some((known) => known === kind));
  if (unknown !== undefined)
    return badInput(`‘${shown(unknown)}’ is not a kind of event. The kinds: ${timelineKinds.join(', ')}.`);
  return withEngine(async ({ engine, settings }) => {
    const ids = idsOf(references, settings);
    if (!ids.ok) return ids;
    const state = engine.state();
    const context = { now: state.at, zone: systemZone() };
    const accounts = state.accounts.filter(({ id }) => ids.value?.includes(id) ?? true);
    const events = timelineOf(accounts, state.providers, context, days).filter(
      ({ kind }) => options.kind?.includes(kind) ?? true,
    );
    if (ics) return writeCalendar(events, { ...context, alarms: reminders }, output);
    const nothing = state.accounts.length === 0 ? noAccounts : nothingExpected(days);
    if (json) print(JSON.stringify(timelineJson(events, state.at, days), null, 2));
    else print(events.length === 0 ? nothing : timelineText(events, context, { columns: columns(), paint }));
    return ok(exitCodes.done);
  });
}

/** The accounts that are meant; null: all. */
function idsOf(
  references: readonly string[],
  settings: Session['settings'],
): Result<string[] | null, CommandError> {
  const ids: string[] = [];
  for (const reference of references) {
    const found = findAccount(settings.get().accounts, reference);
    if (!found.ok) return found;
    ids.push(found.value.id);
  }
  return ok(ids.length === 0 ? null : ids);
}

/** The same file as the page saves. While browser mode runs, its events lead to its pages. */
async function writeCalendar(
  events: readonly TimelineEvent[],
  options: { now: number; zone: string; alarms: boolean },
  output: string | undefined,
): Promise<Outcome> {
  const { calendarText } = await import('../../../shared/calendar.ts');
  const origin = readRunning(dataFolder(process.env))?.origin;
  const addressOf = (account: string) => `${origin}/#/account/${encodeURIComponent(account)}`;
  const text = calendarText(events, { ...options, ...(origin !== undefined && { addressOf }) });
  if (output === undefined) {
    process.stdout.write(text);
    return ok(exitCodes.done);
  }
  const may = await mayWrite(output, { advice: 'Choose another name.' });
  if (!may.ok) return may;
  if (!may.value) return ok(exitCodes.no);
  const written = writeFile(output, text);
  if (!written.ok) return written;
  print(`Saved ${events.length === 1 ? '1 event' : `${events.length} events`} as ${shown(output)}.`);
  return ok(exitCodes.done);
}
