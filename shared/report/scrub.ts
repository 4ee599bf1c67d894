// Takes an answer's texts and numbers away, and leaves its structure, its types and the forms of its numbers and dates: enough
// to see what changed, nothing about the account.

export interface Scrubbed {
  /** What it is: `JSON`, `HTML`, `text`, `empty`. */
  kind: string;
  /** In characters. */
  length: number;
  /** What is left of it. */
  text: string;
}

/** A list is shown by so many of its entries, and the number of the rest. */
const shownEntries = 2;
const mostMembers = 200;
const mostDepth = 30;
const mostParts = 2000;
const patternLength = 80;

/** A body without any of its texts and numbers. What is no JSON is told by its length and the pattern of its beginning. */
export function scrubBody(body: string): Scrubbed {
  const { length } = body;
  const trimmed = body.trim();
  if (trimmed === '') return { kind: 'empty', length, text: '' };
  const json = parsed(trimmed);
  if (json !== undefined)
    return { kind: 'JSON', length, text: JSON.stringify(scrubbed(json, { left: mostParts }, 0), null, 2) };
  const [, tag = ''] = /^<(!doctype html|\?xml|html|head|body|h1|p|pre|div|svg)\b/i.exec(trimmed) ?? [];
  if (trimmed.startsWith('<'))
    return {
      kind: tag.toLowerCase() === '?xml' ? 'XML' : 'HTML',
      length,
      text: `<${tag.toLowerCase() || '…'}>`,
    };
  const kind = /^[[{]/.test(trimmed) ? 'text, which begins like JSON' : 'text';
  return { kind, length, text: patternOf(trimmed) };
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** `budget`: how many parts may still be shown, so that a huge answer makes no huge report. */
function scrubbed(value: unknown, budget: { left: number }, depth: number): unknown {
  budget.left -= 1;
  if (typeof value === 'string') return scrubText(value);
  if (typeof value === 'number') return scrubNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === mostDepth || budget.left <= 0) return '…';
  const rest = (count: number) => `… ${count} more`;
  if (Array.isArray(value)) {
    const shown = value.slice(0, shownEntries).map((entry) => scrubbed(entry, budget, depth + 1));
    return value.length > shownEntries ? [...shown, rest(value.length - shownEntries)] : shown;
  }
  const members = Object.entries(value);
  let hidden = 0;
  const shown = members.slice(0, mostMembers).map(([key, member]) => {
    if (looksLikeData(key)) hidden += 1;
    return [looksLikeData(key) ? `key${hidden}` : key, scrubbed(member, budget, depth + 1)];
  });
  if (members.length > mostMembers) shown.push(['…', rest(members.length - mostMembers)]);
  return Object.fromEntries(shown);
}

/** Whether the key of an object is no name but an id, an address, a title or the like. */
function looksLikeData(key: string): boolean {
  return (
    !/^[A-Za-z_$@][\w$.:@-]{0,39}$/.test(key) ||
    /.@/.test(key) ||
    (key.match(/\d/g) ?? []).length > 3 ||
    /^[0-9a-f-]{12,}$/i.test(key)
  );
}

const isoTime =
  /^\d{4}-\d{2}-\d{2}(?:([Tt ])\d{2}:\d{2}(:\d{2})?(\.\d{1,9})?( ?(?:[Zz]|UTC|[+-]\d{2}:?\d{2}))?)?$/;
const mailTime = /^[A-Z][a-z]{2,8}, \d{1,2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$/;
/** Digits and what separates them: numbers, amounts, dates, times. */
const onlyDigits = /^[+$€£¥-]?(?=.*\d)[\d/.:, -]+%?$/;

/** `text`, or the same form with other digits if it is a date or a number. */
export function scrubText(text: string): string {
  if (text.trim() === '') return '';
  const iso = isoTime.exec(text);
  if (iso !== null) {
    const [, separator = '', seconds, fraction = '', zone = ''] = iso;
    const time = `00:00${seconds === undefined ? '' : ':00'}${fraction}${zone}`.replaceAll(/\d/g, '0');
    return separator === '' ? '2026-01-01' : `2026-01-01${separator}${time}`;
  }
  if (mailTime.test(text)) return 'Thu, 01 Jan 2026 00:00:00 GMT';
  return text.length <= 40 && onlyDigits.test(text) ? otherDigits(text) : 'text';
}

/** Another number with the same sign, as many digits and as many decimals: 111.11. */
export function scrubNumber(value: number): number {
  const [mantissa = '', exponent] = String(value).split('e');
  return Number(`${otherDigits(mantissa)}${exponent === undefined ? '' : `e${exponent}`}`);
}

function otherDigits(text: string): string {
  const isOnes = text.replaceAll(/\D/g, '').replaceAll('1', '') === '';
  return text.replaceAll(/\d/g, isOnes ? '2' : '1');
}

/** The beginning of a text with x for each letter and 1 for each digit. */
const patternOf = (text: string): string =>
  `${text
    .slice(0, patternLength)
    .replaceAll(/\p{L}/gu, 'x')
    .replaceAll(/\p{N}/gu, '1')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^ -~]|`/gu, '?')}${text.length > patternLength ? ' …' : ''}`;
