import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';

/** One part of the alert settings. */
export function Section({
  title,
  detail,
  action,
  children,
}: {
  title: string;
  detail?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  const heading = useId();
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <header className={styles.head}>
        <div className={styles.headWords}>
          <h2 id={heading} className={styles.title}>
            {title}
          </h2>
          {detail && <p className={styles.detail}>{detail}</p>}
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}
