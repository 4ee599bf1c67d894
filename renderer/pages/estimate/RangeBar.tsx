import type { ReactNode } from 'react';
import type { Cost } from '../../../shared/estimate/index.ts';
import { formatAmount, formatQuantity, type Writing } from '../../../shared/format.ts';
import styles from './RangeBar.module.css';

/** The range of the cost beside what is left. The sentences above say the same, so screen readers skip it. */
export function RangeBar({ cost, left, context }: { cost: Cost; left: number | null; context: Writing }) {
  const { least, likely, most, unit } = cost;
  const end = most ?? least;
  const covered = left ?? end;
  const whole = Math.max(end, covered);
  if (whole <= 0) return null;
  const share = (amount: number) => `${(100 * Math.min(amount, whole)) / whole}%`;
  // The certain and the possible cost, each within what is left and beyond it.
  const parts: { kind: string; from: number; to: number }[] = [
    { kind: 'certain', from: 0, to: Math.min(least, covered) },
    { kind: 'certainOver', from: Math.min(least, covered), to: least },
    { kind: 'possible', from: least, to: Math.min(end, Math.max(least, covered)) },
    { kind: 'possibleOver', from: Math.max(least, covered), to: end },
  ];
  const up: Writing = { ...context, round: 'up' };
  const range = most !== null && most > least;
  return (
    <div className={styles.figure} aria-hidden="true">
      <div className={styles.track}>
        <div className={styles.parts}>
          {parts
            .filter(({ from, to }) => to > from)
            .map(({ kind, from, to }) => (
              <span
                key={kind}
                className={styles[kind]}
                style={{ left: share(from), width: share(to - from) }}
              />
            ))}
        </div>
        {likely !== null && range && <span className={styles.likely} style={{ left: share(likely) }} />}
        {left !== null && <span className={styles.left} style={{ left: share(left) }} />}
      </div>
      <ul className={styles.words}>
        <Key mark={styles.costKey}>
          {range
            ? `${formatAmount(least, unit, up)} to ${formatAmount(end, unit, up)}`
            : `${formatAmount(least, unit, up)}${most === null ? ' and more' : ''}`}
        </Key>
        {likely !== null && range && (
          <Key mark={styles.likelyKey}>likely {formatAmount(likely, unit, up)}</Key>
        )}
        {left !== null && least > left && (
          <Key mark={styles.missingKey}>{formatAmount(least - left, unit, up)} short</Key>
        )}
        {left !== null && <Key mark={styles.leftKey}>{formatQuantity(left, unit, context)} left</Key>}
      </ul>
    </div>
  );
}

function Key({ mark, children }: { mark: string | undefined; children: ReactNode }) {
  return (
    <li>
      <span className={mark} />
      {children}
    </li>
  );
}
