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

/** The hours in which only critical alerts come through. */
export function QuietHours({ edits }: { edits: QuietHoursEdits }) {
  const { shown, read, errors } = edits;
  return (
    <Section title="Quiet hours">
      <Card>
        <CardRow>
          <Switch
            label="Hold back alerts"
            hint={`Critical alerts still come through. The rest arrive as one summary at ${read.to}.`}
            checked={shown.enabled}
            onChange={(enabled) => {
              edits.change({ enabled });
              edits.save({ enabled });
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
                    onBlur={() => edits.save()}
                    onKeyDown={(event) => {
                      if (event.key === 'Enter') edits.save();
                    }}
                  />
                </Field>
              ))}
            </Row>
          )}
          <Saved saving={edits.saving} onRetry={() => edits.save()} />
        </CardRow>
      </Card>
    </Section>
  );
}
