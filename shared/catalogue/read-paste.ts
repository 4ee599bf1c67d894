import { plainText } from '../plain-text.ts';

// What was pasted, or what a file holds: keys in any form in which people keep them, each as its value alone.

/** A value that was pasted. */
export interface PastedValue {
  /** From 1. */
  line: number;
  /** The name of its variable, as it was written; null: it has none. */
  name: string | null;
  value: string;
  /** `Took the value of SCRAPERAPI_KEY`, if anything was taken off. */
  took: string | null;
  /** The host of the address that it was part of; null: it was not part of one. */
  host: string | null;
}

/** A value with its name, before anything is taken off. */
interface Raw {
  name: string | null;
  text: string;
  host?: string;
}

/**
 * The values of a text: a key, assignments, a `.env`, JSON, YAML, headers, an address or a `curl` command. Of more than
 * `mostValues`, at least one more than that, so that it can be told.
 */
export function readPaste(text: string): PastedValue[] {
  const clean = text.replace(/^\uFEFF/, '');
  return readJson(clean) ?? readLines(clean.split(/\r\n|[\n\r\u0085\u2028\u2029]/));
}

function readJson(text: string): PastedValue[] | null {
  if (!/^\s*[{[]/.test(text)) return null;
  const members = jsonMembers(text);
  if (members === null) return null;
  let [from, line] = [0, 1];
  return members.flatMap((member) => {
    const at = text.indexOf(JSON.stringify(member.text).slice(1, -1), from);
    if (at >= 0) {
      line += text.slice(from, at + 1).split('\n').length - 1;
      from = at + 1;
    }
    return finished(member, line, []);
  });
}

function jsonMembers(text: string): Raw[] | null {
  try {
    const parsed: unknown = JSON.parse(text);
    const members: Raw[] = [];
    for (const one of membersOf(parsed, null, 0)) if (members.push(one) > mostValues) break;
    return members;
  } catch {
    return null;
  }
}

/** Deeper than people nest their keys, even in the state of Terraform or Kubernetes. */
const deepest = 32;

function* membersOf(value: unknown, name: string | null, depth: number): Generator<Raw> {
  if (typeof value === 'string' || typeof value === 'number') yield { name, text: String(value) };
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  if (Array.isArray(value)) {
    for (const one of value) yield* membersOf(one, name, depth + 1);
    return;
  }
  // As lists of variables are written: { "name": "SERPAPI_KEY", "value": "…" }.
  if ('name' in value && 'value' in value && typeof value.name === 'string') {
    yield* membersOf(value.value, value.name, depth + 1);
    return;
  }
  for (const [key, member] of Object.entries(value))
    yield* membersOf(member, name !== null && isGeneric(key) ? `${name}_${key}` : key, depth + 1);
}

/** More values than anyone has: what holds more is no list of keys. */
export const mostValues = 1000;

/** Characters. Longer than any key and what stands around it. */
export const longest = 4096;

/** What is no value: comments, sections, brackets, and names that only open a block. */
const structure = /^(?:#|\/\/|;|rem\s|---$|\[[^\]]*\]$|[{}[\],;]+$|["']?[\w.-]+["']?\s*:\s*[{[|>]?-?$)/i;
const declaration =
  /^(?:[-*]\s+)?(?:(?:export|declare\s+-x|typeset\s+-x|const|let|var|ENV|ARG|set|setx|-e|--env)\s+)?(?:\$env:|process\.env\.)?/i;
const assignment = /^["']?([A-Za-z_][\w.]*)["']?\s*(?::=|=>|=)\s*(.*)$/s;
/** `setx NAME value`, and `set -gx NAME value` of fish. */
const spaced = /^(?:setx|ENV|set\s+-\w+)\s+([A-Za-z_]\w*)\s+(\S.*)$/i;
const member =
  /^(?:[-*]\s+)?(?:"([\w.\- ]+)"\s*:\s*|'([\w.\- ]+)'\s*:\s*|([A-Za-z_][\w.-]*(?: [\w.-]+){0,3})\s*:\s+)(\S.*)$/s;

function readLines(lines: readonly string[]): PastedValue[] {
  const found: PastedValue[] = [];
  for (let at = 0; at < lines.length && found.length <= mostValues; at += 1) {
    const whole = lines[at] ?? '';
    const first = at + 1;
    if (whole.length > longest) found.push(...finished({ name: null, text: whole }, first, []));
    const line = whole.length > longest ? '' : withoutEdges(whole);
    if (line === '' || structure.test(line)) continue;
    if (/^(?:[$>]\s+)?curl(?:\.exe)?\s/.test(line)) {
      const command = joined(lines, at);
      at = command.end;
      found.push(...curlValues(command.text).flatMap((raw) => finished(raw, first, [])));
      continue;
    }
    const hidden = line === whole.trim() ? [] : [invisible];
    for (const part of assignmentsIn(line)) {
      const { name, text } = split(part);
      const { value, off, end } = unquoted(text, lines, at);
      at = end;
      const texts = name !== null || off.length > 0 ? [value] : severalIn(value);
      for (const one of texts) found.push(...finished({ name, text: one }, first, [...off, ...hidden]));
    }
  }
  return paired(found);
}

/** Several assignments on one line: `A_KEY=… B_KEY=…`. */
function assignmentsIn(line: string): string[] {
  const parts = line.split(/[,;\s](?=[A-Z][A-Z0-9]*_[A-Z0-9_]*=[^\s=])/);
  const isWhole = (part: string) => part.split('"').length % 2 === 1 && part.split("'").length % 2 === 1;
  return parts.length > 1 && parts.every(isWhole) && /^[^#]*=[^#]*$/.test(parts[0] ?? '') ? parts : [line];
}

/** `name: SERPAPI_KEY` and then `value: …`, as lists of variables are written in YAML. */
function paired(found: readonly PastedValue[]): PastedValue[] {
  return found.flatMap((one, at) => {
    const [before, next] = [found[at - 1], found[at + 1]];
    if (one.name === 'name' && next?.name === 'value' && /^\w+$/.test(one.value)) return [];
    if (one.name !== 'value' || before?.name !== 'name' || !/^\w+$/.test(before.value)) return [one];
    return [{ ...one, name: before.value, took: tookOnlyName(before.value) }];
  });
}

/** A command that goes on over lines that end in a backslash, or in what stands for it on Windows. */
function joined(lines: readonly string[], at: number): { text: string; end: number } {
  const goesOn = /[\\^`]$/;
  const parts: string[] = [];
  for (let end = at; ; end += 1) {
    const line = withoutEdges(lines[end] ?? '');
    parts.push(line.replace(goesOn, ''));
    if (!goesOn.test(line) || end + 1 >= lines.length) return { text: parts.join(' '), end };
  }
}

/** Blanks and what cannot be seen, at either end. */
const withoutEdges = (line: string): string => line.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '');

/** The name of a line and what follows it. */
function split(line: string): Raw {
  const [, ofSpaced, spacedText] = spaced.exec(line) ?? [];
  if (ofSpaced !== undefined && spacedText !== undefined && !spacedText.startsWith('='))
    return { name: ofSpaced, text: spacedText };
  const [, name, text = ''] = assignment.exec(line.replace(declaration, '')) ?? [];
  // A key in base64 ends like the assignment of nothing.
  const isPadded = /^=?$/.test(text) && !name?.includes('_') && (text !== '' || (name?.length ?? 0) >= 16);
  if (name !== undefined && !isPadded) {
    // `set "NAME=value"` of Windows.
    const isWrapped = /^(?:set\s+)"/i.test(line) && text.endsWith('"') && !text.startsWith('"');
    return { name, text: isWrapped ? text.slice(0, -1) : text };
  }
  const [, quoted, single, plain, of] = member.exec(line) ?? [];
  const title = quoted ?? single ?? plain;
  if (title !== undefined && of !== undefined) return { name: title, text: of };
  return { name: null, text: line.replace(/^[-*]\s+/, '') };
}

/** The text without its quotes and what follows them. Quotes may end on a later line. */
function unquoted(
  text: string,
  lines: readonly string[],
  at: number,
): { value: string; off: string[]; end: number } {
  if (/^-----BEGIN /.test(text)) {
    const end = lines.findIndex((line, index) => index >= at && /-----END /.test(line));
    if (end > at) return { value: [text, ...lines.slice(at + 1, end + 1)].join('\n'), off: [], end };
  }
  const quote = /^["'`]/.exec(text)?.[0];
  if (quote === undefined) {
    const bare = text.replace(/\s+#.*$/s, '').replace(/[;,\\]$/, '');
    // As some programs for writing make them of straight ones.
    const plain = bare.replace(/^[“”„‘’](.+)[“”‘’]$/s, '$1');
    const off = plain === bare ? [] : ['its quotes'];
    return { value: plain.startsWith('#') ? '' : plain, off, end: at };
  }
  let body = text.slice(1);
  for (let end = at; end < Math.min(lines.length, at + mostLines); end += 1) {
    const from = end > at ? body.length : 0;
    if (end > at) {
      const next = lines[end] ?? '';
      // The quote was never closed: another assignment begins.
      if (/^\s*(?:export\s+)?[A-Za-z_]\w*=(?!=?\s*$)/.test(next)) break;
      body += `\n${next}`;
    }
    const close = closing(body, quote, from);
    if (close >= 0) return { value: unescaped(body.slice(0, close), quote), off: ['its quotes'], end };
  }
  return { value: text.slice(1), off: ['its quotes'], end: at };
}

/** Longer than any text in quotes that people keep with their keys. */
const mostLines = 500;

function closing(body: string, quote: string, from: number): number {
  for (let at = from; at < body.length; at += 1)
    if (body[at] === '\\' && quote === '"') at += 1;
    else if (body[at] === quote) return at;
  return -1;
}

const unescaped = (body: string, quote: string): string =>
  quote === '"' ? body.replaceAll(/\\n/g, '\n').replaceAll(/\\(["\\$`])/g, '$1') : body;

/** Several keys on one line, as a list has them. Words are left together. */
function severalIn(line: string): string[] {
  const parts = line.split(/[\s,;]+/).filter((part) => part !== '');
  const isKey = (part: string) => part.length >= 16 && /\d/.test(part);
  return parts.length > 1 && parts.every(isKey) ? parts : [line];
}

/** The headers, the address, the user and the data of a `curl` command, as far as they can hold a key. */
function curlValues(command: string): Raw[] {
  const words = [...command.matchAll(/"((?:\\.|[^"\\])*)"|'([^']*)'|([^\s"']+)/g)].map(
    ([, double, single, plain]) => double?.replaceAll(/\\(.)/g, '$1') ?? single ?? plain ?? '',
  );
  const address = words.find((word) => /^https?:\/\//.test(word));
  const host = address === undefined ? undefined : hostOf(address);
  const found: Raw[] = [];
  if (address !== undefined && keyInAddress(address) !== null) found.push({ name: null, text: address });
  words.forEach((word, at) => {
    const option = words[at - 1] ?? '';
    const place = host === undefined ? {} : { host };
    if (/^(?:-H|--header)=?$/.test(option)) {
      const [, name = '', text = ''] = /^([\w-]+):\s*(.+)$/.exec(word) ?? [];
      if (keyName.test(name)) found.push({ name, text, ...place });
    } else if (/^(?:-u|--user)=?$/.test(option)) found.push(...userValues(word, place));
    if (/^(?:-d|--data(?:-raw|-binary)?|--json)=?$/.test(option))
      for (const { name, text } of jsonMembers(word) ?? [])
        if (name !== null && keyName.test(name)) found.push({ name, text, ...place });
  });
  return found;
}

/** `key:`, or a name and a password, of which the address tells only whose the second is. */
function userValues(word: string, place: { host?: string }): Raw[] {
  const [user = '', password = ''] = word.split(':', 2);
  if (password === '') return [{ name: null, text: user, ...place }];
  return [...(user === '' ? [] : [{ name: null, text: user }]), { name: null, text: password, ...place }];
}

/** Headers, parameters and members that hold a key. */
const keyName = /auth|(?:^|[^a-z])key|api-?key|client_?key|token|secret/i;
/** Parameters that hold one. */
const keyParameter =
  /^(?:x[-_])?(?:(?:api|access|auth|app|client)[-_]?)?(?:key|token|secret)$|^app_?id$|^auth$/i;
/** What stands before a key in a header. */
const scheme = /^(?:Authorization:\s*)?((?:DeepL-Auth-)?(?:Bearer|Token|Key|Apikey))\s+(?=\S+$)/i;

/** `cloudinary://key:secret@cloud`, as its documentation names it (read 2026-11), and the variables of its parts. */
const cloudinary = /^cloudinary:\/\/([^:@/]+):([^@/]+)@([\w.-]+)/i;

/** What was taken off, where a character could not be seen. */
const invisible = 'invisible characters';

/** Takes off what is no part of the value. */
function finished({ name, text, host }: Raw, line: number, taken: readonly string[]): PastedValue[] {
  // No key: nothing needs to be taken off.
  if (text.length > longest || /[\n\r]/.test(text.trim()))
    return [{ line, name, value: text, took: tookWords(name, taken), host: null }];
  const off = [...taken];
  const visible = plainText(text);
  if (visible !== text.trim() && !off.includes(invisible)) off.push(invisible);
  const [, word] = scheme.exec(visible) ?? [];
  if (word !== undefined) off.push(`“${word}”`);
  const bare = visible.replace(scheme, '');

  const [, key, secret, cloud] = cloudinary.exec(bare) ?? [];
  if (key !== undefined && secret !== undefined && cloud !== undefined) {
    const took = `Took the parts of ${name ?? 'the address'}`;
    const part = (of: string, value: string) => ({ line, name: of, value: decoded(value), took, host: null });
    return [
      part('CLOUDINARY_CLOUD_NAME', cloud),
      part('CLOUDINARY_API_KEY', key),
      part('CLOUDINARY_API_SECRET', secret),
    ];
  }
  const inAddress = keyInAddress(bare);
  if (inAddress !== null) {
    const took = `Took ${inAddress.parameter} of the address${name === null ? '' : ` in ${name}`}`;
    return [{ line, name, value: inAddress.value, took, host: hostOf(bare) ?? null }];
  }
  return [{ line, name, value: bare, took: tookWords(name, off), host: host ?? null }];
}

function keyInAddress(text: string): { parameter: string; value: string } | null {
  const address = withScheme(text);
  if (!/^https?:\/\/\S+\?/i.test(address) || !URL.canParse(address)) return null;
  for (const [parameter, value] of new URL(address).searchParams)
    if (keyParameter.test(parameter) && value.length >= 8) return { parameter, value };
  return null;
}

const withScheme = (text: string): string =>
  /^[\w-]+(?:\.[\w-]+)+\/\S*\?/.test(text) ? `https://${text}` : text;

function hostOf(text: string): string | undefined {
  const address = withScheme(text);
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const listWords = new Intl.ListFormat('en-GB', { type: 'conjunction' });

function tookWords(name: string | null, off: readonly string[]): string | null {
  const without = listWords.format(off);
  if (name === null) return off.length === 0 ? null : `Took off ${without}`;
  return off.length === 0 ? tookOnlyName(name) : `${tookOnlyName(name)} without ${without}`;
}

/** What is said where nothing but the name was taken off. */
export const tookOnlyName = (name: string): string => `Took the value of ${plainText(name)}`;

/** Words that say nothing about whose key it is. */
const generic =
  /^(?:x|api|keys?|token|secret|auth|authorization|access|account|client|app|user|id|sid|password|value|bearer|credentials?|my|the|some|llm|ai|model|service|provider|default|main|other|unknown|extra|first|second|third|new|old|backup|test|testing|dev|prod|production|staging|live|local|\d+)$/;

/** The words of a name, in capitals: `nextPublicKey` and `NEXT_PUBLIC_KEY` are the same. */
export const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .split(/[^A-Z\d]+/)
    .filter((word) => word !== '');

/** Whether a name says nothing about whose key it is: `API_KEY`. */
export const isGeneric = (name: string): boolean =>
  wordsOf(name).every((word) => generic.test(word.toLowerCase()));
