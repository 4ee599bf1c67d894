import { type ChannelField, channelFields } from '../../../../shared/alerts/channel-fields.ts';
import { type ChannelKind, severitySchema } from '../../../../shared/model/index.ts';
import { SecretInput } from '../../../components/form/SecretInput.tsx';
import { Pair, Stack } from '../../../components/form/Stack.tsx';
import { Field, LinesInput, Select, TextInput } from '../../../components/index.ts';
import styles from './ChannelFields.module.css';
import type { ChannelDraft, ChannelErrors } from './channel-form.ts';
import { minSeverityOptions } from './channel-words.ts';
import { PlainAddress } from './PlainAddress.tsx';

export interface ChannelFieldsProps {
  kind: ChannelKind;
  draft: ChannelDraft;
  errors: ChannelErrors;
  onChange: (draft: ChannelDraft) => void;
  /** Shown above the values, such as how they are stored. */
  note?: string;
}

/** A channel's label, its minimum severity, and the values that its kind needs. */
export function ChannelFields({ kind, draft, errors, onChange, note }: ChannelFieldsProps) {
  const type = (id: string, text: string) => onChange({ ...draft, fields: { ...draft.fields, [id]: text } });
  return (
    <Stack>
      <Pair>
        <Field label="Label" error={errors.label}>
          <TextInput
            value={draft.label}
            onChange={(event) => onChange({ ...draft, label: event.currentTarget.value })}
          />
        </Field>
        <Select
          label="Minimum severity"
          value={draft.minSeverity}
          options={minSeverityOptions}
          onChange={(value) => {
            const minSeverity = severitySchema.safeParse(value);
            if (minSeverity.success) onChange({ ...draft, minSeverity: minSeverity.data });
          }}
        />
      </Pair>
      {note !== undefined && <p className={styles.quiet}>{note}</p>}
      {channelFields[kind].map((field) => (
        <Field
          key={field.id}
          label={field.required ? field.label : `${field.label}, optional`}
          hint={field.hint}
          error={errors.fields[field.id]}
        >
          <Input
            field={field}
            value={draft.fields[field.id] ?? ''}
            onChange={(text) => type(field.id, text)}
          />
        </Field>
      ))}
      <PlainAddress draft={draft} onChange={onChange} />
    </Stack>
  );
}

function Input({
  field,
  value,
  onChange,
}: {
  field: ChannelField;
  value: string;
  onChange: (text: string) => void;
}) {
  if (field.secret) return <SecretInput name={field.label.toLowerCase()} value={value} onChange={onChange} />;
  return <LinesInput value={value} onChange={onChange} />;
}
