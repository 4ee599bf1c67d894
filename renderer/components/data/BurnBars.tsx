import styles from './BurnBars.module.css';

const barWidth = 6;
const step = 8;
const height = 17;
/** A day without burn still gets a bar, unlike a day without readings. */
const lowest = 2;

/**
 * Burn of the last seven days, today's last and in full colour. The forecast beside it says the same in words, so screen
 * readers skip it. Draws nothing until one day is known.
 */
export function BurnBars({
  days,
  tone,
}: {
  days: readonly (number | null)[];
  tone: 'ok' | 'watch' | 'critical';
}) {
  const most = Math.max(0, ...days.map((amount) => amount ?? 0));
  if (days.every((amount) => amount === null)) return null;
  return (
    <svg
      className={[styles.bars, styles[tone]].join(' ')}
      width={days.length * step - (step - barWidth)}
      height={height}
      aria-hidden="true"
    >
      {days.map((amount, at) => {
        if (amount === null) return null;
        const tall = most > 0 ? Math.max(lowest, (height * amount) / most) : lowest;
        return (
          <rect
            // A day has no other key than its index.
            key={at}
            className={at === days.length - 1 ? styles.today : undefined}
            x={at * step}
            y={height - tall}
            width={barWidth}
            height={tall}
            rx={1}
          />
        );
      })}
    </svg>
  );
}
