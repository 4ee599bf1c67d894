import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './packed.ts';

// The public workflows, as far as they can be held here: none of them has run where this was written.

const files = globSync('.github/workflows/*.yml', { cwd: root });

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(root, file), 'utf8');
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

  it('takes each action at one commit, and no right that its job does not name', () => {
    const actions = all(/uses: (.*)/g);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d/);
    expect(text).toMatch(/^permissions: \{\}$/m);
    const jobs = all(/^ {4}(runs-on):/gm);
    expect(all(/^ {4}(permissions):/gm)).toHaveLength(jobs.length);
    expect(all(/^ {4}(timeout-minutes):/gm)).toHaveLength(jobs.length);
  });

  it('runs nothing of the checkout that is not there', () => {
    for (const script of all(/\b((?:scripts|test)\/[\w/-]+\.(?:mjs|sh|ts))\b/g))
      expect(existsSync(join(root, script)), script).toBe(true);
    for (const name of all(/npm run ([\w:]+)/g))
      expect(readFileSync(join(root, 'package.json'), 'utf8')).toContain(`"${name}": `);
  });
});
