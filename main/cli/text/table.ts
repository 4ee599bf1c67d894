/** A row of aligned cells, or a line that is printed as it is. */
export type Row = { cells: readonly string[]; style?: (text: string) => string } | Line;
/** On a terminal, what does not fit goes on in the next line, `indent` columns in. */
type Line = { line: string; style?: (text: string) => string; indent?: number };

export interface Fit {
  /** The terminal's width. */
  columns: number;
  /** Column numbers with the least width they keep; the first one gives way first. */
  giveWay: readonly (readonly [column: number, least: number])[];
}

/** For a table of which this column gives way, if one does; null: `columns` is endless, so nothing has to. */
export const fitting = (column: number | null, columns: number): Fit | null =>
  Number.isFinite(columns) ? { columns, giveWay: column === null ? [] : [[column, leastWidth]] } : null;

const leastWidth = 8;
const gap = '   ';
let segmenter: Intl.Segmenter | null = null;

/** Pads each column to its widest cell, without trailing blanks. With `fit`, no line is wider than the terminal. */
export function layout(rows: readonly Row[], fit: Fit | null = null): string {
  const measure = fit === null ? count : width;
  const widths: number[] = [];
  for (const row of rows)
    if ('cells' in row)
      row.cells.forEach((cell, column) => {
        widths[column] = Math.max(widths[column] ?? 0, measure(cell));
      });
  if (fit !== null) narrow(widths, fit);
  return rows.map((row) => ('line' in row ? lineOf(row, fit) : rowOf(row, widths, fit))).join('\n');
}

function rowOf(
  { cells, style }: Extract<Row, { cells: readonly string[] }>,
  widths: readonly number[],
  fit: Fit | null,
): string {
  const measure = fit === null ? count : width;
  const starts = widths.map((_, column) =>
    widths.slice(0, column).reduce((sum, each) => sum + each + gap.length, 0),
  );
  const line = cells
    // A column of which nothing would be seen is left out: its `…` would stand behind another one.
    .filter((cell, column) => {
      const start = starts[column] ?? 0;
      return fit === null || start + width(cell) <= fit.columns || start < fit.columns - 1;
    })
    .map((cell, column) => {
      const room = widths[column] ?? 0;
      const shown = fit === null ? cell : cut(cell, room);
      return shown + ' '.repeat(Math.max(0, room - measure(shown)));
    })
    .join(gap)
    .trimEnd();
  // Even the least widths may be too much.
  const fitted = fit === null ? line : cut(line, fit.columns);
  return style ? style(fitted) : fitted;
}

function lineOf({ line, style = (text) => text, indent = 0 }: Line, fit: Fit | null): string {
  return fit === null ? style(line) : wrapped(line, fit.columns, indent).map(style).join('\n');
}

/** Takes from the columns that may give way, one after the other, until all fit. */
function narrow(widths: number[], { columns, giveWay }: Fit): void {
  const whole = widths.reduce((sum, each) => sum + each, gap.length * Math.max(0, widths.length - 1));
  let tooMuch = whole - columns;
  for (const [column, least] of giveWay) {
    const own = widths[column] ?? 0;
    const taken = Math.min(Math.max(0, tooMuch), Math.max(0, own - least));
    widths[column] = own - taken;
    tooMuch -= taken;
  }
}

/** A text in lines no wider than `columns`, broken between words; those after the first begin `indent` columns in. */
export function wrapped(text: string, columns: number, indent = 0): string[] {
  const [start = ''] = /^\s*/.exec(text) ?? [];
  const lines: string[] = [];
  let line = start;
  for (const word of text.trim().split(' ')) {
    const longer = line.trim() === '' ? `${line}${word}` : `${line} ${word}`;
    if (width(longer) <= columns || line.trim() === '') line = longer;
    else {
      lines.push(line);
      line = `${' '.repeat(indent)}${word}`;
    }
  }
  return [...lines, line].map((each) => cut(each, columns));
}

/** As much of a text as fits, by whole characters, with `…` for the rest. */
export function cut(text: string, room: number): string {
  if (width(text) <= room) return text;
  let shown = '';
  for (const grapheme of graphemes(text)) {
    if (width(shown) + width(grapheme) > room - 1) break;
    shown += grapheme;
  }
  return room < 1 ? '' : `${shown.trimEnd()}…`;
}

function graphemes(text: string): string[] {
  // Made when it is needed, because most commands print no table: 8 ms (Node 24, November 2026).
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

const count = (text: string): number => graphemes(text).length;

/** Columns on a terminal: two for the wide characters of East Asian scripts and for emoji (Unicode’s Annex 11). */
export const width = (text: string): number =>
  /^[ -~]*$/.test(text)
    ? text.length
    : graphemes(text).reduce((sum, each) => sum + (isWide(each) ? 2 : 1), 0);

const narrowForms = /^[\uFF61-\uFFDC\uFFE8-\uFFEE]/;
const wideForms =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|\uFE0F|[\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const isWide = (grapheme: string): boolean => !narrowForms.test(grapheme) && wideForms.test(grapheme);

/** Text from outside on one line, without characters that could steer the terminal or reorder the line. */
export { plainText as plain } from '../../../shared/plain-text.ts';
