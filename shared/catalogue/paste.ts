import type { CredentialField, ProviderInfo } from '../model/index.ts';
import { isGeneric, type PastedValue, readPaste, wordsOf } from './read-paste.ts';
import { type KeyMatch, looksOf } from './recognise.ts';
import { whyUnknown, whyUnusable } from './why-no-key.ts';

// Whose keys a pasted text holds. A value that nobody recognises is never sent anywhere, so whatever is in doubt is asked.

export { mostValues, type PastedValue, readPaste, tookOnlyName } from './read-paste.ts';

/** What was found in a pasted text. */
export type Finding<Of extends ProviderInfo = ProviderInfo> =
  | KnownFinding<Of>
  | AmbiguousFinding<Of>
  | UnknownFinding
  | RepeatedFinding;

/** The credential of one account, as far as it was pasted. */
export interface KnownFinding<Of extends ProviderInfo = ProviderInfo> extends KeyMatch<Of> {
  kind: 'known';
  /** The names of its variables, as they were written. */
  names: string[];
  lines: number[];
  /** What was taken off, in sentences without a full stop. */
  took: string[];
  /** Fields that were not pasted and are needed. */
  missing: CredentialField[];
  /** What its variable has beside the provider's name, such as `PROD`; null: nothing. */
  rest: string | null;
}

/** A key that could be several providers'; or one's, if its look alone says so, which is not enough. */
export interface AmbiguousFinding<Of extends ProviderInfo = ProviderInfo> {
  kind: 'ambiguous';
  value: string;
  name: string | null;
  line: number;
  took: string | null;
  candidates: KeyMatch<Of>[];
  rest: string | null;
}

export interface UnknownFinding {
  kind: 'unknown';
  name: string | null;
  line: number;
  /** A sentence. */
  why: string;
}

/** A key that was found before. */
export interface RepeatedFinding {
  kind: 'repeated';
  name: string | null;
  line: number;
  /** The index of the finding that it repeats. */
  of: number;
}

/** How a field of a provider fits a value. */
interface Fit<Of extends ProviderInfo> {
  provider: Of;
  field: CredentialField;
  /** How it is known: 3 by the name of its variable, 2 by a variation of it, 1 by the address, 0 by its look alone. */
  level: number;
  /** The length of what such keys begin or end with. */
  literal: number;
  specific: boolean;
  otherKind: string | null;
  rest: string | null;
}

/** A value and what it fits best, several if they fit equally. */
interface Judged<Of extends ProviderInfo> {
  pasted: PastedValue;
  fits: Fit<Of>[];
}

/** The findings in a pasted text, in its order: each value is in one of them. */
export function recognisePaste<Of extends ProviderInfo>(
  text: string,
  providers: readonly Of[],
): Finding<Of>[] {
  const known = namesOf(providers);
  const judged = readPaste(text).map((pasted) => ({ pasted, fits: bestFits(pasted, providers, known) }));
  const groups: Group<Of>[] = [];
  const asked: Judged<Of>[] = [];
  const unknown: PastedValue[] = [];
  for (const one of judged) {
    const fit = certain(one.fits);
    if (fit !== null) join(groups, one.pasted, fit);
    else if (one.fits.length > 0) asked.push(one);
    else unknown.push(one.pasted);
  }
  const ambiguous = asked.filter((one) => !joinWhereNeeded(groups, one));
  return inOrder(groups, ambiguous, unknown);
}

/** The one that a value surely fits; null: it has to be asked. */
function certain<Of extends ProviderInfo>(fits: readonly Fit<Of>[]): Fit<Of> | null {
  const [first] = fits;
  if (first === undefined || fits.some(({ provider }) => provider !== first.provider)) return null;
  return first.level > 0 || first.specific ? first : null;
}

/** Fields by the names of their variables: squashed, or in words where the words matter, as in NEW_API_KEY. */
type Names<Of extends ProviderInfo> = Map<string, { provider: Of; field: CredentialField }[]>;

/** All names, and those of the providers themselves, which say less. */
interface Known<Of extends ProviderInfo> {
  names: Names<Of>;
  titles: Names<Of>;
}

