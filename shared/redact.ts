const mask = '••••';

/**
 * Replaces every occurrence of each secret by ••••: as it is, URL-encoded, JSON-escaped, HTML-escaped, in base64 or hex, and
 * at least half of it, as in a truncated message.
 */
export const redact = (text: string, secrets: readonly string[]): string => redactor(secrets)(text);

/** Redacts every string in plain data. */
export function redactAll<Value>(value: Value, secrets: readonly string[]): Value;
export function redactAll(value: unknown, secrets: readonly string[]): unknown {
  return inAll(value, redactor(secrets));
}

/** One for many texts: making the patterns costs more than using them. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.flatMap(writtenForms).sort((a, b) => b.length - a.length);
  if (forms.length === 0) return (text) => text;
  const pattern = new RegExp(forms.join('|'), 'g');
  return (text) => secrets.reduce(withoutCut, text.replace(pattern, mask));
}

function inAll(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((part) => inAll(part, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inAll(part, change)]));
}

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
