import { Row } from '../../../components/form/Stack.tsx';
import { Field, Switch, TextInput } from '../../../components/index.ts';
import { Card, CardRow } from '../Card.tsx';
import { Saved } from '../Saved.tsx';
import { Section } from '../Section.tsx';
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
      <Card>
        <CardRow>
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
            <Row>
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
            </Row>
          )}
          <Saved saving={edits.saving} onRetry={() => edits.keep()} />
        </CardRow>
      </Card>
    </Section>
  );
}
