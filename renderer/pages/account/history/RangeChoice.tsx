import { useId } from 'react';
import { type Range, ranges } from './chart.ts';
import styles from './RangeChoice.module.css';

/** How far back the history goes. */
export function RangeChoice({ value, onChange }: { value: Range; onChange(range: Range): void }) {
  const name = useId();
  return (
    <fieldset className={styles.ranges}>
      <legend className="visually-hidden">Time range</legend>
      {ranges.map((range) => (
        <label key={range.value} className={styles.range}>
          <input
            type="radio"
            name={name}
            value={range.value}
            checked={range.value === value.value}
            onChange={() => onChange(range)}
          />
          <span>{range.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