function namesOf<Of extends ProviderInfo>(providers: readonly Of[]): Known<Of> {
  const kept: Names<Of> = new Map();
  const own: Names<Of> = new Map();
  const titles: Names<Of> = new Map();
  const add = (names: Names<Of>, provider: Of, field: CredentialField, written: readonly string[]) => {
    const same = names === kept ? squashed : inWords;
    for (const name of new Set(written.map(same)))
      names.set(name, [...(names.get(name) ?? []), { provider, field }]);
  };
  for (const provider of providers) {
    const id = provider.id.replace(/-cn$/, '');
    for (const field of provider.credentialFields) {
      add(kept, provider, field, field.environment);
      // As members of JSON have it: { "twilio": { "sid": "…" } }.
      add(own, provider, field, [`${id}_${field.id}`]);
    }
    const [only, ...others] = provider.credentialFields.filter(({ optional }) => !optional);
    if (only === undefined || others.length > 0) continue;
    const called = [id, provider.name];
    add(titles, provider, only, called);
    const usual = usualNames.flatMap((name) => called.map((title) => `${title}${name}`));
    add(own, provider, only, usual);
  }
  return { names: new Map([...own, ...kept]), titles };
}

/** What people call the only key of a provider, behind the provider’s name. */
const usualNames = ['_KEY', '_API_KEY', '_TOKEN', '_API_TOKEN'];

const inWords = (name: string): string => wordsOf(name).join('_');
const squashed = (name: string): string => name.replaceAll(/[^A-Za-z\d]/g, '').toUpperCase();

function bestFits<Of extends ProviderInfo>(
  pasted: PastedValue,
  providers: readonly Of[],
  known: Known<Of>,
): Fit<Of>[] {
  if (whyUnusable(pasted) !== null) return [];
  const named = byName(pasted, known);
  const fits =
    named.length > 0
      ? orContradicting(pasted, named, providers)
      : providers.flatMap((provider) => byAddress(pasted, provider) ?? byLook(pasted, provider));
  const best = fits.reduce<Fit<Of> | null>(
    (before, fit) => (before === null || compare(fit, before) < 0 ? fit : before),
    null,
  );
  return best === null ? [] : fits.filter((fit) => compare(fit, best) === 0);
}

/**
 * With the providers whose keys alone begin so, although the variable is named for another one, as OPENAI_API_KEY often holds
 * a key of OpenRouter. Neither is sure then, so that you are asked, and the key goes to nobody by chance.
 */
function orContradicting<Of extends ProviderInfo>(
  { value }: PastedValue,
  named: Fit<Of>[],
  providers: readonly Of[],
): Fit<Of>[] {
  const [first] = named;
  const isOwn = named.some(({ literal, otherKind }) => literal >= 0 && otherKind === null);
  if (first === undefined || isOwn) return named;
  const nameless = { line: 1, name: null, value, took: null, host: null };
  const others = providers
    .filter((provider) => !named.some((fit) => fit.provider === provider))
    .flatMap((provider) => byLook(nameless, provider))
    .filter(({ specific, literal }) => specific && literal >= 3 && literal > first.literal);
  const { literal, rest } = first;
  return others.length === 0
    ? named
    : [...named, ...others].map((fit) => ({
        ...fit,
        level: 0,
        literal,
        specific: false,
        rest,
      }));
}

const compare = (a: Fit<ProviderInfo>, b: Fit<ProviderInfo>): number =>
  b.level - a.level || b.literal - a.literal || Number(b.specific) - Number(a.specific);

const namedSo = <Of extends ProviderInfo>(names: Names<Of>, name: string) =>
  names.get(squashed(name)) ?? names.get(inWords(name));

function byName<Of extends ProviderInfo>(
  { name, value }: PastedValue,
  { names, titles }: Known<Of>,
): Fit<Of>[] {
  if (name === null) return [];
  const looksLikeKey = value.length >= 16 && /\d/.test(value);
  const exact = namedSo(names, name) ?? (looksLikeKey ? titles.get(inWords(name)) : undefined);
  const varied = exact === undefined ? variation(name, names) : { fields: exact, rest: null };
  return varied.fields.map(({ provider, field }) => ({
    provider,
    field,
    level: exact === undefined ? 2 : 3,
    ...looksOf(field, value),
    rest: varied.rest,
  }));
}

const prefixes =
  /^(?:MY|VITE|NUXT|NEXT|REACT|EXPO|GATSBY|PUBLIC|APP|TF|VAR|SECRET|DEFAULT|PROD|PRODUCTION|DEV|DEVELOPMENT|STAGING|STAGE|TEST|LIVE|LOCAL|CI|MAIN|OLD|NEW|BACKUP)$/;
