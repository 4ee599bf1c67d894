import { encodedIn, unescapedText } from './spellings.ts';

const mask = '••••';

/**
 * Replaces every occurrence of each secret by ••••: as it is, URL-encoded, JSON-escaped, HTML-escaped, in base64 or hex, and
 * at least half of it, as in a truncated message. Where eight characters in a row are spelled backwards or in any other of
 * these ways, the word that spells them is replaced.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return redactor(secrets)(text);
}

/** Redacts every string in plain data. */
export function redactAll<Value>(value: Value, secrets: readonly string[]): Value;
export function redactAll(value: unknown, secrets: readonly string[]): unknown {
  return inAll(value, redactor(secrets));
}

function inAll(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((part) => inAll(part, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inAll(part, change)]));
}

/** One for many texts. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const known = createRedactor();
  for (const secret of secrets) known.add(secret);
  return known.redact;
}

export interface Redactor {
  add(secret: string): void;
  /** Forgets a secret, so that it is not kept in memory. */
  remove(secret: string): void;
  redact(text: string): string;
}

/**
 * A redactor for a changing set of secrets. Texts are looked up in an index, so that its cost hardly depends on how many there
 * are: 0.05 ms for a line of a log and 2,000 secrets (November 2026).
 */
export function createRedactor(): Redactor {
  const known = new Set<string>();
  const index: Index = new Map();
  /** Too short for the index. */
  const short = new Set<string>();
  return {
    add(secret) {
      if (secret === '' || known.has(secret)) return;
      known.add(secret);
      if (isShort(secret)) short.add(secret);
      else addTo(index, secret);
    },
    remove(secret) {
      if (!known.delete(secret)) return;
      short.delete(secret);
      removeFrom(index, secret, known);
    },
    redact(text) {
      // Most texts of a reading are words that are shorter than anything that gives a secret away.
      if (known.size === 0 || text === '' || (text.length < stretch && short.size === 0)) return text;
      const found = new Set(short);
      if (index.size > 0) for (const view of viewsOf(text)) findIn(index, view, found);
      const plain = found.size === 0 ? text : withoutForms(text, [...found]);
      return index.size === 0 ? plain : withoutSpellings(plain, index);
    },
  };
}

/** So many characters in a row of a secret give it away. */
const stretch = 8;
/** A stretch that more secrets share is a prefix of some provider's keys, which tells nothing. */
const mostSharing = 8;

/** Hash of a stretch → the secrets that have it. */
type Index = Map<number, string[]>;

function addTo(index: Index, secret: string): void {
  for (const hash of new Set(hashesOf(secret))) {
    const sharing = index.get(hash);
    if (sharing === undefined) index.set(hash, [secret]);
    else if (sharing.length <= mostSharing) sharing.push(secret);
  }
}

/** A stretch that too many secrets shared is indexed anew, because those left may be few enough. */
function removeFrom(index: Index, secret: string, left: ReadonlySet<string>): void {
  for (const hash of new Set(hashesOf(secret))) {
    const sharing = index.get(hash) ?? [];
    const others =
      sharing.length > mostSharing
        ? [...left].filter((other) => !isShort(other) && new Set(hashesOf(other)).has(hash))
        : sharing.filter((other) => other !== secret);
    if (others.length === 0) index.delete(hash);
    else index.set(hash, others.slice(0, mostSharing + 1));
  }
}

function findIn(index: Index, text: string, found: Set<string>): void {
  for (const hash of hashesOf(text)) {
    const sharing = index.get(hash);
    if (sharing !== undefined && sharing.length <= mostSharing)
      for (const secret of sharing) found.add(secret);
  }
}

function isFoundIn(index: Index, text: string): boolean {
  for (const hash of hashesOf(text)) {
    const sharing = index.get(hash);
    if (sharing !== undefined && sharing.length <= mostSharing) return true;
  }
  return false;
}

const base = 0x01000193;
/** `base` to the power of `stretch`, in 32 bits. */
const outgoing = Array.from({ length: stretch }).reduce<number>((power) => Math.imul(power, base), 1);

/** A rolling hash of each stretch of a text, whatever its case. */
function* hashesOf(text: string): Generator<number> {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) {
    hash = (Math.imul(hash, base) + lowerCodeAt(text, at)) | 0;
    if (at >= stretch) hash = (hash - Math.imul(outgoing, lowerCodeAt(text, at - stretch))) | 0;
    if (at >= stretch - 1) yield hash;
  }
}

function lowerCodeAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** The text as it is, unescaped, backwards, and what its encoded parts stand for. */
function* viewsOf(text: string): Generator<string> {
  const unescaped = unescapedText(text);
  yield text;
  if (unescaped !== text) yield unescaped;
  for (const { meanings } of encodedIn(text)) yield* meanings;
}

/** Replaces the words that spell a secret in a way that is not one of the usual encodings of all of it. */
function withoutSpellings(text: string, index: Index): string {
  const tells = (said: string) => isFoundIn(index, said) || isFoundIn(index, reversed(said));
  const encoded = masked(
    text,
    encodedIn(text).filter(({ meanings }) => meanings.some(tells)),
  );
  if (unescapedText(encoded) === encoded && !isFoundIn(index, reversed(encoded))) return encoded;
  const clean = encoded.replaceAll(word, (whole) => {
    const unescaped = unescapedText(whole);
    const spells =
      isFoundIn(index, reversed(unescaped)) || (unescaped !== whole && isFoundIn(index, unescaped));
    return spells ? mask : whole;
  });
  // Spelled across words: there is no telling where it begins.
  return isFoundIn(index, unescapedText(clean)) && !isFoundIn(index, clean) ? mask : clean;
}

/** With these stretches masked, which may overlap. */
function masked(text: string, stretches: readonly { at: number; length: number }[]): string {
  let clean = '';
  let from = 0;
  for (const { at, length } of stretches.toSorted((a, b) => a.at - b.at)) {
    if (at >= from) clean += text.slice(from, at) + mask;
    from = Math.max(from, at + length);
  }
  return clean + text.slice(from);
}

/** A word in running text or in JSON. A backslash at its end belongs to the quotation mark behind it. */
const word = /[^\s"'“”<>(){}[\],]{8,}(?<!\\)/g;

/** Replaces the secrets in the encodings that are usual, and what is cut off of them. */
function withoutForms(text: string, secrets: readonly string[]): string {
  const patternOf = (some: readonly string[], flags: string) => {
    const forms = some.flatMap(writtenForms).sort((a, b) => b.length - a.length);
    return new RegExp(forms.length === 0 ? '(?!)' : forms.join('|'), flags);
  };
  // Some echoes are in another case. Of a short secret, that would be an ordinary word.
  const [short, long] = [secrets.filter(isShort), secrets.filter((secret) => !isShort(secret))];
  const whole = text.replace(patternOf(long, 'gi'), mask).replace(patternOf(short, 'g'), mask);
  return secrets.reduce(withoutCut, whole);
}

const isShort = (secret: string) => secret.length < stretch;
/** Patterns for the encodings of a secret. */
function writtenForms(secret: string): string[] {
  if (secret === '') return [];
  const uri = encodeURIComponent(secret.toWellFormed());
  const bytes = new TextEncoder().encode(secret);
  const plain = [
    secret,
    uri,
    uri.replaceAll('%20', '+'),
    uri.replaceAll(/%../g, (byte) => byte.toLowerCase()),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign),
    base64(bytes),
    base64(bytes).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'),
    ...(bytes.length < 4 ? [] : [hex(bytes), hex(bytes).toUpperCase()]),
  ].map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  // Whole groups of three bytes are encoded the same whatever follows, so `secret:` of basic authentication is found too.
  const whole = base64(bytes.subarray(0, bytes.length - (bytes.length % 3)));
  return whole.length < 8
    ? plain
    : [...plain, `${whole.replaceAll(/[+/]/g, '[+/_-]')}[A-Za-z0-9+/_-]*={0,2}`];
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const base64 = (bytes: Uint8Array) => btoa(String.fromCodePoint(...bytes));
const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Redacts at least half of a secret, from its start or its end. Less may be a prefix shared by all keys of a provider. */
function withoutCut(text: string, secret: string): string {
  const half = Math.max(8, Math.ceil(secret.length / 2));
  if (secret.length <= half) return text;
  const rest = secret.slice(half);
  const [before = '', ...after] = text.split(secret.slice(0, half));
  const headless = [before, ...after.map((part) => part.slice(sharedLength(part, rest)))].join(mask);
  const start = secret.slice(0, -half);
  const parts = headless.split(secret.slice(-half));
  const last = parts.pop() ?? '';
  const shared = (part: string) => sharedLength(reversed(part), reversed(start));
  return [...parts.map((part) => part.slice(0, part.length - shared(part))), last].join(mask);
}

const reversed = (text: string) => text.split('').reverse().join('');

/** The length of the common prefix of two texts. */
function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}
