import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withAlertTable } from '../../scripts/alert-table.ts';

it('the README has the table of alerts that `npm run docs:alerts` writes', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(readme).toContain('| Alert | When | By default |');
  expect(readme).toBe(withAlertTable(readme));
});
