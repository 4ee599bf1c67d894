import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

// docs/platforms.md says what was shown, and by which test. Here each claim is held against the tests that there are.

const root = join(import.meta.dirname, '..', '..');

interface Row {
  behaviour: string;
  shownBy: string;
  tests: string;
}

/** The rows of the tables that name tests. */
function rowsOf(page: string): Row[] {
  return page.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const [, behaviour = '', shownBy = '', tests = ''] = cells;
    return cells.length === 5 && behaviour !== 'Behaviour' && !/^-+$/.test(behaviour)
      ? [{ behaviour, shownBy, tests }]
      : [];
  });
}

const link = /\[[^\]]+\]\(\.\.\/(test\/[^)]+\.test\.tsx?)\)((?:,? “[^”]+”)*)/g;

/** The test files that a row names, each with the beginnings of titles that it quotes. */
function testsOf({ tests }: Row): { file: string; titles: string[] }[] {
  return [...tests.matchAll(link)].map(([, file = '', quoted = '']) => ({
    file,
    titles: [...quoted.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title),
  }));
}

/** Where the tests of a kind are. */
const folders = { 'Stand-in': 'test/electron/', Packed: 'test/packaging/' };

/** What a row claims and no test shows. */
function faultsOf(row: Row, read: (file: string) => string | null): string[] {
  const named = testsOf(row);
  const faults: string[] = [];
  if (/Stand-in|Logic|Packed|Real/.test(row.shownBy) && named.length === 0) faults.push('names no test');
  for (const [term, folder] of Object.entries(folders))
    if (row.shownBy.includes(term) && !named.some(({ file }) => file.startsWith(folder)))
      faults.push(`is “${term}” without a test in ${folder}`);
  for (const { file, titles } of named) {
    const text = read(file);
    if (text === null) faults.push(`names ${file}, which is not there`);
    const has = (title: string) => text?.includes(`('${title}`) || text?.includes(`(\`${title}`);
    for (const title of titles)
      if (text !== null && !has(title)) faults.push(`${file} has no test “${title}…”`);
  }
  return faults.map((fault) => `“${row.behaviour}” ${fault}`);
}

const fromDisk = (file: string) =>
  existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : null;

describe('docs/platforms.md', () => {
  it('claims nothing that no test shows', () => {
    const rows = rowsOf(readFileSync(join(root, 'docs', 'platforms.md'), 'utf8'));
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.flatMap((row) => faultsOf(row, fromDisk))).toEqual([]);
  });

  it('is not believed where the file, the title or the kind of test is another', () => {
    const row = (shownBy: string, tests: string): Row => ({ behaviour: 'It works', shownBy, tests });
    const read = (file: string) =>
      file === 'test/electron/a.test.ts' ? `it('opens the page', () => {` : null;
    const good = '[a](../test/electron/a.test.ts) “opens the”';
    expect(faultsOf(row('Stand-in', good), read)).toEqual([]);
    expect(faultsOf(row('Never', '—'), read)).toEqual([]);
    expect(faultsOf(row('Logic', '—'), read)).toEqual(['“It works” names no test']);
    expect(faultsOf(row('Packed', good), read)).toEqual([
      '“It works” is “Packed” without a test in test/packaging/',
    ]);
    expect(faultsOf(row('Stand-in', good.replace('a.test', 'b.test')), read)).toEqual([
      '“It works” names test/electron/b.test.ts, which is not there',
    ]);
    expect(faultsOf(row('Stand-in', good.replace('opens', 'shuts')), read)).toEqual([
      '“It works” test/electron/a.test.ts has no test “shuts the…”',
    ]);
  });
});
