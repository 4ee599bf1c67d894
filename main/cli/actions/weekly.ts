import type { WeeklyJson } from '../../../shared/json/rules.ts';
import { type AppState, ok } from '../../../shared/model/index.ts';
import { withEngine } from '../compose.ts';
import { exitCodes, type Outcome } from '../exit.ts';
import { readWeekly } from '../input/rules.ts';
import { print } from '../terminal.ts';
import { plain } from '../text/table.ts';
import { withChannels } from './channels.ts';

const done: Outcome = ok(exitCodes.done);

/** Tells when the weekly summary is sent. */
export function showWeekly({ json = false }: { json?: boolean }): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
    const { weeklySummary } = engine.state().alerting;
    const { weekday = null, at = null } = weeklySummary ?? {};
    const told: WeeklyJson = { schemaVersion: 1, weekday, at };
    print(json ? JSON.stringify(told, null, 2) : words(weeklySummary));
    return done;
  });
}

const words = (weekly: AppState['alerting']['weeklySummary']): string =>
  weekly === undefined
    ? 'No weekly summary is sent. To get one: fuelgauge weekly set monday 09:00'
    : `The weekly summary is sent on ${weekly.weekday.charAt(0).toUpperCase()}${weekly.weekday.slice(1)} at ${weekly.at} in your time zone.`;

export async function setWeekly(day: string, time: string): Promise<Outcome> {
  const weekly = readWeekly(day, time);
  return weekly.ok ? change(weekly.value) : weekly;
}

export const endWeekly = (): Promise<Outcome> => change(null);

function change(
  weeklySummary: { weekday: NonNullable<WeeklyJson['weekday']>; at: string } | null,
): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
    const before = engine.state().alerting.weeklySummary;
    const isSame = before?.weekday === weeklySummary?.weekday && before?.at === weeklySummary?.at;
    const set = isSame ? ok({}) : await engine.alerts.setRules({ weeklySummary });
    if (!set.ok) return set;
    print(`${isSame ? 'Already so: ' : ''}${words(engine.state().alerting.weeklySummary)}`);
    return done;
  });
}

/** Hands the summary to the channels now; the app delivers it. */
export function sendWeekly(): Promise<Outcome> {
  return withChannels(async ({ engine }) => {
    const sent = await engine.alerts.sendWeeklySummary({});
    if (!sent.ok) return sent;
    const names = sent.value.channels.map(plain).join(', ');
    print(`The summary goes to: ${names}. The app delivers it while it runs.`);
    return done;
  });
}
