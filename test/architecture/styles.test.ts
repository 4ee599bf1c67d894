import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourcesIn } from './facts.ts';

const root = join(import.meta.dirname, '..', '..');

/** The classes that a component names and its style does not have: CSS modules leave those undefined in silence. */
function missing(source: string, styleAt: (path: string) => string): string[] {
  return [...source.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)].flatMap(([, name, path = '']) => {
    const classes = new Set([...styleAt(path).matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, known]) => known));
    const used = [...source.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(([, one = '']) => one);
    return used.filter((one) => !classes.has(one)).map((one) => `${path} has no .${one}`);
  });
}

describe('styles', () => {
  it('have every class that a component uses', () => {
    const sources = sourcesIn('renderer');
    expect(sources.size).toBeGreaterThan(100);
    const found = [...sources].flatMap(([file, source]) =>
      missing(source, (path) => readFileSync(join(root, posix.dirname(file), path), 'utf8')).map(
        (what) => `${file}: ${what}`,
      ),
    );
    expect(found).toEqual([]);
  });

  it('would be seen when one is missing', () => {
    const source = "import styles from './A.module.css';\nexport const a = [styles.row, styles.lost];";
    expect(missing(source, () => '.row { color: red }')).toEqual(['./A.module.css has no .lost']);
  });
});
