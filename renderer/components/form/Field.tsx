import { Field as Base } from '@base-ui/react/field';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { formatAmount, formatQuantity } from '../../../shared/format.ts';
import type { Unit } from '../../../shared/model/index.ts';
import { readAmount } from '../../../shared/read-amount.ts';
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

/** A one-line input inside a `Field`, whose label it takes. */
export function TextInput({ className, ...rest }: ComponentPropsWithRef<'input'>) {
  return <Base.Control {...rest} className={[styles.control, className].filter(Boolean).join(' ')} />;
}

export interface AmountFieldProps extends Omit<FieldProps, 'children'> {
  value: string;
  onChange(text: string): void;
  /** Null: what is counted is work, such as pages, which is never hidden. */
  unit: Unit | null;
  placeholder?: string | undefined;
}

/** A field for an amount, which says how it reads what you type if you write it in another way: `= 5,000 credits`. */
export function AmountField({ value, onChange, unit, placeholder, hint, ...field }: AmountFieldProps) {
  const mask = useStore((store) => store.state?.preferences.maskAmounts ?? false);
  const echo = mask && unit !== null ? null : echoOf(value, unit);
  return (
    <Field
      {...field}
      hint={
        echo === null ? (
          hint
        ) : (
          <>
            <output className={styles.echo}>= {echo}</output> {hint}
          </>
        )
      }
    >
      <AmountInput
        work={unit === null}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}

/** What an amount is read as; null if it is not one, or obvious. */
function echoOf(text: string, unit: Unit | null): string | null {
  const read = readAmount(text);
  if (!read.ok || text.trim() === String(read.amount)) return null;
  return unit === null
    ? formatAmount(read.amount, { kind: 'credits' }, { round: 'exact' })
    : formatQuantity(read.amount, unit, { round: 'exact' });
}

/** A multi-line input for prose. Inside a `Field` it takes its label. */
export function TextArea({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  return (
    <Base.Control
      className={[styles.control, styles.prose].join(' ')}
      render={<textarea rows={3} />}
      value={value}
      onValueChange={onChange}
    />
  );
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

/** A `TextInput` for an amount, in tabular figures; hidden when amounts are, unless it is `work`, such as a number of pages. */
export function AmountInput({
  className,
  work = false,
  ...rest
}: ComponentPropsWithRef<'input'> & { work?: boolean }) {
  const mask = useStore((store) => store.state?.preferences.maskAmounts ?? false);
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      {...rest}
      className={[styles.amount, mask && !work && styles.masked, className].filter(Boolean).join(' ')}
    />
  );
}
