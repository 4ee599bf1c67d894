import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  noFilter,
  type Selectable,
  type StatusFilter,
  selectAccounts,
  statusSorts,
} from '../../../shared/status/select.ts';

const account = (id: string, more: Partial<Selectable> = {}): Selectable => ({
  id,
  provider: 'crustdata',
  providerName: 'Crustdata',
  label: id,
  tags: [],
  level: 'ok',
  share: null,
  stopsAt: null,
  ...more,
});
const all = [
  account('a3', { label: 'production', level: 'critical', share: 0.1, stopsAt: 5, tags: ['client X'] }),
  account('a1', { label: 'staging', level: 'watch', share: 0.6, stopsAt: 9 }),
  account('a2', { provider: 'scrapio', providerName: 'Scrapio', label: 'production', tags: ['crawler'] }),
];
const ids = (filter: Partial<StatusFilter>) => {
  const chosen = selectAccounts(all, { ...noFilter, ...filter });
  return chosen.ok ? chosen.accounts.map(({ id }) => id) : chosen.message;
};

describe('which accounts a status shows', () => {
  it('is all of them, in their order', () => {
    expect(ids({})).toEqual(['a3', 'a1', 'a2']);
  });

  it.each<[string, Partial<StatusFilter>, string[]]>([
    ['an id', { accounts: ['a1'] }, ['a1']],
    ['two, in the order of urgency', { accounts: ['staging', 'crustdata/production'] }, ['a3', 'a1']],
    ['a provider’s only account', { accounts: ['Scrapio'] }, ['a2']],
    ['a provider, by id or name', { providers: ['CRUSTDATA'] }, ['a3', 'a1']],
    ['several providers', { providers: ['crustdata', 'Scrapio'] }, ['a3', 'a1', 'a2']],
    ['a tag', { tags: ['Client x'] }, ['a3']],
    ['a tag as it is shown, and another', { tags: ['#crawler', 'client x'] }, ['a3', 'a2']],
    ['what needs attention', { problems: true }, ['a3', 'a1']],
    ['all of these at once', { providers: ['crustdata'], tags: ['client x'], problems: true }, ['a3']],
    ['none', { providers: ['scrapio'], problems: true }, []],
  ])('by %s', (_, filter, expected) => {
    expect(ids(filter)).toEqual(expected);
  });

  it.each([
    ['urgency', ['a3', 'a1', 'a2']],
    ['name', ['a3', 'a2', 'a1']],
    ['provider', ['a3', 'a1', 'a2']],
    ['left', ['a3', 'a1', 'a2']],
    ['runs-out', ['a3', 'a1', 'a2']],
  ])('sorts them by %s', (sort, expected) => {
    expect(ids({ sort })).toEqual(expected);
  });

  it.each<[Partial<StatusFilter>, string]>([
    [{ sort: 'size' }, '‘size’ is not an order. Choose urgency, name, provider, left or runs-out.'],
    [
      { accounts: ['nobody'] },
      'There is no account “nobody”. You have a3 (crustdata/production), a1 (crustdata/staging), a2 (scrapio/production).',
    ],
    [
      { accounts: ['production'] },
      '“production” could be several accounts: a3 (crustdata/production), a2 (scrapio/production). Name one in either way.',
    ],
    [{ providers: ['spidra'] }, 'You have no account at “spidra”. You have accounts at crustdata, scrapio.'],
    [{ tags: ['x'] }, 'No account has the tag “x”. Your tags are client X, crawler.'],
  ])('says what there is instead of %j', (filter, message) => {
    expect(ids(filter)).toBe(message);
  });
});

it('only ever sorts: each order has the same accounts, and those without a value come last', () => {
  const some = fc.array(
    fc.record({
      id: fc.uuid(),
      share: fc.option(fc.double({ noNaN: true, min: 0, max: 2 })),
      stopsAt: fc.option(fc.integer()),
      label: fc.string(),
    }),
  );
  fc.assert(
    fc.property(some, fc.constantFrom(...statusSorts), (made, sort) => {
      const given = made.map(({ id, ...more }) => account(id, more));
      const chosen = selectAccounts(given, { ...noFilter, sort });
      if (!chosen.ok) throw new Error(chosen.message);
      expect(new Set(chosen.accounts)).toEqual(new Set(given));
      const key = sort === 'left' ? 'share' : sort === 'runs-out' ? 'stopsAt' : null;
      const values = key === null ? [] : chosen.accounts.map((each) => each[key]);
      const known = values.filter((value) => value !== null);
      expect(values.slice(0, known.length)).toEqual(known.toSorted((a, b) => a - b));
    }),
  );
});
