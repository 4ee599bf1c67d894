import { expect, it } from 'vitest';
import { markOf } from '../../main/providers/contract/define.ts';
import { marksOf } from '../../scripts/marks.ts';

const marks = (...names: string[]) => [
  ...marksOf(names.map((name) => ({ id: name, name, mark: markOf(name) }))).values(),
];

it('is made of initials, or else of the first two letters', () => {
  expect(marks('SerpApi', 'Twelve Data', 'Vast.ai', 'Hunter', 'fal.ai', '2Captcha')).toEqual([
    'SA',
    'TD',
    'VA',
    'Hu',
    'FA',
    '2C',
  ]);
});

it('tells names apart that begin alike, and the shorter one keeps the better letters', () => {
  expect(marks('Kickbox', 'Kie')).toEqual(['KC', 'Ki']);
  expect(marks('OpenRouter', 'Orthogonal')).toEqual(['OR', 'OT']);
});

it('keeps what a description names, whatever the others want', () => {
  const named = { id: 'long', name: 'Hyperbrowser', mark: 'HB' };
  const other = { id: 'short', name: 'Hub B', mark: 'HB' };
  expect([...marksOf([other, named])]).toEqual([
    ['short', 'Hu'],
    ['long', 'HB'],
  ]);
});

it('is one for a brand', () => {
  expect(marks('Moonshot (China)', 'Mojo', 'Moonshot')).toEqual(['MN', 'Mo', 'MN']);
});

it('falls back to the other case, and then to the same letters', () => {
  expect(marks('Aa', 'AAa', 'Aaa.a', 'AaAaAA')).toEqual(['Aa', 'AA', 'Aa', 'AA']);
});
