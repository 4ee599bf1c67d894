import { expect, it } from 'vitest';
import { apiKey, bearer, defineProvider, get, numeric, z } from '../../main/providers/contract/index.ts';
import { catalogueEntry } from '../../main/providers/contract/provider.ts';
import { catalogueText, providersPage } from '../../scripts/provider-pages.ts';
import { catalogueEntrySchema } from '../../shared/catalogue/entry.ts';
import { confirmedWords } from '../../shared/catalogue/words.ts';
import { about } from './invented.ts';

// Whether somebody has seen a provider work against its live service: from its description to all that shows it.

const described = (confirmed?: string) =>
  defineProvider({
    ...about,
    docs: { ...about.docs, ...(confirmed !== undefined && { confirmed }) },
    credential: apiKey({ env: ['ACME_API_KEY'], hint: 'Any key.' }),
    request: get('https://api.acme.example/balance', bearer()),
    response: z.object({ left: numeric }),
    reading: ({ left }) => ({ remaining: left }),
  });
const unconfirmed = described();
const confirmed = described('2026-12');
const wordsOf = (provider: typeof confirmed) => {
  const entry = catalogueEntrySchema.parse(catalogueEntry(provider));
  return confirmedWords(entry.evidence?.confirmed ?? null);
};

it('says that nobody has, until a description names the month', () => {
  expect(wordsOf(unconfirmed)).toBe('Not yet confirmed against the live service.');
  expect(wordsOf(confirmed)).toBe('Confirmed against the live service in December 2026.');
});

it('keeps the month in the catalogue', () => {
  const text = (provider: typeof confirmed) =>
    catalogueText([{ path: 'data/acme.ts', name: 'acme', provider }]);
  expect(text(confirmed)).toContain('"confirmed":"2026-12"');
  expect(text(unconfirmed)).not.toContain('confirmed');
});

it('says so in docs/providers.md', () => {
  expect(providersPage([unconfirmed])).toContain('None is confirmed against the live service yet.');
  const page = providersPage([{ ...unconfirmed, id: 'other' }, confirmed]);
  expect(page).toContain('the others are not yet confirmed');
  const row = (id: string) => page.split('\n').find((line) => line.includes(`\`${id}\``));
  expect(row('acme')).toContain('2026-11<br>confirmed 2026-12 |');
  expect(row('other')).not.toContain('confirmed');
});
