import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../main/providers/contract/parse.ts';

describe('an answer as JSON', () => {
  it('is what JSON.parse makes of it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        expect(parseJson(text)).toEqual(JSON.parse(text) ?? null);
      }),
    );
    for (const text of ['', '{', '[1', '"', '"\\', '[1,2', '{"a":1,}', 'nul', '[]]', '}'])
      expect(parseJson(text)).toBeNull();
  });
  it('has the first 200 entries of each list, and their number', () => {
    const long = Array.from({ length: 1000 }, (_, n) => ({ n, 'a ",[]{}\\': ['x', `"${n}`] }));
    const value = parseJson(JSON.stringify({ 'k"': [1, { list: long, after: true }], b: [[long], 2] }));
    const list = [...long.slice(0, 200), ...Array.from({ length: 800 })];
    expect(value).toEqual({ 'k"': [1, { list, after: true }], b: [[list], 2] });
  });
  it('keeps the members of an object up to the 5000th', () => {
    const members = Array.from({ length: 6000 }, (_, n): [string, number] => [`k${n}`, n]);
    const value = parseJson(JSON.stringify(Object.fromEntries(members)));
    expect(value).toEqual(Object.fromEntries(members.slice(0, 5000)));
  });
  it('is not read where it is nested too deeply, or cut off behind what is not looked at', () => {
    expect(parseJson('['.repeat(200) + ']'.repeat(200))).toBeNull();
    expect(parseJson('{"a":'.repeat(200) + 1 + '}'.repeat(200))).toBeNull();
    expect(parseJson(`[${'1,'.repeat(5000)}1`)).toBeNull();
    expect(parseJson(`{"a":[${'"[",'.repeat(5000)}1]}`)).toMatchObject({ a: { length: 5001 } });
  });
});
