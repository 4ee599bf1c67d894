import { describe, expect, it } from 'vitest';
import {
  accountsNamed,
  accountTitle,
  freeLabel,
  labelBeside,
  labelOfKey,
  titleInBrackets,
  titleInQuotes,
} from '../../shared/names.ts';

const account = (id: string, provider: string, label: string) => ({ id, provider, label });

describe('the account that a name means', () => {
  const accounts = [
    account('a1', 'scraperapi', 'production'),
    account('a2', 'crustdata', 'production'),
    account('a3', 'crustdata', 'Staging'),
    account('a4', 'scrapio', 'Scrapio'),
  ];
  it.each([
    ['a1', ['a1']],
    ['staging', ['a3']],
    ['crustdata/production', ['a2']],
    ['ScraperAPI/Production', ['a1']],
    ['scraperapi', ['a1']],
    ['scrapio', ['a4']],
    ['scrapio/scrapio', ['a4']],
    ['production', ['a1', 'a2']],
    ['crustdata', ['a2', 'a3']],
    ['nobody', []],
  ])('%s', (name, ids) => {
    expect(accountsNamed(accounts, name).map(({ id }) => id)).toEqual(ids);
  });

  it('is never another one because somebody chose a label', () => {
    const before = [account('a1', 'scraperapi', 'production'), account('a2', 'spidra', 'Spidra')];
    const labelled = (label: string) => [...before, account('a3', 'crustdata', label)];
    const named = (label: string, name: string) => accountsNamed(labelled(label), name).map(({ id }) => id);
    expect(named('ScraperAPI', 'scraperapi')).toEqual(['a1', 'a3']);
    expect(named('scraperapi/production', 'scraperapi/production')).toEqual(['a1', 'a3']);
    expect(named('crawler', 'scraperapi')).toEqual(['a1']);
    // The second account of a provider does not take the name of the first.
    const two = [...before, account('a3', 'spidra', 'Spidra 2')];
    expect(accountsNamed(two, 'spidra').map(({ id }) => id)).toEqual(['a2']);
    expect(accountsNamed(two, 'spidra 2').map(({ id }) => id)).toEqual(['a3']);
  });
});

it('calls a new account like its provider, then counts on', () => {
  const spidra = { id: 'spidra', name: 'Spidra' };
  const taken = (...labels: string[]) => labels.map((label) => ({ provider: 'spidra', label }));
  expect(freeLabel(spidra, [])).toBe('Spidra');
  expect(freeLabel(spidra, taken('spidra'))).toBe('Spidra 2');
  expect(freeLabel(spidra, taken('Spidra', 'Spidra 2', 'Spidra 4'))).toBe('Spidra 3');
  expect(freeLabel({ id: 'crustdata', name: 'Crustdata' }, taken('Crustdata'))).toBe('Crustdata');
});

it.each<[string | null, string[], string]>([
  [null, [], 'Spidra'],
  [null, ['Spidra'], 'Spidra 2'],
  ['PROD', [], 'prod'],
  ['PROD', ['Spidra'], 'prod'],
  ['PROD', ['Prod'], 'Spidra'],
  ['PROD', ['prod', 'Spidra'], 'Spidra 2'],
  ['PROD 2', [], 'prod 2'],
  ['2', ['Spidra'], 'Spidra 2'],
  ['3', ['Spidra'], 'Spidra 3'],
  ['2', ['Spidra', 'Spidra 2'], 'Spidra 3'],
])('calls an account by what the variable of its key says: %s beside %j', (rest, taken, label) => {
  const accounts = taken.map((one) => ({ provider: 'spidra', label: one }));
  expect(labelOfKey({ id: 'spidra', name: 'Spidra' }, rest, accounts)).toBe(label);
  expect(labelOfKey({ id: 'crustdata', name: 'Crustdata' }, null, accounts)).toBe('Crustdata');
});

it.each([
  ['production', 'production', 'Spidra, production', 'Spidra (production)', 'Spidra “production”'],
  ['Spidra', null, 'Spidra', 'Spidra', 'Spidra'],
  ['spidra', null, 'Spidra', 'Spidra', 'Spidra'],
  ['Spidra 2', '2', 'Spidra 2', 'Spidra 2', 'Spidra 2'],
  ['Spidrax', 'Spidrax', 'Spidra, Spidrax', 'Spidra (Spidrax)', 'Spidra “Spidrax”'],
])('says the provider’s name once: %s', (label, beside, title, inBrackets, inQuotes) => {
  expect(labelBeside('Spidra', label)).toBe(beside);
  expect(accountTitle('Spidra', label)).toBe(title);
  expect(titleInBrackets('Spidra', label)).toBe(inBrackets);
  expect(titleInQuotes('Spidra', label)).toBe(inQuotes);
});
