import { Send } from 'lucide-react';
import { useState } from 'react';
import {
  type WeeklySummary as Weekly,
  weekdaySchema,
  weeklySummarySchema,
} from '../../../../shared/model/index.ts';
import { Row } from '../../../components/form/Stack.tsx';
import { useCommand } from '../../../components/form/useCommand.ts';
import { Button, Field, Select, Switch, TextInput, useToasts } from '../../../components/index.ts';
import { api, outcome, useStatePart } from '../../../state/index.ts';
import { Card, CardRow } from '../Card.tsx';
import type { Saving } from '../rules/useRuleEdits.ts';
import { Saved } from '../Saved.tsx';
import { Section } from '../Section.tsx';

type When = Omit<Weekly, 'since'>;

const usual: When = { weekday: 'monday', at: '09:00' };
const weekdays = weekdaySchema.options.map((value) => ({
  value,
  label: `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
}));

/** Whether and when a summary of the week is sent, and a button that sends one now. */
export function WeeklySummary() {
  const { weeklySummary } = useStatePart('alerting');
  const [draft, setDraft] = useState<When | null>(null);
  const [saving, setSaving] = useState<Saving | undefined>();
  const shown = draft ?? weeklySummary ?? usual;
  const error = weeklySummarySchema.shape.at.safeParse(shown.at).success
    ? null
    : 'Enter a time, such as 09:00.';

  const save = async (next: When | null) => {
    setSaving({ state: 'saving' });
    const result = await outcome(api.alerts.setRules.mutate({ weeklySummary: next }));
    setSaving(result.ok ? { state: 'saved' } : { state: 'failed', message: result.error.message });
  };
  const keep = (next: When) => {
    const isSame = next.weekday === weeklySummary?.weekday && next.at === weeklySummary.at;
    if (weeklySummarySchema.shape.at.safeParse(next.at).success && !isSame) void save(next);
  };
  const isOn = weeklySummary !== undefined;
  return (
    <Section title="Weekly summary" action={<SendNow />}>
      <Card>
        <CardRow>
          <Switch
            label="Send a summary each week"
            hint="What needs you, what runs out or expires in the coming week, what was spent, and what is left. It goes to every channel whose minimum severity is Info, even in quiet hours."
            checked={isOn}
            onChange={(on) =>
              void save(on ? { weekday: shown.weekday, at: error === null ? shown.at : usual.at } : null)
            }
          />
          {isOn && (
            <Row>
              <Select
                label="On"
                value={shown.weekday}
                options={weekdays}
                onChange={(value) => {
                  const weekday = weekdaySchema.safeParse(value);
                  if (!weekday.success) return;
                  const next = { weekday: weekday.data, at: shown.at };
                  setDraft(next);
                  keep(next);
                }}
              />
              <Field label="At" error={error}>
                <TextInput
                  type="time"
                  value={shown.at}
                  onChange={(event) => setDraft({ weekday: shown.weekday, at: event.currentTarget.value })}
                  onBlur={() => keep(shown)}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter') keep(shown);
                  }}
                />
              </Field>
            </Row>
          )}
          <Saved saving={saving} onRetry={() => void save(isOn ? shown : null)} />
        </CardRow>
      </Card>
    </Section>
  );
}

function SendNow() {
  const command = useCommand();
  const { push } = useToasts();
  const send = async () => {
    const sent = await command.run(() => api.alerts.sendWeeklySummary.mutate({}));
    if (sent !== null) push({ text: `The summary is on its way to ${sent.channels.join(', ')}.` });
  };
  return (
    <>
      <Button icon={<Send aria-hidden="true" />} busy={command.busy} onClick={() => void send()}>
        Send one now
      </Button>
      {command.error !== null && <p role="alert">{command.error}</p>}
    </>
  );
}
