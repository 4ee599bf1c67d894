import type { CredentialField, ProviderInfo } from '../model/index.ts';
import { recognisePaste } from './paste.ts';
import { isGeneric, type PastedValue, readPaste } from './read-paste.ts';

/** What was pasted into a field of a known provider, as far as it is the value of a field. */
export interface FieldPaste {
  /** Field id → value. */
  values: Record<string, string>;
  /** What was taken off, in a sentence; null: nothing. */
  took: string | null;
  /** Why nothing of it can be used, and what to do; null: something can. */
  problem: string | null;
}

/**
 * The values in a text that was pasted into one field: of `NAME=value`, quotes, `Bearer`, an address or lines of a `.env`, the
 * value alone. Null: it is a value as it stands.
 */
export function pasteIntoField(
  text: string,
  field: CredentialField,
  provider: ProviderInfo,
): FieldPaste | null {
  if (field.address) return null;
  const pasted = readPaste(text);
  const [only, ...others] = pasted;
  if (only === undefined) return null;
  if (others.length === 0 && !isTold(only)) return takenFrom(only, field, text);
  const found = recognisePaste(text, [provider]);
  const known = found.find((finding) => finding.kind === 'known');
  if (known !== undefined) return { values: known.values, took: sentence(known.took), problem: null };
  if (others.length === 0) return takenFrom(only, field, text);
  return {
    values: {},
    took: null,
    problem: `This holds ${pasted.length} values, and none says that it is ${provider.name}’s. Paste the ${field.label} alone.`,
  };
}

/** Whether it says where it belongs: by its name, or by the address that it was part of. */
const isTold = ({ name, host }: PastedValue): boolean => name !== null || host !== null;

/** A name as variables have it. Anything else before “=” may be part of a password. */
const isVariable = (name: string): boolean => /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/.test(name) || isGeneric(name);

function takenFrom(
  { name, value, took }: PastedValue,
  field: CredentialField,
  text: string,
): FieldPaste | null {
  if (took === null || value === text.trim() || value === '') return null;
  if (name !== null && !isVariable(name) && !field.environment.includes(name)) return null;
  return { values: { [field.id]: value }, took: sentence([took]), problem: null };
}

const sentence = (took: readonly string[]): string | null =>
  took.length === 0 ? null : took.map((one) => `${one}.`).join(' ');
