import type { ReactNode } from 'react';
import styles from './Quiet.module.css';

/** A small remark, in the colour of its tone if that needs attention. */
export function Quiet({ tone, children }: { tone?: 'ok' | 'watch' | 'critical'; children: ReactNode }) {
  const urgent = tone === 'watch' || tone === 'critical';
  return <p className={urgent ? [styles.quiet, styles[tone]].join(' ') : styles.quiet}>{children}</p>;
}
