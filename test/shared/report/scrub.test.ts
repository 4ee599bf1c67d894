import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrubBody, scrubNumber, scrubText } from '../../../shared/report/scrub.ts';

const scrubbedJson = (value: unknown): unknown => {
  const { kind, text } = scrubBody(JSON.stringify(value));
  expect(kind).toBe('JSON');
  return JSON.parse(text);
};

describe('an answer in JSON', () => {
  it('keeps its structure and types, and the forms of numbers and dates', () => {
    expect(
      scrubbedJson({
        account: { name: 'Ada Lovelace', active: true, parent: null, note: '' },
        credits: 9406.57,
        owed: -12,
        spent: '118.30',
        share: '45 %',
        price: '$4.25',
        renews_at: '2026-12-14T09:26:53.123Z',
        day: '2026-12-14',
        local: '2026-12-14 09:26:53 +02:00',
        modified: 'Sat, 21 Nov 2026 09:10:30 GMT',
        epoch: 1_764_320_000,
      }),
    ).toEqual({
      account: { name: 'text', active: true, parent: null, note: '' },
      credits: 1111.11,
      owed: -11,
      spent: '111.11',
      share: '11 %',
      price: '$1.11',
      renews_at: '2026-01-01T00:00:00.000Z',
      day: '2026-01-01',
      local: '2026-01-01 00:00:00 +00:00',
      modified: 'Thu, 01 Jan 2026 00:00:00 GMT',
      epoch: 1_111_111_111,
    });
  });

  it('shows the first two entries of a list, and how many more there are', () => {
    expect(scrubbedJson([1, 2, 3, 4])).toEqual([2, 1, '… 2 more']);
    expect(scrubbedJson([[], ['a', 'b']])).toEqual([[], ['text', 'text']]);
  });

  it('replaces keys that are data', () => {
    expect(
      scrubbedJson({
        'ada@example.com': 1,
        'a1b2c3d4-0000-4000-8000-invented0001': 2,
        deadbeefcafe: 3,
        n12345: 4,
        'Production project': 5,
        remaining_credits: 6,
        '@type': 7,
        v2: 8,
      }),
    ).toEqual({
      key1: 2,
      key2: 1,
      key3: 1,
      key4: 1,
      key5: 1,
      remaining_credits: 1,
      '@type': 1,
      v2: 1,
    });
  });

  it('stays short, whatever comes', () => {
    const wide = Object.fromEntries(
      Array.from({ length: 5000 }, (_, at) => [`k${'x'.repeat(at % 30)}${at % 9}`, [at]]),
    );
    const deep = '['.repeat(5000) + ']'.repeat(5000);
    expect(scrubBody(JSON.stringify({ wide, wider: [wide, wide] })).text.length).toBeLessThan(100_000);
    expect(scrubBody(deep).text.length).toBeLessThan(10_000);
  });
});

describe('another answer', () => {
  it.each([
    ['', 'empty', ''],
    ['  \n', 'empty', ''],
    ['<!DOCTYPE html>\n<html><body>Ada Lovelace</body></html>', 'HTML', '<!doctype html>'],
    ['<?xml version="1.0"?><balance>12</balance>', 'XML', '<?xml>'],
    ['<ada>12</ada>', 'HTML', '<…>'],
    ['ACCESS_BALANCE:118.35', 'text', 'xxxxxx_xxxxxxx:111.11'],
    ['{"credits": 94', 'text, which begins like JSON', '{"xxxxxxx": 11'],
    ['Größe: `７`', 'text', 'xxxxx: ?1?'],
  ])('%j is told by its shape', (body, kind, text) => {
    expect(scrubBody(body)).toEqual({ kind, length: body.length, text });
  });
  it('is told by its beginning', () => {
    expect(scrubBody('a '.repeat(500)).text).toBe(`${'x '.repeat(40)} …`);
  });
});

/** Words that a scrubbed answer has of its own. */
const ownWords = /text|more|doctype|html|body|head|2026|Thu|Jan|GMT|UTC|key/i;
const word = fc.stringMatching(/^[a-z]{4,12}$/).filter((text) => !ownWords.test(text));
const name = fc.constantFrom('balance', 'credits_left', 'data', 'items', 'plan');
const amount = fc.double({ noNaN: true, min: -1e20, max: 1e20 }).filter((value) => Math.abs(value) > 1e-200);

describe('properties', () => {
  const leaf = fc.oneof(word, amount, fc.integer(), fc.boolean(), fc.constant(null));
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(name, tie('tree'), { maxKeys: 4 }),
    ),
  }));

  it('leaves no text of a body, whole or cut off', () => {
    fc.assert(
      fc.property(tree, fc.nat(), (value, end) => {
        const body = JSON.stringify(value);
        for (const given of [body, body.slice(0, end % (body.length + 1))]) {
          const { text } = scrubBody(given);
          for (const secret of textsIn(value)) expect(text).not.toContain(secret);
        }
      }),
    );
  });

  it('leaves no number of a body, but its sign', () => {
    fc.assert(
      fc.property(amount, (value) => {
        const other = scrubNumber(value);
        expect(other).not.toBe(value);
        expect(Number.isFinite(other)).toBe(true);
        expect(Math.sign(other)).toBe(Math.sign(value));
        expect(scrubbedJson({ value })).toEqual({ value: other });
      }),
    );
  });

  it('writes as many digits and decimals as there were', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (hundredths) => {
        const form = (amount: number) => String(amount).replaceAll(/\d/g, '0');
        expect(form(scrubNumber(hundredths / 100))).toBe(form(hundredths / 100));
      }),
    );
  });

  it('keeps the structure', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(shapeOf(scrubbedJson(value))).toEqual(shapeOf(value));
      }),
    );
  });

  it('replaces any text, and never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const other = scrubText(text);
        if (/\p{L}/u.test(text) && !/^\d{4}-|GMT$/.test(text)) expect(other).toBe('text');
        expect(scrubText(other)).toBeTypeOf('string');
        scrubBody(text);
        scrubBody(JSON.stringify({ [text]: text }));
      }),
    );
  });
});

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** The types in a value; of lists the first two entries. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [value.length > 2, ...value.slice(0, 2).map(shapeOf)];
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shapeOf(part)]));
}