const suffixes =
  /^(?:\d+|PROD|PRODUCTION|DEV|DEVELOPMENT|STAGING|STAGE|TEST|LIVE|LOCAL|CI|MAIN|DEFAULT|OLD|NEW|BACKUP|PRIMARY|SECONDARY|FREE|PAID|PERSONAL|WORK|TEAM)$/;
/** Prefixes that say nothing about an account. */
const usual = /^(?:MY|VITE|NUXT|NEXT|REACT|EXPO|GATSBY|PUBLIC|APP|TF|VAR|SECRET|DEFAULT)$/;

/** The fields of a name without prefixes such as `VITE_` and suffixes such as `_PROD`, if the rest is one of ours. */
function variation<Of extends ProviderInfo>(
  name: string,
  names: Names<Of>,
): { fields: { provider: Of; field: CredentialField }[]; rest: string | null } {
  const words = wordsOf(name);
  const mostBefore = words.findIndex((word) => !prefixes.test(word));
  const leastAfter = words.findLastIndex((word) => !suffixes.test(word)) + 1;
  for (let taken = 1; taken < words.length; taken += 1)
    for (let before = Math.min(taken, Math.max(mostBefore, 0)); before >= 0; before -= 1) {
      const end = words.length - (taken - before);
      const fields = end < leastAfter ? undefined : namedSo(names, words.slice(before, end).join('_'));
      const left = [...words.slice(0, before), ...words.slice(end)].filter((word) => !usual.test(word));
      if (fields !== undefined) return { fields, rest: left.join(' ') || null };
    }
  return { fields: [], rest: null };
}

/** The field of the provider whose host the address has, in which the value stood. */
function byAddress<Of extends ProviderInfo>({ host, value }: PastedValue, provider: Of): Fit<Of>[] | null {
  if (host === null || !isHostOf(host, provider)) return null;
  const secrets = provider.credentialFields.filter(({ secret, address }) => secret && !address);
  const fits = secrets.map((field) => ({ provider, field, level: 1, ...looksOf(field, value), rest: null }));
  const [best] = fits.toSorted(compare);
  return best === undefined ? null : [best];
}

function isHostOf(host: string, { hosts, homepage }: ProviderInfo): boolean {
  const home = /^https:\/\/(?:www\.)?([^/:]+)/.exec(homepage ?? '')?.[1];
  return hosts.includes(host) || host === home || (home !== undefined && host.endsWith(`.${home}`));
}

/** The fields whose keys look so. What many keys begin with counts only where no name says whose it is. */
function byLook<Of extends ProviderInfo>({ name, value }: PastedValue, provider: Of): Fit<Of>[] {
  if (name !== null && wordsOf(name).some((word) => noKey.test(word))) return [];
  const isOthers = name !== null && !isGeneric(name);
  return provider.credentialFields.flatMap((field) => {
    const looks = looksOf(field, value);
    const tells = looks.literal >= 2 && value.length >= Math.max(12, looks.literal + 4);
    return tells && (looks.specific || !isOthers)
      ? [{ provider, field, level: 0, ...looks, rest: null }]
      : [];
  });
}

/** Words of names whose values are no keys, whatever they begin with. */
const noKey =
  /^(?:PASS|PASSWORD|PASSWD|PWD|PASSPHRASE|URL|URI|DSN|HOST|PORT|PATH|DIR|FILE|USER|USERNAME|EMAIL|DB|DATABASE|BUCKET|REGION|NAME)$/;

/** Values that belong together. */
interface Group<Of extends ProviderInfo> {
  provider: Of;
  rest: string | null;
  parts: { fit: Fit<Of>; pasted: PastedValue }[];
}

const lacks = ({ parts }: Group<ProviderInfo>, field: CredentialField): boolean =>
  !parts.some(({ fit }) => fit.field.id === field.id);

/** Puts a value into the first group that lacks its field, or into one of its own. */
function join<Of extends ProviderInfo>(groups: Group<Of>[], pasted: PastedValue, fit: Fit<Of>): void {
  const group = groups.find(
    (one) => one.provider === fit.provider && one.rest === fit.rest && lacks(one, fit.field),
  );
  if (group === undefined) groups.push({ provider: fit.provider, rest: fit.rest, parts: [{ fit, pasted }] });
  else group.parts.push({ fit, pasted });
}

