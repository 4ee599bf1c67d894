import { summarize } from '../../shared/summary/index.ts';
import { useWritingContext } from '../state/now.ts';
import { useAccounts, useProviders } from '../state/store.ts';
import styles from './Popover.module.css';

/** How things stand, in one sentence, and what else there is to know. */
export function Head() {
  const { title, detail } = summarize(useAccounts(), useProviders(), useWritingContext());
  return (
    <header className={styles.head}>
      <h1 className={styles.title} title={title}>
        {title}
      </h1>
      {detail !== null && <p className={styles.detail}>{detail}</p>}
    </header>
  );
}
