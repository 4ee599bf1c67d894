// The ways in which a text can spell another: what an echo of a key looks like in an error message.

/** With percent signs, HTML entities and JSON escapes decoded, twice over if need be. The text itself if there are none. */
export function unescapedText(text: string): string {
  const once = unescapedOnce(text);
  return once === text ? text : unescapedOnce(once);
}

const escapes =
  /%[0-9a-f]{2}|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});?|\\(?:u\{?[0-9a-f]{2,6}\}?|x[0-9a-f]{2}|["'\\/])/gi;

const unescapedOnce = (text: string): string =>
  /[%&\\]/.test(text) ? text.replace(escapes, (written) => signOf(written.toLowerCase()) ?? written) : text;

function signOf(written: string): string | null {
  if (written.startsWith('%')) return signFor(written.slice(1), 16);
  if (written.startsWith('&#x')) return signFor(written.slice(3).replace(';', ''), 16);
  if (written.startsWith('&#')) return signFor(written.slice(2).replace(';', ''), 10);
  if (written.startsWith('&')) return entities.get(written.slice(1).replace(';', '')) ?? null;
  return /^\\[ux]/.test(written) ? signFor(written.slice(2).replaceAll(/[{}]/g, ''), 16) : written.slice(1);
}

function signFor(digits: string, base: number): string | null {
  const code = Number.parseInt(digits, base);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

/** The named entities of the signs that a key can have (WHATWG, 13.5 Named character references). */
const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['lowbar', '_'],
  ['hyphen', '-'],
  ['dash', '-'],
  ['period', '.'],
  ['colon', ':'],
  ['semi', ';'],
  ['sol', '/'],
  ['bsol', '\\'],
  ['plus', '+'],
  ['equals', '='],
  ['num', '#'],
  ['dollar', '$'],
  ['percnt', '%'],
  ['commat', '@'],
  ['ast', '*'],
  ['excl', '!'],
  ['quest', '?'],
  ['vert', '|'],
  ['comma', ','],
]);

/** A stretch of a text that could be something else, encoded. */
export interface Encoded {
  at: number;
  length: number;
  /** What it may stand for, one for each alignment. */
  meanings: string[];
}

const inHex = /(?:0x|\\{1,2}x)?[0-9a-f]{2}(?:[ :.,_-]?(?:0x|\\{1,2}x)?[0-9a-f]{2}){7,}[0-9a-f]?/gi;
const inBase64 = /[a-z0-9+/_-]{11,}/gi;

/** The stretches that may be hex, with or without separators, or base64, of both alphabets. */
export function encodedIn(text: string): Encoded[] {
  const found: Encoded[] = [];
  for (const { 0: run, index } of text.matchAll(inHex)) {
    const digits = run.replaceAll(/0x|[^0-9a-f]/gi, '');
    const backwards = digits.split('').reverse().join('');
    const meanings = [digits, digits.slice(1), backwards, backwards.slice(1)].map(fromHex);
    found.push({ at: index, length: run.length, meanings });
  }
  for (const { 0: run, index } of text.matchAll(inBase64)) {
    const signs = run.replaceAll('-', '+').replaceAll('_', '/');
    const meanings = [0, 1, 2, 3].map((from) => fromBase64(signs.slice(from)));
    found.push({ at: index, length: run.length, meanings });
  }
  return found;
}

function fromHex(digits: string): string {
  let text = '';
  for (let at = 0; at + 1 < digits.length; at += 2)
    text += String.fromCharCode(Number.parseInt(digits.slice(at, at + 2), 16));
  return text;
}

/** The last group may be cut off. */
function fromBase64(signs: string): string {
  const whole = signs.length % 4 === 1 ? signs.slice(0, -1) : signs;
  return atob(whole);
}
