import { type KnownFinding, readPaste, recognisePaste } from '../../../../shared/catalogue/paste.ts';
import { looksLikeKey } from '../../../../shared/catalogue/recognise.ts';
import type { ProviderInfo } from '../../../../shared/model/index.ts';

/** Whether a text holds several values, and looks like keys rather than words to search for. */
export function areKeys(text: string): boolean {
  const values = readPaste(text);
  return (
    values.length > 1 &&
    values.some(({ name, value }) => (name === null ? looksLikeKey(value) : value.length >= 8))
  );
}

/** The one account of which a text holds the whole credential, for which there is a form; null: there is more to say. */
export function onlyAccount(text: string, providers: readonly ProviderInfo[]): KnownFinding | null {
  const [only, ...others] = recognisePaste(text, providers);
  return others.length === 0 && only?.kind === 'known' && only.otherKind === null ? only : null;
}
