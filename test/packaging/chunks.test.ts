import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './packed.ts';

// Most tests run the commands from source, so that a part which the build broke would only be missed by whoever needs it.

it('the built command finds everything that it loads when it is needed', () => {
  const chunks = globSync('out/main/cli-chunks/*.js', { cwd: root }).map((name) => join(root, name));
  expect(chunks.length).toBeGreaterThan(20);
  const load = `
    for (const chunk of ${JSON.stringify(chunks)}) await import(chunk);
    process.stdout.write('all');
    process.exit();`;
  expect(execFileSync(process.execPath, ['--input-type=module', '--eval', load], { encoding: 'utf8' })).toBe(
    'all',
  );
});
