import { Temporal } from 'temporal-polyfill';
import type { QuietHours } from '../model/index.ts';

/** Whether quiet hours hold back what is not critical at `now`, in the person's zone. */
export function isQuiet(quietHours: QuietHours, now: number, zone: string): boolean {
  return quietUntil(quietHours, now, zone) !== null;
}

/**
 * When the quiet hours that hold at `now` end; null while none hold. Where clocks are put back, they last until the end
 * comes for the second time; where clocks are put forward over the end, until then. From and to the same time: never.
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

/** A time of day that is skipped on that day stands for the change of clocks that skips it. */
function momentOf(
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
