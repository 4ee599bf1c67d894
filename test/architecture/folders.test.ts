import { globSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The most files of a folder, so that one sees them at a glance. */
const most = 16;

/** The folders that hold more files than that. */
function full(paths: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = posix.dirname(path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > most).map(([folder]) => folder);
}

describe('the folders of the renderer', () => {
  it(`have at most ${most} files`, () => {
    const root = join(import.meta.dirname, '..', '..');
    const paths = globSync('renderer/**/*.*', { cwd: root }).map((path) => path.split(sep).join('/'));
    expect(paths.length).toBeGreaterThan(100);
    expect(full(paths)).toEqual([]);
  });

  it('would be seen when they are full', () => {
    const files = (folder: string, count: number) =>
      Array.from({ length: count }, (_, at) => `${folder}/${at}.ts`);
    expect(full([...files('a', most), ...files('a/b', most + 1)])).toEqual(['a/b']);
  });
});
