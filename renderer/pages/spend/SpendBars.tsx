import { useId } from 'react';
import type { SpendReport } from '../../../shared/api/money.ts';
import type { WritingContext } from '../../../shared/format.ts';
import { formatMoneys } from '../../../shared/money/format.ts';
import { type Drawing, drawingOf } from './bars.ts';
import styles from './SpendBars.module.css';
import { barName, barsTitle, periodOf, type Span, spanName } from './span.ts';

export interface SpendBarsProps {
  report: SpendReport;
  span: Span;
  settings: Parameters<typeof drawingOf>[1];
  isNow: boolean;
  context: WritingContext;
}

/** What was spent in each of the last periods, stacked by group, with what is likely to come and what lapsed. */
export function SpendBars({ report, span, settings, isNow, context }: SpendBarsProps) {
  const heading = useId();
  const drawing = drawingOf(report, settings);
  if (drawing === null || drawing.most === 0) return null;
  const has = (part: 'ahead' | 'lapsed') => drawing.bars.some((bar) => bar[part] > 0);
  return (
    <section className={styles.frame} aria-labelledby={heading}>
      <div className={styles.head}>
        <h2 id={heading} className={styles.heading}>
          {barsTitle(span, isNow)}
        </h2>
        <ul className={styles.legend}>
          {drawing.groups.map((group, at) => (
            <li key={group.key}>
              <span className={`${styles.swatch} ${styles[`group${at}`]}`} aria-hidden="true" />
              {group.name}
            </li>
          ))}
          {has('ahead') && (
            <li>
              <span className={`${styles.swatch} ${styles.ahead}`} aria-hidden="true" />
              likely
            </li>
          )}
          {has('lapsed') && (
            <li className={styles.lapsedWord}>
              <span className={`${styles.swatch} ${styles.lapsed}`} aria-hidden="true" />
              lapsed
            </li>
          )}
        </ul>
      </div>
      <ol className={styles.bars} data-many={drawing.bars.length > 14 ? '' : undefined}>
        {report.steps.map((step, at) => (
          <li key={step.from} className={styles.bar}>
            <span className="visually-hidden">{sentenceOf(report, at, context)}</span>
            <Stack drawing={drawing} at={at} />
            <span
              className={styles.name}
              aria-hidden="true"
              data-now={isNow && at === report.steps.length - 1 ? '' : undefined}
            >
              {barName(report.step, step.from)}
            </span>
          </li>
        ))}
      </ol>
      {drawing.leftOut.length > 0 && (
        <p className={styles.note}>
          The picture is in {drawing.currency}. {list.format(drawing.leftOut)} is left out, because you have
          entered no rate for it.
        </p>
      )}
    </section>
  );
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

function Stack({ drawing, at }: { drawing: Drawing; at: number }) {
  const bar = drawing.bars[at];
  if (bar === undefined) return null;
  const tall = (amount: number) => ({ height: `${(100 * amount) / drawing.most}%` });
  return (
    <span className={styles.stack} aria-hidden="true">
      {bar.lapsed > 0 && <span className={`${styles.part} ${styles.lapsed}`} style={tall(bar.lapsed)} />}
      {bar.ahead > 0 && <span className={`${styles.part} ${styles.ahead}`} style={tall(bar.ahead)} />}
      {bar.parts
        .map((part, group) => ({ part, group }))
        .filter(({ part }) => part > 0)
        .reverse()
        .map(({ part, group }) => (
          <span key={group} className={`${styles.part} ${styles[`group${group}`]}`} style={tall(part)} />
        ))}
    </span>
  );
}

/** A bar in words: `October 2026: $183.20 spent, $3.90 lapsed. OpenRouter $91.40, ScraperAPI $45.10.` */
function sentenceOf(report: SpendReport, at: number, context: WritingContext): string {
  const step = report.steps[at];
  if (step === undefined) return '';
  const name = spanName(
    step.from === step.to ? periodOf('day', step.from) : { ...step, kind: wordKind(report) },
  );
  const lapsed = step.lapsed.length > 0 ? `, ${formatMoneys(step.lapsed, context)} lapsed` : '';
  const names = new Map(report.rows.map((row) => [row.key, row.name]));
  const parts = step.parts.map(
    ({ key, spent }) => `${names.get(key) ?? key} ${formatMoneys(spent, context)}`,
  );
  return `${name}: ${formatMoneys(step.spent, context)} spent${lapsed}. ${parts.join(', ')}`;
}

/** A step at the edge of the span may be a part of its period, so weeks are told as days. */
const wordKind = ({ step }: SpendReport) => (step === 'week' ? 'days' : step);
