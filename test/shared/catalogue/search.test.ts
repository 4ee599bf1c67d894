import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { providers as registry } from '../../../main/providers/index.ts';
import { findProviders } from '../../../shared/catalogue/search.ts';
import { invented } from '../../helpers/catalogue.ts';

const many = invented(110);
const idsOf = (search: string, providers = many) =>
  findProviders(providers, search).flatMap((group) => group.providers.map(({ id }) => id));

const [base] = invented(1);
if (base === undefined) throw new Error('There is nothing to take after.');
const field = { id: 'key', label: 'API key', secret: true, pattern: null, hint: 'Any key will do.' };
const named = (id: string, name: string, category: string, environment: string[] = []) => ({
  ...base,
  id,
  name,
  category,
  credentialFields: [{ ...field, environment }],
});

describe('the catalogue', () => {
  it('is grouped by category and ordered by name', () => {
    const groups = findProviders(many, '');
    expect(groups.map(({ name, providers }) => [name, providers.length])).toEqual([
      ['Captcha solving', 19],
      ['Data', 19],
      ['Language models', 18],
      ['Search', 18],
      ['Speech', 18],
      ['Web scraping', 18],
    ]);
    for (const { category, providers } of groups) {
      const names = providers.map(({ name }) => name);
      expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })));
      for (const provider of providers) expect(provider.category).toBe(category);
    }
  });

  it('takes a category that nobody has heard of', () => {
    const [first] = invented(1);
    const odd = first === undefined ? [] : [{ ...first, category: 'x-ray vision' }];
    expect(findProviders(odd, 'vision').map(({ name }) => name)).toEqual(['X-ray vision']);
  });

  it('puts the best fit first, with its group', () => {
    const few = [
      named('hexabot', 'Hexabot', 'automation'),
      named('examine', 'Examine', 'data'),
      named('exa', 'Exa', 'search'),
      named('other', 'Other', 'examinations'),
    ];
    expect(idsOf('exa', few)).toEqual(['exa', 'examine', 'hexabot', 'other']);
    expect(idsOf(' EXA ', few)[0]).toBe('exa');
  });

  it('ignores case, accents and punctuation', () => {
    const few = [named('sevenlabs', 'Seven Labs', 'speech'), named('cafe-ia', 'Café IA', 'speech')];
    for (const search of ['sevenlabs', 'SEVEN LABS', 'seven-labs', 'seven  labs'])
      expect(idsOf(search, few)).toEqual(['sevenlabs']);
    for (const search of ['cafe', 'CAFÉ ia', 'cafe\u0301', 'ia café'])
      expect(idsOf(search, few)).toEqual(['cafe-ia']);
  });

  it('finds a provider by the name of its variable, after those that are called so', () => {
    const few = [
      named('other', 'Other', 'speech', ['SEVEN_API_KEY']),
      named('sevenlabs', 'Seven Labs', 'speech', ['LABS_API_KEY']),
    ];
    expect(idsOf('seven', few)).toEqual(['sevenlabs', 'other']);
    expect(idsOf('seven_api_key', few)).toEqual(['other']);
    expect(idsOf('speech labs_', few)).toEqual(['sevenlabs']);
    expect(idsOf('api_key', few)).toEqual([]);
  });

  it('finds every provider that ships by its name and by its category', () => {
    for (const { id, name, category, credentialFields } of registry) {
      expect(idsOf(name, [...registry])[0]).toBe(id);
      expect(idsOf(category, [...registry])).toContain(id);
      expect(idsOf(id, [...registry])[0]).toBe(id);
      for (const variable of credentialFields.flatMap(({ environment }) => environment))
        expect(idsOf(variable, [...registry])).toContain(id);
    }
  });

  it('finds each provider at most once, whatever is searched for and in whatever order they come', () => {
    const search = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('data', 'cloud 1', 'web s', 'voice', 'SEARCH'),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(many), search, (some, text) => {
        const found = idsOf(text, some);
        expect(new Set(found).size).toBe(found.length);
        expect(found).toEqual(idsOf(text, some.toReversed()));
        if (text.trim() === '') expect(found).toHaveLength(some.length);
        const groups = findProviders(some, text);
        expect(new Set(groups.map(({ category }) => category)).size).toBe(groups.length);
      }),
    );
  });
});
