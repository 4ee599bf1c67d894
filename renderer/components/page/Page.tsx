import type { ReactNode } from 'react';
import { useAttention } from '../alerts/useAttention.ts';
import styles from './Page.module.css';

/** The frame of a page: its heading, a line below it, and its buttons. */
export function Page({
  title,
  heading = title,
  detail,
  actions,
  children,
}: {
  /** Also the window's title, after the number of alerts that need attention: a tab is the only tray that browsers have. */
  title: string;
  heading?: string;
  detail?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const count = useAttention();
  return (
    <>
      <title>{count === 0 ? `${title} · Fuelgauge` : `(${count}) ${title} · Fuelgauge`}</title>
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
