import type { WritingContext } from '../../../../shared/format.ts';
import type { Cap, Unit } from '../../../../shared/model/index.ts';
import { Meter } from '../../../components/data/Meter.tsx';
import { Quiet } from '../Quiet.tsx';
import { Section } from '../Section.tsx';
import { capSentence, capTone, provenanceWord } from '../words.ts';
import styles from './Caps.module.css';

/** The caps, with how much of each is used. */
export function Caps({ caps, unit, context }: { caps: readonly Cap[]; unit: Unit; context: WritingContext }) {
  return (
    <Section title="Caps">
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
              <Quiet tone={tone}>
                {tone === 'critical' && 'Cap hit: '}
                {sentence}
              </Quiet>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
