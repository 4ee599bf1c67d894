import { z } from 'zod';
import { isoInstant } from '../iso-instant.ts';
import { dayOf, noonOf } from '../time/index.ts';
import { type TimelineEvent, timelineKinds } from '../timeline/event.ts';
import { firstVersion, instant } from './common.ts';

// What `fuelgauge timeline --json` prints. Scripts read it, so keys are only ever added.

export const timelineJsonSchema = z.object({
  ...firstVersion,
  at: instant,
  /** How far it looks ahead. */
  days: z.number().int(),
  /** Soonest first. A daily event is there once, with its next time. */
  events: z.array(
    z.object({
      /** The same as in the calendar file. */
      id: z.string(),
      kind: z.enum(timelineKinds),
      account: z.string(),
      /** Such as `Crustdata, production`. */
      name: z.string(),
      /** Of a run-out, when it is likely. */
      at: instant,
      /** The day where you are; of an expiry, the last one on which it can be used. */
      day: z.iso.date(),
      /** From the early to the late run-out, up to the next refill; null for other events. */
      range: z.object({ early: instant, late: instant }).nullable(),
      daily: z.boolean(),
      title: z.string(),
      detail: z.string().nullable(),
    }),
  ),
});
export type TimelineJson = z.infer<typeof timelineJsonSchema>;

export function timelineJson(events: readonly TimelineEvent[], now: number, days: number): TimelineJson {
  return {
    schemaVersion: 1,
    at: isoInstant(now),
    days,
    events: events.map(({ id, kind, account, name, at, day, range, daily, title, detail }) => ({
      id,
      kind,
      account,
      name,
      at: isoInstant(at),
      day: dayOf(noonOf(day)),
      range: range && { early: isoInstant(range.early), late: isoInstant(range.late) },
      daily,
      title,
      detail,
    })),
  };
}
