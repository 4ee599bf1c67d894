import { Field as Base } from '@base-ui/react/field';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { useStore } from '../../state/store.ts';
import styles from './Field.module.css';

export interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** A sentence that says what to change. */
  error?: string | null | undefined;
  /** One `TextInput`, which gets the label, hint and error. */
  children: ReactNode;
}

/** A labelled control with its hint and error. */
export function Field({ label, hint, error, children }: FieldProps) {
  return (
    <Base.Root className={styles.field} invalid={Boolean(error)}>
      <Base.Label className={styles.label}>{label}</Base.Label>
      {children}
      {hint && (
        <Base.Description className={styles.hint} render={<div />}>
          {hint}
        </Base.Description>
      )}
      {error && (
        <Base.Error className={styles.error} match={true} role="alert">
          {error}
        </Base.Error>
      )}
    </Base.Root>
  );
}

/** A one-line input. Inside a `Field` it takes its label; otherwise it needs an `aria-label`. */
export function TextInput({ className, ...rest }: ComponentPropsWithRef<'input'>) {
  return <Base.Control {...rest} className={[styles.control, className].filter(Boolean).join(' ')} />;
}

/** A multi-line input in a monospaced font. */
export function LinesInput({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  return (
    <Base.Control
      className={[styles.control, styles.lines].join(' ')}
      render={<textarea rows={4} spellCheck={false} />}
      value={value}
      onValueChange={onChange}
    />
  );
}

/** A `TextInput` for an amount, in tabular figures; hidden when amounts are. */
export function AmountInput({ className, ...rest }: ComponentPropsWithRef<'input'>) {
  const mask = useStore((store) => store.state?.preferences.maskAmounts ?? false);
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      {...rest}
      className={[styles.amount, mask && styles.masked, className].filter(Boolean).join(' ')}
    />
  );
}
