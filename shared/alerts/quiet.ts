import { Temporal } from 'temporal-polyfill';
import type { QuietHours } from '../model/index.ts';

/** Whether quiet hours hold back all but critical alerts at `now`. `zone`: your time zone. */
export function isQuiet(quietHours: QuietHours, now: number, zone: string): boolean {
  return quietUntil(quietHours, now, zone) !== null;
}

/**
 * When the present quiet hours end; null outside them. When clocks go back, they last until the end time comes the second
 * time; when clocks skip the end time, until the change. The same time for `from` and `to` means never.
 */
export function quietUntil({ enabled, from, to }: QuietHours, now: number, zone: string): number | null {
  if (!enabled || from === to) return null;
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  for (const days of [-1, 0]) {
    const day = today.add({ days });
    const begin = momentOf(day, from, zone, 'earlier');
    const end = momentOf(to > from ? day : day.add({ days: 1 }), to, zone, 'later');
    if (begin <= now && now < end) return end;
  }
  return null;
}

/** The instant of a time of that day. A time that the clocks skip on that day counts as the moment of the change. */
export function momentOf(
  day: Temporal.PlainDate,
  time: string,
  zone: string,
  disambiguation: 'earlier' | 'later',
): number {
  const wanted = day.toPlainDateTime(Temporal.PlainTime.from(time));
  const found = wanted.toZonedDateTime(zone, { disambiguation });
  if (found.toPlainDateTime().equals(wanted)) return found.epochMilliseconds;
  const before = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return before.getTimeZoneTransition('next')?.epochMilliseconds ?? found.epochMilliseconds;
}
