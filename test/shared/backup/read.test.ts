import { describe, expect, it } from 'vitest';
import { backupSchema } from '../../../shared/backup/format.ts';
import { isBackup, isEncrypted, readBackup } from '../../../shared/backup/read.ts';

const account = {
  id: 'a1',
  provider: 'scraperapi',
  label: 'production',
  createdAt: 0,
  credential: { kind: 'vault' },
};
const sound = {
  kind: 'fuelgauge-backup',
  schemaVersion: 1,
  createdAt: '2026-11-28T09:00:00.000Z',
  accounts: [account],
};
const text = (more: object = {}) => JSON.stringify({ ...sound, ...more });
const bytes = (written: string) => new TextEncoder().encode(written);
const wrong = (written: string): string => {
  const read = readBackup(written);
  if (read.ok) throw new Error('it was read');
  return read.error;
};

it('reads a backup, with a byte order mark too, and fills in what an older one did not have', () => {
  for (const written of [text(), `\uFEFF${text()}`])
    expect(readBackup(written)).toMatchObject({ ok: true, value: { accounts: [{ tags: [] }] } });
  expect(backupSchema.parse(sound).alerts.channels).toEqual([]);
});

it('knows a backup, also a damaged one, from other texts', () => {
  for (const written of [text(), text().slice(0, 60), `\n ${text()}`, 'age-encryption.org/v1\n-> scrypt'])
    expect(isBackup(bytes(written))).toBe(true);
  expect(isEncrypted(bytes('-----BEGIN AGE ENCRYPTED FILE-----\n'))).toBe(true);
  for (const written of [
    '',
    '{}',
    'SCRAPERAPI_KEY=abc',
    '{"key":"fuelgauge-backup"}',
    'not "kind": "fuelgauge-backup"',
  ])
    expect(isBackup(bytes(written))).toBe(false);
});

describe('says what is wrong with', () => {
  it.each([
    ['one of a newer version', text({ schemaVersion: 2 }), /newer Fuelgauge.*schema version 2/],
    ['something else', '{"kind":"other","schemaVersion":1}', /not a backup/],
    ['a list', '[]', /not a backup/],
    ['one that was cut off', text().slice(0, -5), /not JSON/],
    ['a wrong type', text({ accounts: [{ ...account, label: 7 }] }), /“accounts\.0\.label”/],
    [
      'a number that is none',
      text().replace('"createdAt":0', '"createdAt":1e999'),
      /“accounts\.0\.createdAt”/,
    ],
    ['an id that is none', text({ accounts: [{ ...account, id: '__proto__' }] }), /“accounts\.0\.id”/],
    ['a huge number of accounts given', text({ lastAccountNumber: 1e15 }), /“lastAccountNumber”/],
    ['two of an id', text({ accounts: [account, { ...account, label: 'other' }] }), /“a1” is there twice/],
    [
      'two of a name',
      text({ accounts: [account, { ...account, id: 'a2', label: ' Production' }] }),
      /is there twice/,
    ],
    ['a credential of nothing', text({ credentials: { a9: { key: 'x' } } }), /“a9”, which is not in it/],
    [
      'a variable that is none',
      text({ accounts: [{ ...account, credential: { kind: 'environment', variables: { key: 'a b' } } }] }),
      /variable/,
    ],
  ])('%s', (_, written, expected) => expect(wrong(written)).toMatch(expected));

  it('brackets without end, and a file without end, before they are parsed', () => {
    expect(wrong('['.repeat(1_000_000))).toContain('nested too deeply');
    expect(wrong(`"${'x'.repeat(11_000_000)}"`)).toContain('11 MB');
    // Brackets in a text are none.
    expect(readBackup(text({ accounts: [{ ...account, label: '['.repeat(100) }] })).ok).toBe(true);
  });
});

it('takes nothing from a prototype', () => {
  const written = text().replace(
    '{',
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},',
  );
  const read = readBackup(written);
  expect(read.ok).toBe(true);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  expect(JSON.stringify(read)).not.toContain('polluted');
});
