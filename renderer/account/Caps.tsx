import { useId } from 'react';
import type { WritingContext } from '../../shared/format.ts';
import type { Cap, Unit } from '../../shared/model/index.ts';
import { Meter } from '../components/Meter.tsx';
import styles from './AccountPage.module.css';
import { capSentence, capTone, provenanceWord } from './words.ts';

/** The limits on use per window, with how much of each is used. */
export function Caps({ caps, unit, context }: { caps: readonly Cap[]; unit: Unit; context: WritingContext }) {
  const heading = useId();
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <h2 id={heading} className={styles.heading}>
        Caps
      </h2>
      <ul className={styles.caps}>
        {caps.map((cap) => {
          const sentence = capSentence(cap, unit, context);
          const tone = capTone(cap);
          const word = provenanceWord(cap.provenance);
          return (
            <li key={cap.id}>
              <p className={styles.capName}>
                {cap.label}
                {word !== null && <span className={styles.origin}>{word}</span>}
              </p>
              {cap.used !== null && cap.limit > 0 && (
                <Meter
                  label={cap.label}
                  valueText={sentence}
                  max={cap.limit}
                  segments={[{ amount: cap.used, kind: 'plan' }]}
                  tone={tone}
                />
              )}
              <p className={[styles.quiet, styles[tone]].join(' ')}>
                {tone === 'critical' && 'Reached: '}
                {sentence}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
