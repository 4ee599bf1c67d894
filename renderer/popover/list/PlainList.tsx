import type { ReactNode, RefObject } from 'react';
import styles from './PlainList.module.css';

export interface ListProps {
  ids: readonly string[];
  list: RefObject<HTMLUListElement | null>;
  row: (id: string, at: number) => ReactNode;
}

export const listLabel = 'Accounts, most urgent first';

/** Renders all rows. */
export function PlainList({ ids, list, row }: ListProps) {
  return (
    <ul ref={list} className={styles.list} aria-label={listLabel}>
      {ids.map((id, at) => (
        <li key={id} className={styles.item}>
          {row(id, at)}
        </li>
      ))}
    </ul>
  );
}
