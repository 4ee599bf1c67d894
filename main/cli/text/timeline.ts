import type { WritingContext } from '../../../shared/format.ts';
import { dayNumber } from '../../../shared/time/index.ts';
import { dailyLines, type TimelineEvent, timelineDays } from '../../../shared/timeline/index.ts';
import { aheadWords, countWords, dayTitle } from '../../../shared/timeline/words.ts';
import type { Paint, Style } from '../terminal.ts';
import { fitting, layout, plain, type Row } from './table.ts';

const styles: Record<TimelineEvent['tone'], Style | null> = {
  critical: 'red',
  watch: 'yellow',
  lapse: 'yellow',
  ok: null,
};
const mostNames = 4;

/** The events in words, day by day; daily ones come last. */
export function timelineText(
  events: readonly TimelineEvent[],
  context: WritingContext,
  { columns, paint }: { columns: number; paint: Paint },
): string {
  const today = dayNumber(context.now, context.zone);
  const heading = (text: string): Row[] => [{ line: '' }, { line: paint('bold', text) }];
  const days = timelineDays(events).flatMap(({ day, events: own }): Row[] => [
    ...heading(`${dayTitle(day, today)} (${aheadWords(day - today)})`),
    ...own.flatMap(({ name, title, time, detail, tone }): Row[] => {
      const style = styles[tone];
      return [
        {
          cells: [`  ${plain(name)}`, plain(title), time ?? ''],
          ...(style !== null && { style: (text: string) => paint(style, text) }),
        },
        ...(detail === null ? [] : [{ line: `      ${plain(detail)}`, indent: 6 }]),
      ];
    }),
  ]);
  const daily = dailyLines(events).map(({ title, when, events: own }): Row => {
    const names = own.slice(0, mostNames).map(({ name }) => plain(name));
    const more = own.length > mostNames ? ` and ${own.length - mostNames} more` : '';
    return { cells: [`  ${names.join('; ')}${more}`, plain(title), when] };
  });
  const rows = [...days, ...(daily.length === 0 ? [] : heading('Every day')), ...daily];
  return [countWords(events), layout(rows, fitting(0, columns))].join('\n');
}

export const nothingExpected = (days: number): string =>
  `Nothing is expected in the next ${days} days. Refills, expiries and run-outs are here once a reading tells them, or you:
  fuelgauge edit ACCOUNT --plan PLAN --cycle-start DATE`;
