import type { ClipboardEvent } from 'react';
import { addressStart, hostOfAddress, nearAddress, nearQuestion } from '../../../shared/address.ts';
import { otherKindOf, recogniseKey, recogniseOther } from '../../../shared/catalogue/recognise.ts';
import { lowerFirst } from '../../../shared/catalogue/words.ts';
import type { CredentialField, ProviderInfo } from '../../../shared/model/index.ts';
import { Button } from '../../components/controls/Button.tsx';
import { Notice } from '../../components/feedback/Notice.tsx';
import { Field, TextInput } from '../../components/form/Field.tsx';
import { parseField, variableText } from '../../components/form/parse.ts';
import { SecretInput } from '../../components/form/SecretInput.tsx';
import { Stack } from '../../components/form/Stack.tsx';
import { Switch } from '../../components/form/Switch.tsx';
import styles from './CredentialFields.module.css';
import { usePastes } from './usePastes.ts';

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
    const wrong = value === '' ? null : (valueError(field, value) ?? consentError(field, values));
    if (wrong !== null) errors[field.id] = wrong;
    else if (value !== '') read[field.id] = value;
    else if (!field.optional) errors[field.id] = missingWords(field);
  }
  return Object.keys(errors).length > 0 ? { values: null, errors } : { values: read, errors: null };
}

const agreeLabel = 'Ask this address';
/** Where your consent to an address in your own network is kept among the values: no field has such an id. */
const consentId = ({ id }: CredentialField): string => `${id} agreed`;

/** You agree to one address. If you change it, you are asked again. */
function consentError(field: CredentialField, values: Values): string | null {
  const near = field.address ? nearAddress(values[field.id] ?? '') : null;
  if (near === null || values[consentId(field)] === near.href) return null;
  return `Turn on “${agreeLabel}” if you want that.`;
}

/** What is sent along with values that `readCredential` has read: your consent, where it was asked for. */
export const consentIn = ({ credentialFields }: ProviderInfo, values: Values): { near?: true } =>
  credentialFields.some((field) => values[consentId(field)] !== undefined) ? { near: true } : {};

/** Asks whether an address in your own network may be asked. */
function NearAddress({
  provider,
  field,
  values,
  onChange,
}: Pick<CredentialFieldsProps, 'provider' | 'values' | 'onChange'> & { field: CredentialField }) {
  const near = field.address ? nearAddress(values[field.id] ?? '') : null;
  if (near === null) return null;
  return (
    <Switch
      label={agreeLabel}
      hint={nearQuestion(provider.name, near)}
      checked={values[consentId(field)] === near.href}
      onChange={(on) => {
        const { [consentId(field)]: _, ...rest } = values;
        onChange(on ? { ...rest, [consentId(field)]: near.href } : rest);
      }}
    />
  );
}

/** Reads the names of environment variables. */
export function readVariables(
  provider: ProviderInfo,
  values: Values,
): { values: Record<string, string>; errors: null } | { values: null; errors: Errors } {
  const read: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const field of provider.credentialFields) {
    const given = variableOf(field, values);
    if (field.optional && given.trim() === '') continue;
    const name = parseField(variableText, given);
    if (name.error !== null) errors[field.id] = name.error;
    else read[field.id] = name.value;
  }
  return Object.keys(errors).length > 0 ? { values: null, errors } : { values: read, errors: null };
}

const missingWords = (field: CredentialField): string =>
  field.address ? 'Enter the address of the server.' : `Paste the ${lowerFirst(field.label)} here.`;

/** What is wrong with a value, as far as can be told without asking the provider. */
function valueError(field: CredentialField, value: string): string | null {
  if (!field.address) {
    // Such as another provider's variable, which nothing was taken out of.
    const [variable] = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+=/.exec(value) ?? [];
    return variable === undefined ? otherKindOf(field, value) : `Paste the value alone, without ${variable}`;
  }
  const host = hostOfAddress(value);
  return host.ok ? null : host.error;
}

/** The name of the variable with a field's value: the usual one, unless the provider can do without. */
const variableOf = (field: CredentialField, values: Values): string =>
  values[field.id] ?? (field.optional ? '' : (field.environment[0] ?? ''));

const labelOf = (field: CredentialField): string =>
  field.optional ? `${field.label} (optional)` : field.label;

export interface CredentialFieldsProps {
  provider: ProviderInfo;
  providers: readonly ProviderInfo[];
  values: Values;
  errors: Errors;
  onChange(values: Values): void;
  /** Missing if the provider cannot change. */
  onSwitch?: ((provider: ProviderInfo, values: Values) => void) | undefined;
}

/** What was pasted, for the fields of the provider it belongs to; nothing if it is another kind of its keys. */
function keptValues(text: string, provider: ProviderInfo): Values {
  const found = recogniseKey(text, [provider]);
  const match = found.sure ? found.match : found.matches[0];
  return match === undefined || match.otherKind !== null ? {} : match.values;
}

/** The inputs of a provider's credential, with a warning if a key looks like another provider's. */
export function CredentialFields(props: CredentialFieldsProps) {
  const { provider, providers, values, errors, onChange, onSwitch } = props;
  const pastes = usePastes(provider, providers, values, onChange);
  return provider.credentialFields.map((field) => {
    const value = values[field.id] ?? '';
    const other = recogniseOther(value, provider, providers);
    const set = (next: string) => {
      // More than a letter at once was dropped or filled in.
      const isPut = next.length - value.length > 1;
      if (!isPut || !pastes.take(field, next)) onChange({ ...values, [field.id]: next });
    };
    const paste = (event: ClipboardEvent) => {
      // The input itself would join the lines.
      if (pastes.take(field, event.clipboardData.getData('text'))) event.preventDefault();
    };
    const said = pastes.said(field);
    const error = said?.problem ?? errors[field.id] ?? (other === null ? otherKindOf(field, value) : null);
    return (
      <Stack key={field.id}>
        <Field label={labelOf(field)} hint={field.hint} error={error}>
          {field.secret ? (
            <SecretInput value={value} onChange={set} onPaste={paste} name={lowerFirst(field.label)} />
          ) : (
            <TextInput
              {...(field.address && { type: 'url', inputMode: 'url', placeholder: addressStart })}
              value={value}
              onChange={(event) => set(event.currentTarget.value)}
              onPaste={paste}
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
        <NearAddress provider={provider} field={field} values={values} onChange={onChange} />
        {said?.took != null && (
          <p className={styles.took} role="status">
            {said.took}
          </p>
        )}
        {other !== null && (
          <Notice
            tone="watch"
            title={`This looks like a ${other.name} key`}
            action={
              onSwitch && (
                <Button
                  onClick={() => onSwitch(other, keptValues(value, other))}
                >{`Switch to ${other.name}`}</Button>
              )
            }
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
      label={`Environment variable with the ${lowerFirst(labelOf(field))}`}
      hint="Fuelgauge stores only the name. Set the variable where you start Fuelgauge."
      error={errors[field.id]}
    >
      <TextInput
        value={variableOf(field, values)}
        placeholder={field.environment[0]}
        onChange={(event) => onChange({ ...values, [field.id]: event.currentTarget.value })}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </Field>
  ));
}
