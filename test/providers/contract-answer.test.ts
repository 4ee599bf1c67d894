import { describe, expect, it } from 'vitest';
import { checkAnswer } from '../../main/providers/contract/answer.ts';
import {
  booleanish,
  cents,
  countdown,
  currency,
  day,
  entriesOf,
  epochMillis,
  epochSeconds,
  headers,
  isoInstant,
  listOf,
  maybe,
  maybes,
  numeric,
  someOf,
  text,
  unlimited,
  xml,
  z,
} from '../../main/providers/contract/index.ts';
import { received } from '../../main/providers/contract/received.ts';
import { fail, ok } from '../../shared/model/index.ts';
import { json } from './invented.ts';

describe('the parts of an answer', () => {
  const at = Date.UTC(2026, 11, 1);
  it.each([
    [numeric, [1, -2.5, '1000', ' 1e3 ', '-0.5'], [1, -2.5, 1000, 1000, -0.5]],
    [cents, [4173, '5', 1.5], [41.73, 0.05, 0.015]],
    [booleanish, [true, 0, 'yes', 'false'], [true, false, true, false]],
    [
      isoInstant,
      ['2026-12-01', '2026-12-01T00:00:00Z', '2026-12-01 00:00:00', '2026-12-01T02:00:00+02:00'],
      [at, at, at, at],
    ],
    [epochSeconds, [at / 1000, `${at / 1000}`, 0], [at, at, null]],
    [epochMillis, [at, -1], [at, null]],
    [day, ['2026-12-01', '2026-12-01T23:30:00-05:00'], ['2026-12-01', '2026-12-02']],
    [countdown, ['07:20:05', '100:00:00'], [26_405_000, 360_000_000]],
    [currency, ['EUR', ' usd '], ['EUR', 'USD']],
    [
      unlimited(numeric, -1, 1e12, 'unlimited'),
      [5, -1, '-1', 1e12, 'unlimited'],
      [5, null, null, null, null],
    ],
    [
      unlimited(numeric, 0),
      [0, '0', -1, '-5', 'Unlimited', '∞', 1e15, 1e16, '9007199254740991', 2147483647, 4294967295, 0.5, '7'],
      [null, null, null, null, null, null, null, null, null, null, null, 0.5, 7],
    ],
    [unlimited(numeric, 2 ** 63), [2 ** 63], [null]],
  ])('are read: %#', (schema, given, read) => {
    expect(given.map((value) => z.unknown().pipe(schema).parse(value))).toEqual(read);
  });
  it.each([
    [
      numeric,
      [true, '', ' ', 'many', '1e999', 1e16, '-2e15', '0x10', '1,000', {}, [], null, undefined, Number.NaN],
    ],
    [cents, ['', true]],
    [booleanish, ['maybe', 2, null]],
    [isoInstant, ['2026-02-30', 'soon', 1795251600, '']],
    [epochSeconds, [1e16, 8.8e12, 253402300800, '', true]],
    [day, ['2026-2-1', '2026-02-30']],
    [countdown, ['7:20', '1.07:20:05', '-01:00:00', 26_405]],
    [currency, ['', 'yuan', '€', 978, null]],
    [unlimited(numeric, -1), [true, '', 'many', Number.NaN, {}]],
  ])('are not made up: %#', (schema, given) => {
    for (const value of given) expect(schema.safeParse(value).success, String(value)).toBe(false);
  });
});

describe('an answer of which at least one part must be there', () => {
  const answer = someOf(z.object({ emails: maybe(numeric), calls: maybe(numeric) }));
  const check = (body: unknown) => checkAnswer(received(json(body)), answer);
  it('is read without the others', () => {
    expect(check({ calls: 7 })).toMatchObject({ ok: true, value: { value: { emails: null, calls: 7 } } });
  });
  it('is malformed without any, and names the one that is wrong', () => {
    const nested = z.object({ balances: answer });
    expect(checkAnswer(received(json({ balances: { calls: true } })), nested)).toEqual({
      ok: false,
      error: 'the field “balances.calls” is missing or has the wrong type',
    });
    expect(check({ plan: 'pro' })).toMatchObject({ ok: false });
    expect(check({ calls: 'n/a' })).toEqual({
      ok: false,
      error: 'the field “calls” is missing or has the wrong type',
    });
  });
});

describe('an answer with several parts of one kind', () => {
  const answer = z.object({ plan: z.string(), ...maybes(numeric, 'used', 'limit') });
  it('may lack each of them', () => {
    const read = (body: unknown) => checkAnswer(received(json(body)), answer);
    expect(read({ plan: 'pro', limit: '9' })).toEqual(
      ok({ value: { plan: 'pro', used: null, limit: 9 }, notes: [] }),
    );
    expect(read({ plan: 'pro', used: 'many' })).toEqual(
      ok({
        value: { plan: 'pro', used: null, limit: null },
        notes: ['The field “used” was left out: unexpected format.'],
      }),
    );
  });
});

