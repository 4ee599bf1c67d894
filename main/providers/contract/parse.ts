// JSON.parse for answers from outside: its cost follows from what is used of an answer, not from what the answer chooses.

/** More entries of a list than this would add nothing and make everything slow. */
export const mostEntries = 200;
/** No provider's answer has a tenth of these. */
const mostMembers = 5000;
const mostDepth = 100;

/**
 * The value of a JSON text; null if it is not JSON, is JSON's own `null`, or is nested too deeply. Only the first 200
 * entries of a list are there, though its `length` tells how many it has, and the first 5,000 members of an object.
 */
export function parseJson(text: string): unknown {
  const cut = withoutRests(text);
  if (cut === null) return null;
  try {
    const value: unknown = JSON.parse(cut.text) ?? null;
    for (const { path, length } of cut.lists) setLength(value, path, length);
    return value;
  } catch {
    return null;
  }
}

/** A list or an object that is open where the text is being read. */
interface Level {
  isList: boolean;
  /** Before the one being read. */
  entries: number;
  /** Where the last text began and ended: in an object, its key is the last one before the colon. */
  key: [from: number, to: number];
}
interface Cut {
  text: string;
  lists: { path: (string | number)[]; length: number }[];
}

/** The text without what is beyond the limits, which is not looked at; null if it is nested too deeply. */
function withoutRests(text: string): Cut | null {
  const levels: Level[] = [];
  const cut: Cut = { text: '', lists: [] };
  let from = 0;
  let lastText: Level['key'] = [0, 0];
  /** How many levels are open around the rest that is being skipped; 0: none is. */
  let skipping = 0;
  let level: Level | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    // Digits, letters and blanks are most of what there is.
    if (!isSyntax[sign]) continue;
    if (sign === signs.comma) {
      if (!level) return null;
      level.entries += 1;
      if (skipping > 0 || level.entries !== (level.isList ? mostEntries : mostMembers)) continue;
      skipping = levels.length;
      cut.text += text.slice(from, at);
    } else if (sign === signs.quote) {
      const end = endOfText(text, at);
      lastText = [at, end + 1];
      at = end;
    } else if (sign === signs.colon) {
      if (level) level.key = lastText;
    } else if (sign === signs.openList || sign === signs.openObject) {
      if (levels.length === mostDepth) return null;
      level = { isList: sign === signs.openList, entries: 0, key: [0, 0] };
      levels.push(level);
    } else if (level) {
      if (skipping === levels.length) {
        const path = levels.slice(0, -1).map((outer) => keyOf(outer, text));
        if (level.isList) cut.lists.push({ path, length: level.entries + 1 });
        from = at;
        skipping = 0;
      }
      levels.pop();
      level = levels.at(-1);
    }
  }
  cut.text += skipping > 0 ? '' : text.slice(from);
  return cut;
}

const codeOf = (sign: string) => sign.charCodeAt(0);
const signs = {
  quote: codeOf('"'),
  backslash: codeOf('\\'),
  colon: codeOf(':'),
  comma: codeOf(','),
  openList: codeOf('['),
  closeList: codeOf(']'),
  openObject: codeOf('{'),
  closeObject: codeOf('}'),
};

const isSyntax: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  '"[]{},:'.includes(String.fromCharCode(code)),
);

/** Where the text that begins at `start` ends: at the next quotation mark that is not escaped. */
function endOfText(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (at !== -1 && backslashesBefore(text, at) % 2 === 1) at = text.indexOf('"', at + 1);
  return at === -1 ? text.length : at;
}

function backslashesBefore(text: string, at: number): number {
  let first = at;
  while (text.charCodeAt(first - 1) === signs.backslash) first -= 1;
  return at - first;
}

function keyOf({ isList, entries, key: [from, to] }: Level, text: string): string | number {
  return isList ? entries : String(JSON.parse(text.slice(from, to)));
}

function setLength(root: unknown, path: readonly (string | number)[], length: number): void {
  const list = path.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
    root,
  );
  if (Array.isArray(list) && list.length === mostEntries) list.length = length;
}
