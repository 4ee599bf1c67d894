import { useEffect, useState } from 'react';
import { formatQuantity, type WritingContext } from '../../../../shared/format.ts';
import type { AccountState, PoolState } from '../../../../shared/model/index.ts';
import { burnSentence, historyWords } from '../../../../shared/outlook/index.ts';
import { hourMs } from '../../../../shared/time/index.ts';
import { api } from '../../../state/index.ts';
import { Quiet } from '../Quiet.tsx';
import { Section } from '../Section.tsx';
import { capital } from '../words.ts';
import styles from './Burn.module.css';
import { lastWeekBurn, ratioWords, weekMs, weekRatio } from './burn.ts';

// One for each hour of two weeks.
const points = 336;

/** The last week's burn relative to the week before, from the history; null until it is known. Queried once an hour. */
function useWeekRatio(account: string, pool: string, readAt: number | null): number | null {
  const [ratio, setRatio] = useState<number | null>(null);
  const to = readAt === null ? null : Math.ceil(readAt / hourMs) * hourMs;
  useEffect(() => {
    if (to === null) return;
    let wanted = true;
    api.history.query({ account, pool, from: to - 2 * weekMs, to, points }).then(
      (result) => wanted && setRatio(result.ok ? weekRatio(result.value, to) : null),
      // Without the comparison, the burn still shows.
      () => wanted && setRatio(null),
    );
    return () => {
      wanted = false;
    };
  }, [account, pool, to]);
  return ratio;
}

/** How fast a pool is spent, and how much history that is based on. Nothing without a forecast. */
export function Burn({
  account,
  pool,
  context,
}: {
  account: AccountState;
  pool: PoolState;
  context: WritingContext;
}) {
  const { forecast } = pool;
  const expected = burnSentence(pool, context);
  // Until there is a forecast, there is no whole week either.
  const week = expected === null ? null : lastWeekBurn(pool);
  const readAt = week === null ? null : account.health.readAt;
  const before = ratioWords(useWeekRatio(account.id, pool.id, readAt), context.locale);
  if (forecast === null) return null;
  const { hours, gaps } = forecast.basis;
  const over = gaps === 0 ? '' : gaps === 1 ? ' with a gap' : ` with ${gaps} gaps`;
  const basis = `from ${historyWords(hours)} of history${over}`;
  return (
    <Section title="Burn">
      {week === null ? (
        <p className={styles.burn}>{capital(expected ?? 'unknown so far')}</p>
      ) : (
        <p className={styles.burn}>
          {week > 0 ? `${formatQuantity(week, pool.unit, context)} a day` : 'None'}{' '}
          <span className={styles.of}>
            this week
            {week > 0 && before !== null && `, ${before}`}
          </span>
        </p>
      )}
      <Quiet>{basisWords()}</Quiet>
    </Section>
  );

  function basisWords(): string {
    if (expected === null) return 'The first forecast needs a few hours of readings.';
    if (week === null || expected === 'no burn lately') return `Expected over the coming week, ${basis}.`;
    return `${capital(expected)} expected over the coming week, ${basis}.`;
  }
}
