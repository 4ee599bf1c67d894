import { type ChannelField, channelFields } from '../../../../shared/alerts/channel-fields.ts';
import { type ChannelKind, severitySchema } from '../../../../shared/model/index.ts';
import { comparable } from '../../../../shared/names.ts';
import { SecretInput } from '../../../components/form/SecretInput.tsx';
import { Pair, Stack } from '../../../components/form/Stack.tsx';
import { Field, LinesInput, Select, TextInput } from '../../../components/index.ts';
import { useAccounts } from '../../../state/index.ts';
import styles from './ChannelFields.module.css';
import { type ChannelDraft, type ChannelErrors, tagsIn } from './channel-form.ts';
import { getsAlerts, minSeverityOptions } from './channel-words.ts';
import { PlainAddress } from './PlainAddress.tsx';

export interface ChannelFieldsProps {
  kind: ChannelKind;
  draft: ChannelDraft;
  errors: ChannelErrors;
  onChange: (draft: ChannelDraft) => void;
  /** Shown above the values, such as how they are stored. */
  note?: string;
}

/** A channel's label, its minimum severity and tags, and the values that its kind needs. */
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
        {getsAlerts(kind) && (
          <Select
            label="Minimum severity"
            value={draft.minSeverity}
            options={minSeverityOptions}
            onChange={(value) => {
              const minSeverity = severitySchema.safeParse(value);
              if (minSeverity.success) onChange({ ...draft, minSeverity: minSeverity.data });
            }}
          />
        )}
      </Pair>
      {note !== undefined && <p className={styles.quiet}>{note}</p>}
      {channelFields[kind].map((field) =>
        field.choices ? (
          <Select
            key={field.id}
            label={field.label}
            hint={field.hint}
            value={draft.fields[field.id] ?? field.choices[0].value}
            options={[...field.choices]}
            onChange={(text) => type(field.id, text)}
          />
        ) : (
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
        ),
      )}
      <PlainAddress draft={draft} onChange={onChange} />
      {getsAlerts(kind) && (
        <TagsField value={draft.tags} error={errors.tags} onChange={(tags) => onChange({ ...draft, tags })} />
      )}
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
  if (field.lines) return <LinesInput value={value} onChange={onChange} />;
  return (
    <TextInput
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}

/** The tags that it is limited to. Says if no account has one of them, so that a slip is noticed. */
function TagsField({
  value,
  error,
  onChange,
}: {
  value: string;
  error: string | null;
  onChange: (text: string) => void;
}) {
  const known = new Set(useAccounts().flatMap(({ tags }) => tags.map(comparable)));
  const unknown = tagsIn({ tags: value }).find((tag) => !known.has(comparable(tag)));
  return (
    <Field
      label="Only for tags, optional"
      hint={
        unknown === undefined
          ? 'Sends only what is about accounts with one of these tags, separated by commas.'
          : `No account has the tag “${unknown}” yet.`
      }
      error={error}
    >
      <TextInput value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    </Field>
  );
}
