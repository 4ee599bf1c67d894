import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

// `npm run lint` forbids circles of imports, types included. This shows that the rule is on and bites.

const root = join(import.meta.dirname, '..', '..');

/** What the linter says of these files, by our own settings. */
function lint(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'fuelgauge-circle-'));
  try {
    copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
    const { stdout, stderr } = spawnSync(process.execPath, [biome, 'lint', '--vcs-enabled=false', '.'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it.each([
  ['values', "import { b } from './b.ts';\nexport const a = () => b;\n"],
  ['types', "import type { b } from './b.ts';\nexport const a = (): typeof b | null => null;\n"],
])('a circle of %s would be seen', (_, a) => {
  const b = "import { a } from './a.ts';\nexport const b = () => a;\n";
  expect(lint({ 'a.ts': a, 'b.ts': b })).toContain('noImportCycles');
  expect(lint({ 'a.ts': 'export const a = 1;\n', 'b.ts': b })).not.toContain('noImportCycles');
});
