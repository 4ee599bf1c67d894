import type { TimelineEvent, TimelineKind } from '../../../shared/timeline/index.ts';
import styles from './kinds.module.css';

/** Plural and singular. */
export const kindNames: Record<TimelineKind, [many: string, one: string]> = {
  'run-out': ['Run-outs', 'Run-out'],
  expiry: ['Expiries', 'Expiry'],
  'key-expiry': ['Key expiries', 'Key expiry'],
  refill: ['Refills', 'Refill'],
  'cap-reset': ['Cap resets', 'Cap reset'],
};

/** Each kind has its own shape, so that colour alone never says it. The words beside it say the same, so screen readers skip it. */
export function KindSign({ kind, tone }: { kind: TimelineKind; tone?: TimelineEvent['tone'] }) {
  return (
    <svg
      className={[styles.sign, styles[kind], tone !== undefined && styles[tone]].filter(Boolean).join(' ')}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      aria-hidden="true"
    >
      {kind === 'refill' && <path d="M7 2.2 12.2 11.4H1.8Z" />}
      {kind === 'expiry' && <path d="M7 1.4 12.6 7 7 12.6 1.4 7Z" />}
      {kind === 'key-expiry' && <path d="M2 2H12V12H2Z" />}
      {kind === 'run-out' && <path d="M5.4 1h3.2v12H5.4Z" />}
      {kind === 'cap-reset' && <circle cx="7" cy="7" r="3.6" />}
    </svg>
  );
}
