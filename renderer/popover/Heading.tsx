import type { ReactNode } from 'react';
import styles from './Heading.module.css';

/** The popover's first sentence. */
export function Title({ children }: { children: string }) {
  return (
    <h1 className={styles.title} title={children}>
      {children}
    </h1>
  );
}

/** The line below it; with a role if screen readers announce it. */
export function Detail({ role, children }: { role?: 'status'; children: ReactNode }) {
  return (
    <p className={styles.detail} role={role}>
      {children}
    </p>
  );
}

/** The space at the top for both. */
export function Heading({ children }: { children: ReactNode }) {
  return <header className={styles.head}>{children}</header>;
}
