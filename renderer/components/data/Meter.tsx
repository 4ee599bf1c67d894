import styles from './Meter.module.css';

export interface MeterSegment {
  amount: number;
  /** `lapse`: will expire unused; hatched. */
  kind: 'plan' | 'topup' | 'lapse';
}

export interface MeterProps {
  /** The accessible name; not shown. */
  label: string;
  /** The value in words, such as "1,240 of 5,000 credits left"; not shown. */
  valueText: string;
  /** The whole, above zero. Anything beyond it is cut off. */
  max: number;
  segments: MeterSegment[];
  tone: 'ok' | 'watch' | 'critical';
}

/** A bar for an amount that has a limit. An amount without one gets no meter. */
export function Meter({ label, valueText, max, segments, tone }: MeterProps) {
  const drawn = fit(segments, max);
  const total = drawn.reduce((sum, segment) => sum + segment.amount, 0);
  // A meter element cannot hold segments, so another has its role.
  const meter = {
    role: 'meter',
    'aria-label': label,
    // In percent, because amounts may be hidden; the text has them when they are not.
    'aria-valuenow': percentOf(total, max),
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuetext': valueText,
  };
  return (
    <div {...meter} className={[styles.meter, styles[tone]].join(' ')}>
      {drawn.map((segment) => (
        <span
          key={segment.kind}
          className={[styles.segment, styles[segment.kind]].join(' ')}
          style={{ width: `${(100 * segment.amount) / max}%` }}
        />
      ))}
      {/* NVDA reads the label only if there is some text (Base UI’s meter, read in November 2026). */}
      <span role="presentation" className="visually-hidden">
        x
      </span>
    </div>
  );
}

/** Whole percent; neither none nor all unless it is. */
function percentOf(amount: number, max: number): number {
  // Binary noise must not take a whole percent away.
  const percent = Math.floor(Number(((100 * amount) / max).toFixed(6)));
  return amount > 0 ? Math.max(1, percent) : percent;
}

const order = ['plan', 'topup', 'lapse'] as const;

/** Joins segments of a kind, drops empty ones and cuts off what exceeds the whole. */
function fit(segments: MeterSegment[], max: number): MeterSegment[] {
  let room = Math.max(0, max);
  const fitted: MeterSegment[] = [];
  for (const kind of order) {
    const sum = segments.reduce((all, segment) => (segment.kind === kind ? all + segment.amount : all), 0);
    const amount = Math.min(room, Math.max(0, sum));
    if (amount > 0) fitted.push({ kind, amount });
    room -= amount;
  }
  return fitted;
}
