/** A row of aligned cells, or a line that is printed as it is. */
export type Row = { cells: readonly string[]; style?: (text: string) => string } | { line: string };

const gap = '   ';
let segmenter: Intl.Segmenter | null = null;

/** Pads each column to its widest cell, without trailing blanks. */
export function layout(rows: readonly Row[]): string {
  const widths: number[] = [];
  for (const row of rows)
    if ('cells' in row)
      row.cells.forEach((cell, column) => {
        widths[column] = Math.max(widths[column] ?? 0, width(cell));
      });
  return rows
    .map((row) => {
      if ('line' in row) return row.line;
      const line = row.cells
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
        .join(gap)
        .trimEnd();
      return row.style ? row.style(line) : line;
    })
    .join('\n');
}

/** How many columns a reader sees. */
export function width(text: string): number {
  // Made when it is needed, because most commands print no table: 8 ms (Node 24, November 2026).
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return [...segmenter.segment(text)].length;
}

/** Text from outside on one line, without characters that could steer the terminal or reorder the line. */
export { plainText as plain } from '../../../shared/plain-text.ts';
