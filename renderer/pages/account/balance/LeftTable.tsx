import type { ReactNode } from 'react';
import { Section } from '../Section.tsx';
import styles from './LeftTable.module.css';

/** One balance or grant. A column appears only if a row has something for it. */
export interface LeftRow {
  id: string;
  name: ReactNode;
  left: ReactNode;
  ends: string;
  /** Undefined: no forecast. */
  lapses?: ReactNode;
  /** Where it comes from, if not from the provider. */
  source?: string | null;
  action?: ReactNode;
}

/** What is left of several balances or grants, when each ends, and what will expire unused. */
export function LeftTable({
  title,
  first,
  rows,
  children,
}: {
  title: string;
  /** The heading of the column of names. */
  first: string;
  rows: readonly LeftRow[];
  /** Below the table. */
  children?: ReactNode;
}) {
  const has = (tells: (row: LeftRow) => unknown) => rows.some((row) => tells(row) != null);
  const lapses = has((row) => row.lapses);
  const actions = has((row) => row.action);
  return (
    <Section title={title}>
      <table className={styles.grants} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            <th scope="col" className={styles.number}>
              Left
            </th>
            <th scope="col">Ends</th>
            {lapses && (
              <th scope="col" className={styles.number}>
                Expires unused
              </th>
            )}
            {actions && (
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {row.name}
                {row.source != null && <span className={styles.source}>{row.source}</span>}
              </th>
              <td className={styles.number} data-head="Left">
                {row.left}
              </td>
              <td className={styles.ends} data-head="Ends">
                {row.ends}
              </td>
              {lapses && (
                <td className={styles.number} data-head="Expires unused">
                  {row.lapses}
                </td>
              )}
              {actions && <td className={styles.remove}>{row.action}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </Section>
  );
}
