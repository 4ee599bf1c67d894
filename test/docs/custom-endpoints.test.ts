import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandSchema, endpointSchema, fieldSchema } from '../../shared/custom/definition.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/custom-endpoints.md'), 'utf8');

/** The names in the first column of the first table below a heading. */
function namesBelow(heading: string): string[] {
  const [, after = ''] = text.split(`\n${heading}\n`);
  const [, table = ''] = /((?:^\|.*\n)+)/m.exec(after) ?? [];
  return [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
}

const { request, read } = endpointSchema.shape;

it.each([
  ['## The file', [...new Set([...Object.keys(endpointSchema.shape), ...Object.keys(commandSchema.shape)])]],
  ['### `credential`', Object.keys(fieldSchema.shape)],
  ['### `request`', Object.keys(request.shape)],
  ['### `read`', Object.keys(read.shape)],
])('the page on custom endpoints has every field below %s', (heading, fields) => {
  expect(namesBelow(heading).sort()).toEqual(fields.sort());
});
