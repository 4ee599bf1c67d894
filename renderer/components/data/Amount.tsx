import { createElement, Fragment, type ReactNode } from 'react';
import { formatAmount, unitWord } from '../../../shared/format.ts';
import type { Unit } from '../../../shared/model/index.ts';
import { useStore } from '../../state/store.ts';
import styles from './Amount.module.css';

export interface AmountProps {
  /** Null: unknown. */
  amount: number | null;
  unit: Unit;
  /** `hero`: the page's balance. `row`: unit below, to the right. `cell`: the unit is for screen readers only. */
  size: 'hero' | 'row' | 'cell';
  /** Replaces the unit, such as "of 1,000 today". */
  note?: string | undefined;
}

/** Longer figures may be broken between their groups where there is no room; shorter ones always fit. */
const unbroken = 14;

const breakable = (figure: string): ReactNode =>
  figure.length <= unbroken
    ? figure
    : createElement(
        Fragment,
        null,
        ...figure.split(/(?<=,)/).flatMap((group) => [group, createElement('wbr')]),
      );

/** An amount with its unit, in tabular figures. */
export function Amount({ amount, unit, size, note }: AmountProps) {
  const mask = useStore((store) => store.state?.preferences.maskAmounts ?? false);
  const word = note ?? unitWord(unit, amount ?? 0, { mask });
  return (
    <span
      className={[styles.amount, styles[size], amount === null && styles.unknown].filter(Boolean).join(' ')}
    >
      <span className={styles.figure}>
        {amount === null ? 'unknown' : breakable(formatAmount(amount, unit, { mask }))}
      </span>
      {word !== '' && amount !== null && (
        <span className={size === 'cell' ? 'visually-hidden' : styles.unit}> {word}</span>
      )}
    </span>
  );
}
