import type { ReactNode } from 'react';
import styles from './Page.module.css';
import { PageTitle } from './PageTitle.tsx';

/** The frame of a page: its heading, a line below it, and its buttons. */
export function Page({
  title,
  heading = title,
  detail,
  actions,
  children,
}: {
  /** Also the window's title. */
  title: string;
  heading?: string;
  detail?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <header className={styles.header}>
        <div className={styles.words}>
          <h1 className={styles.heading} tabIndex={-1}>
            {heading}
          </h1>
          {detail && <div className={styles.detail}>{detail}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </>
  );
}
