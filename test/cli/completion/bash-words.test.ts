import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bashReply, bashWords } from '../../../main/cli/completion/bash-words.ts';

it.each([
  ['fuelgauge ', ['fuelgauge', '']],
  ['fuelgauge check my\\ b', ['fuelgauge', 'check', 'my b']],
  ['fuelgauge check "my b', ['fuelgauge', 'check', 'my b']],
  [`fuelgauge check 'it"s' x`, ['fuelgauge', 'check', 'it"s', 'x']],
  ['fuelgauge check "" x', ['fuelgauge', 'check', '', 'x']],
  ['fuelgauge edit "a\\"b\\c', ['fuelgauge', 'edit', 'a"b\\c']],
  ['', ['']],
])('%s', (line, words) => {
  expect(bashWords(line).words).toEqual(words);
});

it('bash replaces only what comes after the last colon or equals sign, or the open quote', () => {
  const replies = (line: string, value: string) => bashReply(value, bashWords(line).last);
  expect(replies('fuelgauge check team:', 'team:eu west')).toBe('eu\\ west');
  expect(replies('fuelgauge spend --by=', '--by=tag')).toBe('tag');
  expect(replies('fuelgauge check "team:', 'team:eu $x')).toBe('team:eu \\$x');
  expect(replies("fuelgauge check 'it", "it's")).toBe("it'\\''s");
});

it('a completed label is read back as it is, whatever it has', () => {
  const label = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => !/[\s\p{Cc}]/u.test(text[0] ?? ''));
  fc.assert(
    fc.property(label, fc.constantFrom('', '"', "'"), (text, quote) => {
      const line = `fuelgauge check ${quote}`;
      const completed = `${line}${bashReply(text, bashWords(line).last)}${quote}`;
      // History expansion (`!`) is no part of what a word means.
      expect(bashWords(completed).words.at(-1)?.replaceAll('\\!', '!')).toBe(text.replaceAll('\\!', '!'));
    }),
    { numRuns: 200 },
  );
});
