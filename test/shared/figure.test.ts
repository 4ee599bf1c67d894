import { describe, expect, it } from 'vitest';
import { formatBalance, formatQuantity, type WritingContext } from '../../shared/format.ts';
import { figureOf, leftWords, subtitleOf, wholeWords } from '../../shared/summary/index.ts';
import { account, grant, now, pool } from '../helpers/states.ts';

const utc = { now, zone: 'UTC' };
const credits = { kind: 'credits' } as const;
const words = (one: ReturnType<typeof pool>, context: WritingContext = utc) => {
  const figure = figureOf(account('a', 'crustdata', 'x', { pools: [one] }), undefined);
  return figure && [wholeWords(figure, context), leftWords(figure, context)];
};

describe('a balance beyond its limit', () => {
  it('is told by its grants', () => {
    const grants = [grant(8000), grant(3250.75, { kind: 'topup' })];
    expect(words(pool(11_250.75, { limit: 8000, grants }))).toEqual([
      '8,000 plan + 3,250.75 top-up',
      '11,250.75 credits left: 8,000 plan + 3,250.75 top-up',
    ]);
    expect(words(pool(11_250.75, { limit: 8000, grants }), { ...utc, mask: true })?.[0]).toBe(
      '••• plan + ••• top-up',
    );
  });

  it('is told alone, if the grants do not explain it', () => {
    expect(words(pool(58_127, { limit: 8000, grants: [grant(58_127)] }))).toEqual([
      null,
      '58,127 credits left',
    ]);
  });
});

describe('a balance below zero', () => {
  it('is overdrawn', () => {
    expect(words(pool(-39, { limit: 8000 }))).toEqual([null, 'overdrawn by 39 credits']);
    const owner = account('a', 'crustdata', 'x', { pools: [pool(-39)] });
    expect(subtitleOf(owner, figureOf(owner, undefined), utc).text).toContain('overdrawn by 39 credits');
    expect(formatBalance(-0.345, credits)).toBe('overdrawn by 0.35 credits');
    expect(formatBalance(-39, credits, { mask: true })).toBe('overdrawn by ••• credits');
  });
});

it('the word of a unit fits the number that is shown', () => {
  expect([0.995, 1, 1.004, 1.01].map((amount) => formatQuantity(amount, credits))).toEqual([
    '0.99 credits',
    '1 credit',
    '1 credit',
    '1.01 credits',
  ]);
});
