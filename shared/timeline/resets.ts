import { capName, isReached } from '../caps.ts';
import type { WritingContext } from '../format.ts';
import type { CapState } from '../model/index.ts';
import { watchable } from '../standing/index.ts';
import {
  aboutTime,
  dayMs,
  dayName,
  dayNumber,
  firstNumber,
  laterIn,
  recurrenceOfCap,
  windowMs,
  zonedTime,
} from '../time/index.ts';
import type { AccountEvent } from './event.ts';

/** The resets of a cap. Windows of an hour or less, and concurrency, do not belong on a timeline of days. */
export function resets(cap: CapState, context: WritingContext, end: number): AccountEvent[] {
  const { window, resetsAt, forecast } = cap;
  const isShort = window === 'minute' || window === 'hour' || (windowMs(cap) ?? dayMs) < dayMs;
  if (isShort || window === 'concurrent' || resetsAt === null) return [];
  const zone = cap.zone ?? context.zone;
  const name = capName(cap);
  const recurs = recurrenceOfCap(window);
  const likely = forecast?.reachedAt.likely ?? null;
  return resetTimes(window, resetsAt, zone, context.now, end).map((at, index) => {
    const isComing = likely !== null && likely < at && (forecast?.probability ?? 0) >= watchable;
    const detail = isReached(cap, context.now)
      ? 'It has been hit.'
      : isComing
        ? `Probably hit ${dayName(likely, context)}, around ${aboutTime(likely, context)}.`
        : null;
    return {
      id: `${cap.id}/reset${recurs === null ? '' : `/${(cap.number ?? firstNumber(resetsAt, recurs)) + index}`}`,
      kind: 'cap-reset',
      at,
      day: dayNumber(at, context.zone),
      range: null,
      daily: window === 'day',
      title: `${name.charAt(0).toUpperCase()}${name.slice(1)} resets`,
      detail: index === 0 ? detail : null,
      time: zonedTime(at, zone, context),
      tone: index === 0 && isReached(cap, context.now) ? 'watch' : 'ok',
    };
  });
}

function resetTimes(
  window: 'day' | 'week' | 'month' | 'span' | 'spending',
  resetsAt: number,
  zone: string,
  from: number,
  to: number,
): number[] {
  if (resetsAt <= from || resetsAt > to) return [];
  if (window === 'day' || window === 'span' || window === 'spending') return [resetsAt];
  const found: number[] = [];
  for (let count = 0, at = resetsAt; at <= to; ) {
    found.push(at);
    count += 1;
    at = laterIn(resetsAt, zone, window === 'week' ? { weeks: count } : { months: count });
  }
  return found;
}
