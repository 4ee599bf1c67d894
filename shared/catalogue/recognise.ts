import type { CredentialField, ProviderInfo } from '../model/index.ts';
import { type PastedValue, readPaste } from './read-paste.ts';

// Whose key was pasted? The name of the variable before it decides, then what its keys begin with: the longest beginning
// fits best. What dozens of providers' keys begin with, or a length alone, accuses nobody: you are asked.

/** A provider that a pasted text fits. */
export interface KeyMatch<Of extends ProviderInfo = ProviderInfo> {
  provider: Of;
  /** Field id → what was pasted for it. */
  values: Record<string, string>;
  /** Why this is the wrong kind of key of the provider, and which one to make; null: nothing says so. */
  otherKind: string | null;
}

/** `sure`: it can only be this one. Otherwise those that it could be, none included. */
export type Recognised<Of extends ProviderInfo = ProviderInfo> =
  | { sure: true; match: KeyMatch<Of> }
  | { sure: false; matches: KeyMatch<Of>[] };

/** Whether a text is a key or a line of a `.env` file rather than words to search for. */
export function looksLikeKey(text: string): boolean {
  const [first] = readPaste(text);
  if (first === undefined) return false;
  if (first.name !== null || first.host !== null) return first.value.length >= 8 && !/\s/.test(first.value);
  return first.value.length >= 16 && /\d/.test(first.value) && !/\s|:\/\//.test(first.value);
}

/** The first value in a pasted text, without the name of its variable. */
export const pastedValue = (text: string): string => readPaste(text)[0]?.value ?? '';

/** Whose key a pasted text is: one key, or lines of a `.env` file. */
export function recogniseKey<Of extends ProviderInfo>(
  text: string,
  providers: readonly Of[],
): Recognised<Of> {
  const pasted = readPaste(text);
  const fits = providers
    .map((provider) => fitOf(provider, pasted))
    .filter(isFit)
    .toSorted(compare);
  const [best] = fits;
  const equals = best === undefined ? [] : fits.filter((one) => compare(one, best) === 0);
  if (best !== undefined && equals.length === 1 && (best.named > 0 || best.specific))
    return { sure: true, match: matchOf(best) };
  return { sure: false, matches: equals.map(matchOf) };
}

/**
 * The other provider whose key a pasted text must be; null if it fits `current`, nobody, or several, so that you are not
 * warned by chance.
 */
export function recogniseOther<Of extends ProviderInfo>(
  text: string,
  current: ProviderInfo,
  providers: readonly Of[],
): Of | null {
  const pasted = readPaste(text);
  const own = fitOf(current, pasted);
  const found = recogniseKey(
    text,
    providers.filter(({ id }) => id !== current.id),
  );
  if (own.named > 0 || !found.sure) return null;
  const { provider } = found.match;
  const other = fitOf(provider, pasted);
  const isOwn = own.literal >= 0 && own.otherKind === null;
  if (other.named === 0 && (isOwn || own.literal >= other.literal)) return null;
  return provider;
}

/** What is wrong with a key of another kind, in a sentence; null: nothing that can be told before asking. */
export function otherKindOf(field: CredentialField, value: string): string | null {
  const { pattern } = field;
  if (pattern !== null && matches(pattern, value.trim())) return null;
  return otherKind(field, value.trim())?.sentence ?? null;
}

/** The value alone, if a text assigns it to a variable of the field: `KEY=abc` is `abc`. */
export function valueFor(field: CredentialField, text: string): string {
  const own = readPaste(text).find(({ name }) => isNamed(field, name));
  return own?.value ?? text;
}

/** How well a provider fits. */
interface Fit<Of extends ProviderInfo> {
  provider: Of;
  /** How many of the pasted values are named by its variables. */
  named: number;
  /** The length of what its keys begin or end with; -1: no pattern fits. */
  literal: number;
  /** Whether that is enough to name the provider. */
  specific: boolean;
  otherKind: string | null;
  values: Record<string, string>;
}

const isFit = ({ named, literal }: Fit<ProviderInfo>): boolean => named > 0 || literal > 0;
const compare = (a: Fit<ProviderInfo>, b: Fit<ProviderInfo>): number =>
  b.named - a.named || b.literal - a.literal || Number(b.specific) - Number(a.specific);
const matchOf = <Of extends ProviderInfo>({ provider, values, otherKind }: Fit<Of>): KeyMatch<Of> => ({
  provider,
  values,
  otherKind,
});

