import type { Ref } from 'react';
import styles from './Filter.module.css';

/** Filters the rows as you type. */
export function Filter({
  ref,
  wanted,
  onChange,
  onLeave,
}: {
  ref: Ref<HTMLInputElement>;
  wanted: string;
  onChange: (wanted: string) => void;
  onLeave: () => void;
}) {
  return (
    <div className={styles.filter}>
      <input
        ref={ref}
        type="search"
        className={styles.input}
        aria-label="Filter the accounts"
        placeholder="Type to filter by provider or label"
        autoComplete="off"
        spellCheck={false}
        value={wanted}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onLeave}
      />
    </div>
  );
}
