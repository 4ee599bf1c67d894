import { z } from 'zod';
import { systemZone } from '../../../shared/time/index.ts';
import { timelineOf } from '../../../shared/timeline/index.ts';
import { flag, text } from './query.ts';
import { readRoute } from './route.ts';

/** The only address that takes its token in the URL, because calendar programs cannot send headers. */
export const calendar = readRoute(
  {
    path: '/calendar.ics',
    summary: 'The timeline as a calendar',
    description:
      'Refills, expiries, run-outs and cap resets of the next 60 days, for the subscription of a calendar program. Its token opens nothing else. `fuelgauge token --calendar` prints the whole address.',
    query: z.object({
      token: text('The token of the calendar.'),
      reminders: flag('With reminders, a day before a run-out may come or something expires.'),
    }),
    answers: { 'text/calendar': 'text' },
    errors: {},
  },
  async (c, { reminders }, { shown, pages }) => {
    const { at, accounts, providers, preferences } = shown().state();
    const { calendarText } = await import('../../../shared/calendar.ts');
    const zone = systemZone();
    const events = timelineOf(accounts, providers, { now: at, zone, mask: preferences.maskAmounts });
    const addressOf = (account: string) => `${pages}/#/account/${encodeURIComponent(account)}`;
    return c.body(
      calendarText(events, { now: at, zone, alarms: reminders, ...(pages && { addressOf }) }),
      200,
      {
        'Content-Type': 'text/calendar; charset=utf-8',
      },
    );
  },
);
