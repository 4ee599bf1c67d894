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

/** What is said below it; with a role where it is spoken. */
export function Detail({ role, children }: { role?: 'status'; children: ReactNode }) {
  return (
    <p className={styles.detail} role={role}>
      {children}
    </p>
  );
}

/** The room of both at the top. */
export function Heading({ children }: { children: ReactNode }) {
  return <header className={styles.head}>{children}</header>;
}
