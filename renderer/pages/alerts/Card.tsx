import type { ReactNode } from 'react';
import styles from './Card.module.css';

/** A frame around the settings of one section. */
export function Card({ children }: { children: ReactNode }) {
  return <div className={styles.card}>{children}</div>;
}

/** One setting in a card. */
export function CardRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