describe('an answer', () => {
  const schema = z.object({
    left: numeric,
    plan: maybe(z.object({ name: z.string(), size: maybe(numeric) })),
    lots: listOf(z.object({ left: numeric, until: maybe(isoInstant) })),
  });
  const check = (body: unknown) => checkAnswer(received(json(body)), schema);

  it('may lack what may be missing', () => {
    const value = { left: 1, plan: null, lots: [] };
    expect(check({ left: 1 })).toEqual({ ok: true, value: { value, notes: [] } });
    expect(check({ left: 1, plan: null, lots: null })).toEqual({ ok: true, value: { value, notes: [] } });
  });
  it('leaves out the smallest part that is wrong, and notes it', () => {
    const body = {
      left: 1,
      plan: { name: 'Pro', size: 'big' },
      lots: [{ left: 2, until: 'soon' }, { left: 'x' }, 7],
    };
    expect(check(body)).toEqual({
      ok: true,
      value: {
        value: { left: 1, plan: { name: 'Pro', size: null }, lots: [{ left: 2, until: null }] },
        notes: [
          'The field “plan.size” was left out: unexpected format.',
          'The field “lots.until” was left out: unexpected format.',
          '2 entries of “lots” were left out: unexpected format.',
        ],
      },
    });
    expect(check({ left: 1, plan: { name: 5 }, lots: {} })).toMatchObject({
      value: { value: { plan: null, lots: [] } },
    });
  });
  it('names what is wrong where nothing can be left out, and never its value', () => {
    expect(check({ left: 'secret' })).toEqual({
      ok: false,
      error: 'the field “left” is missing or has the wrong type',
    });
    const row = z.object({ rows: z.array(z.object({ n: numeric })) });
    expect(checkAnswer(received(json({ rows: [{ n: 1 }, {}] })), row)).toMatchObject({
      error: expect.stringContaining('“rows[1].n”'),
    });
  });
  it('names what was left out where something inside was needed after all', () => {
    const either = z.object({ a: maybe(numeric), b: maybe(numeric) }).refine(({ a, b }) => a ?? b);
    expect(checkAnswer(received(json({ left: { a: 'many' } })), z.object({ left: either }))).toEqual(
      fail('the field “left.a” is missing or has the wrong type'),
    );
  });
  it('may have a wrong part in the only entry of a list that is needed', () => {
    const entry = z.object({ left: numeric, note: maybe(z.string()) });
    expect(checkAnswer(received(json([{ left: 1, note: 7 }])), listOf(entry, { required: true }))).toEqual(
      ok({
        value: [{ left: 1, note: null }],
        notes: ['The field “note” was left out: unexpected format.'],
      }),
    );
  });
  it('may need a list that may be empty', () => {
    const needed = z.object({ lots: listOf(z.object({ left: numeric }), { required: true }) });
    const lots = (body: unknown) => checkAnswer(received(json(body)), needed);
    expect(lots({ lots: [] })).toEqual({ ok: true, value: { value: { lots: [] }, notes: [] } });
    expect(lots({ lots: [{ left: 1 }, {}] })).toEqual({
      ok: true,
      value: {
        value: { lots: [{ left: 1 }] },
        notes: ['An entry of “lots” was left out: unexpected format.'],
      },
    });
    const mended = z.object({ lots: listOf(z.object({ kind: maybe(z.string()) }), { required: true }) });
    expect(checkAnswer(received(json({ lots: [{ kind: 5 }] })), mended)).toMatchObject({
      value: { value: { lots: [{ kind: null }] }, notes: [expect.stringContaining('lots.kind')] },
    });
    for (const body of [{}, { lots: null }, { lots: {} }])
      expect(lots(body)).toEqual({ ok: false, error: 'the field “lots” is missing or has the wrong type' });
  });
  it('is read to 200 entries of a list, quickly', () => {
    const lots = Array.from({ length: 50_000 }, () => ({ left: 1 }));
    const checked = check({ left: 1, lots });
    expect(checked.ok && checked.value.value.lots.length).toBe(200);
    expect(checked).toMatchObject({
      value: { notes: ['Only the first 200 of 50000 entries of “lots” were read.'] },
    });
  });

  it('may have members whose names the provider chooses', () => {
    const schema = z.object({ left: entriesOf(z.object({ count: numeric, note: maybe(z.string()) })) });
    const left = {
      emails: { count: 3 },
      phones: { count: 'many' },
      faxes: null,
      calls: { count: 1, note: 7 },
    };
    expect(checkAnswer(received(json({ left })), schema)).toEqual(
      ok({
        value: {
          left: [
            ['emails', { count: 3, note: null }],
            ['calls', { count: 1, note: null }],
          ],
        },
        notes: [
          'The field “left.phones” was left out: unexpected format.',
          'The field “left.calls.note” was left out: unexpected format.',
        ],
      }),
    );
    expect(checkAnswer(received(json({ left: [] })), schema).ok).toBe(false);
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`a${index}`, { count: 1 }]));
    const read = checkAnswer(received(json({ left: many })), schema);
    expect(read.ok && read.value.value.left).toHaveLength(200);
  });
  it('may be plain text', () => {
    const plain = (body: string) => checkAnswer(received({ status: 200, headers: {}, body }), text(numeric));
    expect(plain(' 1984320\n')).toEqual({ ok: true, value: { value: 1_984_320, notes: [] } });
    expect(plain('ERROR 120')).toMatchObject({ ok: false });
    expect(plain('')).toEqual({ ok: false, error: 'it is empty' });
    expect(plain('<html>')).toEqual({ ok: false, error: 'it is a web page' });
  });
  it('may be XML', () => {
    const read = (body: string) =>
      checkAnswer(
        received({ status: 200, headers: {}, body }),
        xml(z.object({ Balance: numeric, Note: maybe(z.string()) })),
      );
    const body =
      '<?xml version="1.0"?><r><Balance currency="EUR">12.5</Balance><Note>a &amp; b</Note><Balance>9</Balance></r>';
    expect(read(body)).toMatchObject({ value: { value: { Balance: 12.5, Note: 'a & b' } } });
    for (const wrong of ['', '{}', '<html><p>1</p></html>', '<r></r>'])
      expect(read(wrong).ok, wrong).toBe(false);
  });
  it('may stand in the headers', () => {
    const schema = headers(z.object({ 'x-requests-remaining': numeric }));
    expect(checkAnswer(received(json([], 200, { 'x-requests-remaining': '480' })), schema)).toMatchObject({
      ok: true,
    });
    expect(checkAnswer(received(json([])), schema).ok).toBe(false);
  });
});
