import { useState } from 'react';
import { pasteIntoField } from '../../../shared/catalogue/paste-field.ts';
import { recogniseOther } from '../../../shared/catalogue/recognise.ts';
import type { CredentialField, ProviderInfo } from '../../../shared/model/index.ts';

type Values = Readonly<Record<string, string>>;

/** What a paste was reduced to, or why it was not; gone as soon as the values change. */
interface Pasted {
  field: string;
  values: Values;
  took: string | null;
  problem: string | null;
}

/** Reduces what is pasted into the fields of a credential to its values, and says so. */
export function usePastes(
  provider: ProviderInfo,
  providers: readonly ProviderInfo[],
  values: Values,
  onChange: (values: Values) => void,
) {
  const [last, setLast] = useState<Pasted | null>(null);
  const shown = last !== null && last.values === values ? last : null;
  return {
    /** What to say about the last paste into this field. */
    said: (field: CredentialField) => (shown?.field === field.id ? shown : null),
    /** Whether the text was put into the fields. Otherwise it is a value as it stands, or another provider's key. */
    take(field: CredentialField, text: string): boolean {
      if (recogniseOther(text, provider, providers) !== null) return false;
      const pasted = pasteIntoField(text, field, provider);
      if (pasted === null) return false;
      const next = { ...values, ...pasted.values };
      setLast({ field: field.id, values: next, took: pasted.took, problem: pasted.problem });
      onChange(next);
      return true;
    },
  };
}
