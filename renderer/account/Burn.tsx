import { useId } from 'react';
import type { PoolState } from '../../shared/model/index.ts';
import { burnSentence, historyWords } from '../../shared/outlook.ts';
import styles from './AccountPage.module.css';
import { capital } from './words.ts';

/** How fast a pool is spent, and what that rests on; nothing where there is no forecast at all. */
export function Burn({ pool }: { pool: PoolState }) {
  const heading = useId();
  const { forecast } = pool;
  if (forecast === null) return null;
  const burn = burnSentence(pool);
  const { hours, gaps } = forecast.basis;
  const over = gaps === 0 ? '' : gaps === 1 ? ' with a gap' : ` with ${gaps} gaps`;
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <h2 id={heading} className={styles.heading}>
        Burn
      </h2>
      <p className={styles.burn}>{capital(burn ?? 'not known yet')}</p>
      <p className={styles.quiet}>
        {burn === null
          ? 'The first forecast needs some hours of readings.'
          : `Expected for the coming week, from ${historyWords(hours)} of history${over}.`}
      </p>
    </section>
  );
}
