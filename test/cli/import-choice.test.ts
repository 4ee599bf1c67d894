import { expect, it } from 'vitest';
import { importedText, readChoice } from '../../main/cli/input/import.ts';

it.each([
  ['all', [1, 2, 4]],
  ['none', []],
  ['', []],
  ['2', [2]],
  ['1, 4', [1, 4]],
  ['1-2 2', [1, 2]],
  ['3', null],
  ['1-4', null],
  ['1 x', null],
  ['-1', null],
])('“%s” chooses %s', (written, chosen) => {
  expect(readChoice(written, [1, 2, 4])).toEqual(chosen);
});

it('reads what PowerShell writes', () => {
  const text = 'A_KEY=ä\r\n';
  expect(importedText(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toEqual({ ok: true, value: text });
  expect(importedText(Buffer.from(`\uFEFF${text}`))).toEqual({ ok: true, value: text });
  expect(importedText(Buffer.from(text, 'utf16le'))).toEqual({ ok: true, value: text });
  expect(importedText(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())).toEqual({ ok: true, value: text });
  expect(importedText(Buffer.from(text, 'utf16le').swap16())).toEqual({ ok: true, value: text });
});
