import { alertKinds } from '../../../../shared/alerts/kinds.ts';
import { useWritingContext } from '../../../state/index.ts';
import styles from './Counts.module.css';
import { type PreviewedAlert, previewTable } from './preview-table.ts';

/** How many alerts there were of each kind, in each week before `at`. */
export function Counts({ alerts, at }: { alerts: readonly PreviewedAlert[]; at: number }) {
  const context = useWritingContext();
  const { weeks, rows } = previewTable(alerts, at, context);
  return (
    // A wide table scrolls, so the keyboard has to reach it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region takes the focus
    <section className={styles.frame} aria-label="Alerts by kind and week" tabIndex={0}>
      <table className={styles.counts}>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            {weeks.map((week) => (
              <th key={week} scope="col" className={styles.number}>
                {week}
              </th>
            ))}
            <th scope="col" className={styles.number}>
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kind, counts, total }) => (
            <tr key={kind}>
              <th scope="row">{alertKinds[kind].name}</th>
              {counts.map((count, index) => (
                <td
                  key={weeks[index]}
                  className={[styles.number, count === 0 && styles.none].filter(Boolean).join(' ')}
                >
                  {count}
                </td>
              ))}
              <td className={[styles.number, styles.total].join(' ')}>{total}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
