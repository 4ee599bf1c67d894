import { type Row, width } from './table.ts';

// Fits text to the terminal. Elsewhere a line is as long as it is, so that scripts find it whole.

const shortest = 8;
const gap = 3;

/** The rows with the cells of one column shortened, so that the table is no wider than the terminal. */
export function fitted(rows: readonly Row[], column: number, columns: number): Row[] {
  const widest = (at: number) =>
    Math.max(0, ...rows.map((row) => ('cells' in row ? width(row.cells[at] ?? '') : 0)));
  const count = Math.max(...rows.map((row) => ('cells' in row ? row.cells.length : 0)));
  const others = Array.from({ length: count }, (_, at) => (at === column ? 0 : widest(at) + gap));
  const room = Math.max(shortest, columns - others.reduce((sum, each) => sum + each, 0));
  return rows.map((row) =>
    'cells' in row
      ? { ...row, cells: row.cells.map((cell, at) => (at === column ? clipped(cell, room) : cell)) }
      : row,
  );
}

/** The text, or its beginning with `…`. */
function clipped(text: string, room: number): string {
  if (width(text) <= room) return text;
  const letters = [...text];
  while (letters.length > 0 && width(letters.join('')) > room - 1) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** A text in lines with this indent, broken between words. A word that is longer than a line stays whole. */
export function wrapped(text: string, columns: number, indent = ''): string[] {
  const room = Math.max(20, columns - indent.length);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && width(last) + 1 + width(word) <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `${indent}${line}`);
}
