import type { ProviderInfo } from '../model/index.ts';

// The catalogue as the pages and `fuelgauge providers` show it: by category, then by name.

/** The providers of one category. */
export interface ProviderGroup<Of extends ProviderInfo = ProviderInfo> {
  category: string;
  /** As a heading: `Web scraping`. */
  name: string;
  providers: Of[];
}

const byText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;

/**
 * The providers that each word of the search fits, in groups; all of them without a search. A word fits if it is part of
 * the name, the id or the category, or if the name of an environment variable begins with it. Case and accents do not
 * matter. The best match comes first, with its group.
 */
export function findProviders<Of extends ProviderInfo>(
  providers: readonly Of[],
  search: string,
): ProviderGroup<Of>[] {
  const wanted = simple(search);
  const found = providers
    .flatMap((provider) => {
      const rank = rankOf(provider, wanted);
      return rank === null ? [] : [{ provider, rank }];
    })
    .toSorted(
      (a, b) =>
        a.rank - b.rank ||
        byText(a.provider.category, b.provider.category) ||
        byText(a.provider.name, b.provider.name) ||
        byText(a.provider.id, b.provider.id),
    );
  const groups = Map.groupBy(found, ({ provider }) => provider.category);
  return [...groups].map(([category, members]) => ({
    category,
    name: categoryName(category),
    providers: members.map(({ provider }) => provider),
  }));
}

/** A category as a heading: `Web scraping`. */
export const categoryName = (category: string): string =>
  `${category.charAt(0).toUpperCase()}${category.slice(1)}`;

/**
 * 0: the exact name or id, however it is punctuated. 1: the start of one. 2: each word begins a word of the name or id.
 * 3: each is a part of one. 4: only with the category. 5: only with the variables. Null: it does not fit.
 */
function rankOf(provider: ProviderInfo, wanted: string): number | null {
  if (wanted === '') return 0;
  const names = [simple(provider.name), provider.id];
  const bare = names.map(unpunctuated);
  const start = unpunctuated(wanted);
  if (names.includes(wanted) || (start !== '' && bare.includes(start))) return 0;
  if (start !== '' && bare.some((name) => name.startsWith(start))) return 1;

  const words = wanted.split(' ');
  const text = names.join(' ');
  const begins = text.split(/[^\p{L}\p{N}]+/u);
  if (words.every((word) => begins.some((begin) => begin.startsWith(word)))) return 2;
  if (words.every((word) => text.includes(word))) return 3;
  const described = `${text} ${simple(provider.category)}`;
  if (words.every((word) => described.includes(word))) return 4;
  const variables = provider.credentialFields.flatMap(({ environment }) => environment.map(simple));
  const isNamed = (word: string) => variables.some((variable) => variable.startsWith(word));
  return words.every((word) => described.includes(word) || isNamed(word)) ? 5 : null;
}

/** In lower case, without accents, on one line. */
const simple = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim().replaceAll(/\s+/g, ' ');

const unpunctuated = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');
