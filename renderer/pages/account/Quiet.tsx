import type { ReactNode } from 'react';
import styles from './Quiet.module.css';

/** A remark in small letters, in the colour of its tone where that asks for attention. */
export function Quiet({ tone, children }: { tone?: 'ok' | 'watch' | 'critical'; children: ReactNode }) {
  const urgent = tone === 'watch' || tone === 'critical';
  return <p className={urgent ? [styles.quiet, styles[tone]].join(' ') : styles.quiet}>{children}</p>;
}
