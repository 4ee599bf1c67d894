import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
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

/** The first and last day of a span of your own. */
export function Days({ span, today, onChange }: { span: Span; today: string; onChange(span: Span): void }) {
  return (
    <span className={styles.days}>
      <Day
        label="First day"
        value={span.from}
        min={earliest}
        max={span.to}
        onChange={(from) => onChange({ ...span, from })}
      />
      –
      <Day
        label="Last day"
        value={span.to}
        min={span.from}
        max={span.to > today ? span.to : today}
        onChange={(to) => onChange({ ...span, to })}
      />
    </span>
  );
}

/** While you type `2026`, a browser tells the year 2, then 20 and 202. */
const earliest = '2000-01-01';

/** A day, taken as soon as it is one that can be meant; what you type stays until you leave. */
function Day({
  label,
  value,
  min,
  max,
  onChange,
}: {
  label: string;
  value: string;
  min: string;
  max: string;
  onChange(day: string): void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <TextInput
      type="date"
      aria-label={label}
      min={min}
      max={max}
      value={draft ?? value}
      onChange={({ currentTarget: { value: typed } }) => {
        setDraft(typed);
        if (typed >= min && typed <= max) onChange(typed);
      }}
      onBlur={() => setDraft(null)}
    />
  );
}
