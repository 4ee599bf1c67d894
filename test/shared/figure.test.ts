import { describe, expect, it } from 'vitest';
import { windowWords } from '../../shared/caps.ts';
import { formatBalance, formatQuantity, type WritingContext } from '../../shared/format.ts';
import type { CapState } from '../../shared/model/index.ts';
import { groupOf } from '../../shared/standing/index.ts';
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

describe('windows told in percent', () => {
  const reset = Date.UTC(2026, 10, 23);
  const window = (id: string, used: number | null, rest: Partial<CapState> = {}): CapState => ({
    id,
    label: id,
    window: 'week',
    unit: { kind: 'percent' },
    limit: 100,
    used,
    resetsAt: reset,
    zone: null,
    hard: true,
    provenance: 'reported',
    forecast: null,
    ...rest,
  });
  const hours = window('5 hours', 20, { window: 'span', spanMs: 5 * 3_600_000 });
  const plan = account('a', 'crustdata', 'plan', { pools: [], caps: [hours, window('week', 63)] });

  it('are no balance: the one that is used most stands for the account, and says what it is', () => {
    const figure = figureOf(plan, undefined);
    expect(figure).toMatchObject({ amount: 37, limit: 100, unit: { kind: 'percent' }, pool: null });
    expect(figure && wholeWords(figure, utc)).toBe('left');
    expect(figure && leftWords(figure, utc)).toBe('37 % of the weekly window left');
    expect(subtitleOf(plan, figure, utc).text).toBe('63 % of the weekly window used, resets in 1 day');
    expect(groupOf(plan, now)).toBe('fine');
  });

  it('give way to a balance', () => {
    const both = { ...plan, pools: [pool(812)] };
    expect(figureOf(both, undefined)).toMatchObject({ amount: 812, unit: credits, cap: null });
  });

  it('of an unknown use say nothing', () => {
    const unread = account('a', 'crustdata', 'plan', { pools: [], caps: [window('week', null)] });
    expect(figureOf(unread, undefined)).toBeNull();
    expect(groupOf(unread, now)).toBe('unknown');
  });

  it('are hidden as amounts are', () => {
    const hidden = { ...utc, mask: true };
    expect(subtitleOf(plan, figureOf(plan, undefined), hidden).text).toContain(
      '••• of the weekly window used',
    );
  });

  it('have names of their own', () => {
    expect(windowWords({ ...hours, used: 20.4 }, {})).toBe('20.4 % of the 5-hour window used');
    expect(formatQuantity(63, { kind: 'percent' })).toBe('63 %');
  });
});
