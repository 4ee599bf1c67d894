import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { commandsPage } from '../../scripts/commands-page.ts';

it('docs/commands.md is what `npm run docs:commands` writes', () => {
  expect(readFileSync('docs/commands.md', 'utf8').replaceAll('\r\n', '\n')).toBe(commandsPage());
});
