import { ChevronDown } from 'lucide-react';
import { TextInput } from '../../components/form/Field.tsx';
import styles from './controls.module.css';
import type { Span } from './span.ts';

/** A choice in the page's head; its label is for screen readers. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange(value: Value): void;
}) {
  return (
    <div className={styles.choice}>
      <select
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden="true" />
    </div>
  );
}

/** The first and last day of a span of your own; an impossible one is not taken. */
export function Days({ span, today, onChange }: { span: Span; today: string; onChange(span: Span): void }) {
  return (
    <span className={styles.days}>
      <TextInput
        type="date"
        aria-label="First day"
        max={span.to}
        value={span.from}
        onChange={({ currentTarget: { value } }) => {
          if (value !== '' && value <= span.to) onChange({ ...span, from: value });
        }}
      />
      –
      <TextInput
        type="date"
        aria-label="Last day"
        min={span.from}
        max={today}
        value={span.to}
        onChange={({ currentTarget: { value } }) => {
          if (value !== '' && value >= span.from) onChange({ ...span, to: value });
        }}
      />
    </span>
  );
}
