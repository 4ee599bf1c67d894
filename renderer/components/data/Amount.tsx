import { formatAmount, unitWord } from '../../../shared/format.ts';
import type { Unit } from '../../../shared/model/index.ts';
import { useStore } from '../../state/store.ts';
import styles from './Amount.module.css';

export interface AmountProps {
  /** Null: not known. */
  amount: number | null;
  unit: Unit;
  /** `hero`: the page's balance. `row`: unit below, to the right. `cell`: the unit is for readers only. */
  size: 'hero' | 'row' | 'cell';
  /** Stands in the place of the unit's word, such as "of 1,000 today". */
  note?: string | undefined;
}

/** An amount with its unit, in figures that stand under each other. */
export function Amount({ amount, unit, size, note }: AmountProps) {
  const mask = useStore((store) => store.state?.preferences.maskAmounts ?? false);
  const word = note ?? unitWord(unit, mask ? 2 : (amount ?? 0));
  return (
    <span
      className={[styles.amount, styles[size], amount === null && styles.unknown].filter(Boolean).join(' ')}
    >
      <span className={styles.figure}>
        {amount === null ? 'not known' : formatAmount(amount, unit, { mask })}
      </span>
      {word !== '' && amount !== null && (
        <span className={size === 'cell' ? 'visually-hidden' : styles.unit}> {word}</span>
      )}
    </span>
  );
}