/** Whether a value whose variable several providers name goes with what else was pasted, or completes only one of them. */
function joinWhereNeeded<Of extends ProviderInfo>(
  groups: Group<Of>[],
  { pasted, fits }: Judged<Of>,
): boolean {
  const named = fits.filter(({ level }) => level >= 2);
  const needing = named.filter((fit) =>
    groups.some(
      ({ provider, rest, ...group }) =>
        provider === fit.provider && rest === fit.rest && lacks({ provider, rest, ...group }, fit.field),
    ),
  );
  const complete = named.filter((fit) => missingOf(fit.provider, [fit.field.id]).length === 0);
  const [only, ...others] = needing.length > 0 ? needing : complete;
  if (only === undefined || others.length > 0) return false;
  join(groups, pasted, only);
  return true;
}

const missingOf = (provider: ProviderInfo, given: readonly string[]): CredentialField[] =>
  provider.credentialFields.filter(({ id, optional }) => !optional && !given.includes(id));

function inOrder<Of extends ProviderInfo>(
  groups: readonly Group<Of>[],
  ambiguous: readonly Judged<Of>[],
  unknown: readonly PastedValue[],
): Finding<Of>[] {
  // Sorting is stable: the three parts of an address stay in their order.
  const found = [
    ...groups.map((group) => ({ at: Math.min(...group.parts.map(({ pasted }) => pasted.line)), group })),
    ...ambiguous.map((judged) => ({ at: judged.pasted.line, judged })),
    ...unknown.map((pasted) => ({ at: pasted.line, pasted })),
  ].toSorted((a, b) => a.at - b.at);
  const findings: Finding<Of>[] = [];
  for (const one of found)
    if ('group' in one) findings.push(repeatedGroup(findings, one.group) ?? knownOf(one.group));
    else if ('judged' in one) findings.push(repeated(findings, one.judged.pasted) ?? ambiguousOf(one.judged));
    else findings.push(repeated(findings, one.pasted) ?? unknownOf(one.pasted));
  return findings;
}

function knownOf<Of extends ProviderInfo>({ provider, rest, parts }: Group<Of>): KnownFinding<Of> {
  const values = Object.fromEntries(parts.map(({ fit, pasted }) => [fit.field.id, pasted.value]));
  return {
    kind: 'known',
    provider,
    values,
    otherKind: parts.find(({ fit }) => fit.otherKind !== null)?.fit.otherKind ?? null,
    names: [...new Set(parts.flatMap(({ pasted }) => pasted.name ?? []))],
    lines: [...new Set(parts.map(({ pasted }) => pasted.line))],
    took: [...new Set(parts.flatMap(({ pasted }) => pasted.took ?? []))],
    missing: missingOf(provider, Object.keys(values)),
    rest,
  };
}

function ambiguousOf<Of extends ProviderInfo>({ pasted, fits }: Judged<Of>): AmbiguousFinding<Of> {
  const { value, name, line, took } = pasted;
  const candidates = [...Map.groupBy(fits, ({ provider }) => provider)].map(([provider, [fit]]) => ({
    provider,
    values: { [fit?.field.id ?? '']: value },
    otherKind: fit?.otherKind ?? null,
  }));
  return { kind: 'ambiguous', value, name, line, took, candidates, rest: fits[0]?.rest ?? null };
}

const unknownOf = (pasted: PastedValue): UnknownFinding => ({
  kind: 'unknown',
  name: pasted.name,
  line: pasted.line,
  why: whyUnusable(pasted) ?? whyUnknown(pasted),
});

/** The same values once more; null: there is something new. */
function repeatedGroup<Of extends ProviderInfo>(
  before: readonly Finding<Of>[],
  { provider, parts }: Group<Of>,
): RepeatedFinding | null {
  const of = before.findIndex(
    (finding) =>
      finding.kind === 'known' &&
      finding.provider === provider &&
      parts.every(({ fit, pasted }) => finding.values[fit.field.id] === pasted.value),
  );
  const pasted = parts[0]?.pasted;
  return of < 0 || pasted === undefined
    ? null
    : { kind: 'repeated', name: pasted.name, line: pasted.line, of };
}

/** A key that was found before, under a name that nobody knows. */
function repeated<Of extends ProviderInfo>(
  before: readonly Finding<Of>[],
  { name, line, value }: PastedValue,
): RepeatedFinding | null {
  if (value.length < 12) return null;
  const of = before.findIndex(
    (finding) =>
      (finding.kind === 'ambiguous' && finding.value === value) ||
      (finding.kind === 'known' && Object.values(finding.values).includes(value)),
  );
  return of < 0 ? null : { kind: 'repeated', name, line, of };
}
