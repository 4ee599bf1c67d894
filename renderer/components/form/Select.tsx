import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import styles from './Field.module.css';

export interface SelectProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: { value: string; label: string }[];
  hint?: ReactNode;
}

/** One choice of several. A native select, because it works with every keyboard, screen reader and touch screen. */
export function Select({ label, value, onChange, options, hint }: SelectProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.select}>
        <select
          id={id}
          className={styles.control}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          aria-describedby={hint ? `${id}-hint` : undefined}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden="true" />
      </div>
      {hint && (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      )}
    </div>
  );
}
