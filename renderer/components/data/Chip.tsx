import type { ReactNode } from 'react';
import styles from './Chip.module.css';

export type Tone = 'ok' | 'watch' | 'critical' | 'lapse' | 'neutral';

/** A short fact that needs attention. Its words say what its colour shows. */
export function Chip({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={[styles.chip, styles[tone]].join(' ')}>{children}</span>;
}
