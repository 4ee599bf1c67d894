import { formatAmount, formatDuration, formatInstant } from '../../../shared/format.ts';
import type { PoolForecast } from '../../../shared/model/index.ts';
import type { Sample } from '../input/series.ts';

/** The forecast of a series in a few lines, in the given time zone. */
export function sentences(forecast: PoolForecast, last: Sample, timeZone: string): string[] {
  const { burnPerDay, runsOutAt, basis, confidence } = forecast;
  const amount = (value: number) => formatAmount(value, { kind: 'credits' });
  const at = (instant: number | null) =>
    instant === null ? 'not within 400 days' : formatInstant(instant, timeZone);
  const left = `${amount(last.remaining)} left at ${formatInstant(last.t, timeZone)}.`;
  const basisText = `From ${formatDuration(basis.hours * 3_600_000)} of history${basis.gaps > 0 ? ` with ${basis.gaps} ${basis.gaps === 1 ? 'gap' : 'gaps'}` : ''}; confidence: ${confidence}.`;
  if (last.remaining < 0)
    return [`Overdrawn by ${amount(-last.remaining)} at ${formatInstant(last.t, timeZone)}.`];
  if (last.remaining === 0) return [`Nothing left at ${formatInstant(last.t, timeZone)}.`];
  if (burnPerDay === null)
    return [left, 'Learning: this history is too short for a forecast. It needs a few hours of samples.'];
  if (runsOutAt.early === null)
    return [left, `At ${amount(burnPerDay)} a day it lasts more than 400 days.`, basisText];
  return [
    left,
    `At ${amount(burnPerDay)} a day it runs out:`,
    `  at the earliest  ${at(runsOutAt.early)}`,
    `  likely           ${at(runsOutAt.likely)}`,
    `  at the latest    ${at(runsOutAt.late)}`,
    basisText,
  ];
}
