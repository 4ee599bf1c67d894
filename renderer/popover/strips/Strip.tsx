import type { ReactNode } from 'react';
import styles from './Strips.module.css';

/** A line between the head and the rows. */
export function Strip({
  tone,
  icon,
  action,
  children,
}: {
  tone: 'watch' | 'quiet';
  icon: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={[styles.strip, styles[tone]].join(' ')} role="status">
      {icon}
      <p className={styles.text}>{children}</p>
      {action}
    </div>
  );
}