function fitOf<Of extends ProviderInfo>(provider: Of, pasted: readonly PastedValue[]): Fit<Of> {
  const fit: Fit<Of> = { provider, named: 0, literal: -1, specific: false, otherKind: null, values: {} };
  for (const { name, value } of pasted)
    for (const field of provider.credentialFields) {
      const looks = looksOf(field, value);
      const named = isNamed(field, name);
      if (named) {
        fit.named += 1;
        fit.values[field.id] = value;
      } else if (looks.literal > 0) fit.values[field.id] ??= value;
      if (looks.literal <= fit.literal) continue;
      fit.literal = looks.literal;
      fit.specific = looks.specific;
      fit.otherKind = looks.otherKind;
    }
  return fit;
}

const isNamed = ({ environment }: CredentialField, name: string | null): boolean =>
  name !== null && environment.includes(name.toUpperCase());

/** What the look of a value says: the right kind of key, another kind, or nothing (`literal` -1). */
export function looksOf(
  field: CredentialField,
  value: string,
): { literal: number; specific: boolean; otherKind: string | null } {
  const pattern = alternativesOf(field.pattern ?? '').find((one) => one !== '' && matches(one, value));
  if (pattern !== undefined) {
    const literal = literalOf(pattern);
    const isStrict = pattern.endsWith('$') && pattern.length > literal.length + 2;
    return { literal: literal.length, specific: isSpecific(literal, isStrict), otherKind: null };
  }
  const other = otherKind(field, value);
  if (other === null) return { literal: -1, specific: false, otherKind: null };
  const { prefix, sentence } = other;
  return { literal: prefix.length, specific: isSpecific(prefix, false), otherKind: sentence };
}

/** The longest prefix of another kind of key that a value begins with. */
function otherKind(field: CredentialField, value: string): { prefix: string; sentence: string } | null {
  const kinds = Object.entries(field.otherKinds ?? {})
    .filter(([prefix]) => value.startsWith(prefix))
    .sort(([a], [b]) => b.length - a.length);
  const [longest] = kinds;
  return longest === undefined ? null : { prefix: longest[0], sentence: longest[1] };
}

/** What many providers' keys begin with. */
const usual = /^(?:sk|pk|rk|key|api|token|live|test)?[-_.:]?$/i;

/** Whether a beginning names its provider. `isStrict`: the whole value has to fit. `sk-` says nothing even then. */
const isSpecific = (literal: string, isStrict: boolean): boolean =>
  literal !== 'sk-' && (isStrict ? literal.length >= 2 : literal.length >= 3 && !usual.test(literal));

/** The alternatives of a pattern, if it consists of nothing but literal ones: `^ghp_|^github_pat_`. */
const alternativesOf = (pattern: string): string[] =>
  /^[\w^$|-]+$/.test(pattern) ? pattern.split('|') : [pattern];

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return false;
  }
}

/** The longer of the literal prefix and the literal suffix of a pattern; empty if it has neither. */
function literalOf(pattern: string): string {
  const [prefix, suffix] = [literalPrefix(pattern), literalSuffix(pattern)];
  return suffix.length > prefix.length ? suffix : prefix;
}

/** The literal prefix of a pattern: `sk-ant-` of `^sk-ant-[a-z]+$`; empty if there is none. */
export function literalPrefix(pattern: string): string {
  if (hasAlternatives(pattern)) return '';
  const [, literal = ''] = /^\^((?:(?:\\[^\p{L}\p{N}]|[^\\^$.|?*+()[\]{}])(?![?*{]))*)/u.exec(pattern) ?? [];
  return literal.replaceAll(/\\(.)/gsu, '$1');
}

/** The literal suffix of a pattern: `:fx` of `[a-f0-9]+:fx$`; empty if there is none. */
function literalSuffix(pattern: string): string {
  if (hasAlternatives(pattern)) return '';
  const bare = pattern.replaceAll(/\\[\p{L}\p{N}]|\[(?:\\.|[^\]\\])*\]/gsu, '.');
  const [, literal = ''] = /((?:\\[^\p{L}\p{N}]|[^\\^$.|?*+()[\]{}])+)\$$/u.exec(bare) ?? [];
  return literal.replaceAll(/\\(.)/gsu, '$1');
}

function hasAlternatives(pattern: string): boolean {
  return withoutGroups(pattern.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/gsu, '')).includes('|');
}

function withoutGroups(pattern: string): string {
  const less = pattern.replaceAll(/\([^()]*\)/gu, '');
  return less === pattern ? pattern : withoutGroups(less);
}
