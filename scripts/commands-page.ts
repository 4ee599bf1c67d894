import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entriesOf } from '../main/cli/manual/entries.ts';
import { commandTree } from '../main/cli/program.ts';

// Writes docs/commands.md from the commands’ own help. A test compares the two.

/** docs/commands.md. */
export function commandsPage(): string {
  const { program, commands } = entriesOf(commandTree(async () => {}));
  return [
    '# Commands',
    '',
    'The help of every command. `npm run docs:commands` writes this page from the commands themselves; the same text is in',
    '`fuelgauge COMMAND --help` and in `man fuelgauge`.',
    '',
    ...[program, ...commands].flatMap(({ name, help }) => [`## ${name}`, '', '```text', help, '```', '']),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, '..', 'docs', 'commands.md'), commandsPage());
