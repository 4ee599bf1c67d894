import { expect, it } from 'vitest';
import { answerOf, evaluateAll } from '../../../main/engine/custom/evaluate.ts';

// V8 ends the whole process if one list or text is too large for it, whatever its time limit, so what makes texts of any
// length is not there.

const answer = answerOf(JSON.stringify({ left: 'ab', list: ['a', 'b'], used: 3, plan: { name: 'Pro' } }));
const found = (expression: string) => evaluateAll([expression], answer)[0];

it.each([
  "join('', list)",
  "replace(left, 'a', left)",
  "split(left, '')",
  "pad_left(left, `9`, '-')",
  '(pad_right)(left, `9`)',
  '("spl\\u0069t")(left, \'\')',
  'plan.split(name, `1`)',
])('has no function for %s', (expression) => {
  expect(found(expression)).toMatchObject({ ok: false, error: expect.stringContaining('is not available') });
});

it('writes single values as texts, not whole objects', () => {
  expect(found('to_string(used)')).toEqual({ ok: true, value: '3' });
  expect(found('to_string(left)')).toEqual({ ok: true, value: 'ab' });
  expect(found('to_string(plan)')).toMatchObject({ error: expect.stringContaining('to_string') });
  expect(found('to_string(list)')).toMatchObject({ error: expect.stringContaining('to_string') });
});

it('does not take texts apart into lists of letters', () => {
  const long = answerOf(JSON.stringify({ left: 'x'.repeat(100_000) }));
  expect(evaluateAll(['left[::-1]', 'left'], long)).toMatchObject([{ ok: true }, { ok: true }]);
});

it('gives all expressions of an answer one time limit', () => {
  const slow = `${'[@,@][] | '.repeat(60)}[@,@]`;
  expect(evaluateAll(['used', slow, 'left', slow], answer)).toEqual([
    { ok: true, value: 3 },
    { ok: false, error: 'It takes too long.' },
    { ok: false, error: 'It waits for the one that takes too long.' },
    { ok: false, error: 'It waits for the one that takes too long.' },
  ]);
});

it('goes on after an expression that is wrong', () => {
  expect(evaluateAll(['used..x', `${'!'.repeat(900)}used`, 'used'], answer)).toMatchObject([
    { ok: false },
    { ok: true },
    { ok: true, value: 3 },
  ]);
  expect(evaluateAll([{ pattern: '(' }, { pattern: 'd"' }], answer)).toMatchObject([
    { ok: false, error: expect.stringContaining('nterminated group') },
    { ok: true, value: 'd"' },
  ]);
});

const self = (count: number) => `[${Array.from({ length: count }, () => '@').join(',')}]`;
const list = answerOf(JSON.stringify({ list: Array.from({ length: 500_000 }, () => 1) }));
const text = answerOf(JSON.stringify({ left: 'x'.repeat(1_000_000) }));
const plain = answerOf('a'.repeat(1_000_000));

it.each([
  ['a list of lists made one', `list | ${self(250)}[] | length(@)`, list],
  ['lists in lists in lists', `list | ${self(60)}[] | ${self(60)}[] | length(@)`, list],
  ['a copy for each entry', 'map(&reverse($.list), list)', list],
  ['a search for each entry', 'list[?contains($.list, `99`)]', list],
  ['two structures that double, compared', `[${'[@,@] | '.repeat(30)}@, ${'[@,@] | '.repeat(30)}@]`, list],
  ['a long text that doubles', `${'[@,@] | '.repeat(24)}to_string(@)`, text],
  ['a pattern that backtracks', { pattern: '(a+)+$' }, answerOf(`${'a'.repeat(50_000)}!`)],
  ['a pattern with alternatives alike', { pattern: '(a|a)*b' }, plain],
  ['a pattern with huge counts', { pattern: '(?:(?:a|b){1,1000}){1,1000}c' }, plain],
])('lives through %s', (_, expression, against) => {
  expect(evaluateAll([expression], against)).toMatchObject([{ ok: false }]);
});
