import type { WritingContext } from '../../../../shared/format.ts';
import { formatQuantity } from '../../../../shared/format.ts';
import { expectedWords, pointTime, tablePoints } from './chart.ts';
import styles from './HistoryTable.module.css';
import type { Drawable } from './useHistory.ts';

const tableRows = 30;
const forecastRows = 10;

/** The forecast, then the history, as evenly spaced rows. */
export function HistoryTable({ loaded, context }: { loaded: Drawable; context: WritingContext }) {
  const { points, range, unit, now, end } = loaded;
  const rows = tablePoints(points, tableRows);
  const ahead = loaded.rows.flatMap(({ t, expected }) =>
    expected !== null && t > now && t <= end ? [{ t, expected }] : [],
  );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region takes the focus */}
      <section className={styles.frame} aria-label="History as a table" tabIndex={0}>
        <table className={styles.table}>
          <caption className="visually-hidden">
            Remaining over {range.words}
            {ahead.length > 0 && ', and the forecast'}
          </caption>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Remaining</th>
            </tr>
          </thead>
          {ahead.length > 0 && (
            <tbody>
              {tablePoints(ahead, forecastRows).map(({ t, expected }) => (
                <tr key={t}>
                  <td>{pointTime(t, range.value)}, expected</td>
                  <td>{expectedWords(expected, unit, context)}</td>
                </tr>
              ))}
            </tbody>
          )}
          <tbody>
            {rows.map((point) => (
              <tr key={point.t}>
                <td>{pointTime(point.t, range.value)}</td>
                <td>{formatQuantity(point.remaining, unit, context)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length < points.length && (
        <p className={styles.quiet}>
          {rows.length} of {points.length} points, evenly spaced.
        </p>
      )}
    </>
  );
}
