import { Field, Switch, TextInput } from '../../../components/index.ts';
import { Saved } from '../Saved.tsx';
import { Section } from '../Section.tsx';
import styles from '../settings.module.css';
import type { QuietHoursEdits } from './useQuietHours.ts';

const ends = [
  { id: 'from', label: 'From' },
  { id: 'to', label: 'To' },
] as const;

/** When nothing but critical alerts may speak. */
export function QuietHours({ edits }: { edits: QuietHoursEdits }) {
  const { shown, read, errors } = edits;
  return (
    <Section title="Quiet hours">
      <div className={styles.card}>
        <div className={styles.rule}>
          <Switch
            label="Hold alerts at night"
            hint={`Critical alerts still come through; the rest is summed up at ${read.to}.`}
            checked={shown.enabled}
            onChange={(enabled) => {
              edits.change({ enabled });
              edits.keep({ enabled });
            }}
          />
          {shown.enabled && (
            <div className={styles.fields}>
              {ends.map(({ id, label }) => (
                <Field key={id} label={label} error={errors[id]}>
                  <TextInput
                    type="time"
                    value={shown[id]}
                    onChange={(event) => edits.change({ [id]: event.currentTarget.value })}
                    onBlur={() => edits.keep()}
                    onKeyDown={(event) => {
                      if (event.key === 'Enter') edits.keep();
                    }}
                  />
                </Field>
              ))}
            </div>
          )}
          <Saved saving={edits.saving} onRetry={() => edits.keep()} />
        </div>
      </div>
    </Section>
  );
}
