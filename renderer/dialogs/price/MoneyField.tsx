import type { ReactNode } from 'react';
import { useId } from 'react';
import { AmountInput, Field } from '../../components/form/Field.tsx';
import { useAccounts, useStatePart } from '../../state/index.ts';
import styles from './MoneyField.module.css';
import { currenciesToOffer } from './money.ts';

export interface MoneyFieldProps {
  label: string;
  hint?: ReactNode;
  amount: string;
  currency: string;
  onAmount(text: string): void;
  onCurrency(code: string): void;
  /** A sentence that says what to change. */
  error: string | null;
}

/** A price: an amount, and the currency beside it. */
export function MoneyField(props: MoneyFieldProps) {
  const { label, hint, amount, currency, onAmount, onCurrency, error } = props;
  const list = useId();
  const used = useUsedCurrencies();
  return (
    <Field label={label} hint={hint} error={error}>
      <div className={styles.pair}>
        <AmountInput
          placeholder="49"
          value={amount}
          onChange={(event) => onAmount(event.currentTarget.value)}
        />
        <input
          className={styles.currency}
          aria-label={`Currency of “${label}”`}
          list={list}
          maxLength={3}
          value={currency}
          onChange={(event) => onCurrency(event.currentTarget.value.toUpperCase())}
        />
        <datalist id={list}>
          {currenciesToOffer(used).map((code) => (
            <option key={code} value={code} />
          ))}
        </datalist>
      </div>
    </Field>
  );
}

/** The currencies of what you entered, the latest of each account first. */
function useUsedCurrencies(): string[] {
  const { currency } = useStatePart('money');
  const accounts = useAccounts();
  const entered = accounts.flatMap(({ entered: { prices = [], grants } }) => [
    ...prices.toReversed().map(({ paid }) => paid.currency),
    ...grants.flatMap(({ paid }) => (paid === undefined ? [] : [paid.currency])),
  ]);
  return [...(currency === null ? [] : [currency]), ...entered];
}

/** The currency in which you last entered a price; USD before the first. */
export const useUsualCurrency = (): string => useUsedCurrencies()[0] ?? 'USD';
