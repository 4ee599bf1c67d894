import type { ReactNode } from 'react';
import styles from './Card.module.css';

/** A frame around a section's settings. */
export function Card({ children }: { children: ReactNode }) {
  return <div className={styles.card}>{children}</div>;
}

/** One setting in a card. */
export function CardRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
