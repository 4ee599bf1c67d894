import { Field as Base } from '@base-ui/react/field';
import type { ChannelField } from '../../../shared/alerts/channel-fields.ts';
import { channelFields } from '../../../shared/alerts/channel-fields.ts';
import { type ChannelKind, severitySchema } from '../../../shared/model/index.ts';
import controls from '../../components/Field.module.css';
import { Field, Select, TextInput } from '../../components/index.ts';
import forms from '../../forms/forms.module.css';
import { SecretInput } from '../../forms/SecretInput.tsx';
import type { ChannelDraft, ChannelErrors } from './channel-form.ts';
import { minSeverityOptions } from './channel-words.ts';
import styles from './settings.module.css';

export interface ChannelFieldsProps {
  kind: ChannelKind;
  draft: ChannelDraft;
  errors: ChannelErrors;
  onChange: (draft: ChannelDraft) => void;
  /** Said above the values, such as that they are kept. */
  note?: string;
}

/** The label of a channel, what it tells of, and the values that its kind needs. */
export function ChannelFields({ kind, draft, errors, onChange, note }: ChannelFieldsProps) {
  const type = (id: string, text: string) => onChange({ ...draft, fields: { ...draft.fields, [id]: text } });
  return (
    <div className={forms.stack}>
      <div className={forms.pair}>
        <Field label="Label" error={errors.label}>
          <TextInput
            value={draft.label}
            onChange={(event) => onChange({ ...draft, label: event.currentTarget.value })}
          />
        </Field>
        <Select
          label="Tells of"
          value={draft.minSeverity}
          options={minSeverityOptions}
          onChange={(value) => {
            const minSeverity = severitySchema.safeParse(value);
            if (minSeverity.success) onChange({ ...draft, minSeverity: minSeverity.data });
          }}
        />
      </div>
      {note !== undefined && <p className={forms.quiet}>{note}</p>}
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
    </div>
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
  return (
    <Base.Control
      className={`${controls.control} ${styles.lines}`}
      render={<textarea rows={4} spellCheck={false} />}
      value={value}
      onValueChange={onChange}
    />
  );
}
