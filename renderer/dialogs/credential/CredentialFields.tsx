import { recogniseOther } from '../../../shared/catalogue/recognise.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { Button } from '../../components/controls/Button.tsx';
import { Notice } from '../../components/feedback/Notice.tsx';
import { Field, TextInput } from '../../components/form/Field.tsx';
import { parseField, variableText } from '../../components/form/parse.ts';
import { SecretInput } from '../../components/form/SecretInput.tsx';
import { Stack } from '../../components/form/Stack.tsx';

/** What you typed, by field id. */
export type Values = Readonly<Record<string, string>>;
/** Errors by field id. */
export type Errors = Readonly<Record<string, string>>;

/** Reads all fields: trimmed values, or errors. */
export function readCredential(
  provider: ProviderInfo,
  values: Values,
): { values: Record<string, string>; errors: null } | { values: null; errors: Errors } {
  const read: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const field of provider.credentialFields) {
    const value = (values[field.id] ?? '').trim();
    if (value === '') errors[field.id] = `Paste the ${lowerFirst(field.label)} here.`;
    else read[field.id] = value;
  }
  return Object.keys(errors).length > 0 ? { values: null, errors } : { values: read, errors: null };
}

/** Reads the names of environment variables. */
export function readVariables(
  provider: ProviderInfo,
  values: Values,
): { values: Record<string, string>; errors: null } | { values: null; errors: Errors } {
  const read: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const field of provider.credentialFields) {
    const name = parseField(variableText, values[field.id] ?? field.environment[0] ?? '');
    if (name.error !== null) errors[field.id] = name.error;
    else read[field.id] = name.value;
  }
  return Object.keys(errors).length > 0 ? { values: null, errors } : { values: read, errors: null };
}

// In the middle of a sentence "API key" keeps its capitals, "Key" does not.
export function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

export interface CredentialFieldsProps {
  provider: ProviderInfo;
  providers: readonly ProviderInfo[];
  values: Values;
  errors: Errors;
  onChange(values: Values): void;
  /** Missing if the provider cannot change. */
  onSwitch?: ((provider: ProviderInfo) => void) | undefined;
}

/** The inputs of a provider's credential, with a warning if a key looks like another provider's. */
export function CredentialFields(props: CredentialFieldsProps) {
  const { provider, providers, values, errors, onChange, onSwitch } = props;
  return provider.credentialFields.map((field) => {
    const value = values[field.id] ?? '';
    const other = recogniseOther(value, provider, providers);
    const set = (next: string) => onChange({ ...values, [field.id]: next });
    return (
      <Stack key={field.id}>
        <Field label={field.label} hint={field.hint} error={errors[field.id]}>
          {field.secret ? (
            <SecretInput value={value} onChange={set} name={lowerFirst(field.label)} />
          ) : (
            <TextInput
              value={value}
              onChange={(event) => set(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
        {other !== null && (
          <Notice
            tone="watch"
            title={`This looks like a ${other.name} key`}
            action={onSwitch && <Button onClick={() => onSwitch(other)}>{`Switch to ${other.name}`}</Button>}
          >
            {onSwitch
              ? 'Sending it to the wrong provider would leak it.'
              : `This account is at ${provider.name}. Sending the key there would leak it.`}
          </Notice>
        )}
      </Stack>
    );
  });
}

/** The inputs for the names of the environment variables that hold the credential. */
export function VariableFields({
  provider,
  values,
  errors,
  onChange,
}: Omit<CredentialFieldsProps, 'providers' | 'onSwitch'>) {
  return provider.credentialFields.map((field) => (
    <Field
      key={field.id}
      label={`Environment variable with the ${lowerFirst(field.label)}`}
      hint="Fuelgauge stores only the name. Set the variable where you start Fuelgauge."
      error={errors[field.id]}
    >
      <TextInput
        value={values[field.id] ?? field.environment[0] ?? ''}
        onChange={(event) => onChange({ ...values, [field.id]: event.currentTarget.value })}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </Field>
  ));
}
