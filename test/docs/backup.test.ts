import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { backupSchema } from '../../shared/backup/format.ts';

const text = readFileSync('docs/backup.md', 'utf8');

/** The names in the first column of the table with this head. */
function namesUnder(head: string): string[] {
  const [, table = ''] = text.split(`| ${head} | Holds |\n`);
  const rows = table.split('\n\n')[0]?.split('\n').slice(1) ?? [];
  return rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  );
}

it('describes every field of a backup, and no other', () => {
  expect(namesUnder('Field').toSorted()).toEqual(Object.keys(backupSchema.shape).toSorted());
});

it('describes every field of an account, and no other', () => {
  const schema = z.toJSONSchema(backupSchema, { io: 'input', unrepresentable: 'any' });
  const account = z
    .looseObject({
      properties: z.looseObject({
        accounts: z.looseObject({ items: z.looseObject({ properties: z.record(z.string(), z.unknown()) }) }),
      }),
    })
    .parse(schema).properties.accounts.items;
  expect(namesUnder('Field of an account').toSorted()).toEqual(Object.keys(account.properties).toSorted());
});
