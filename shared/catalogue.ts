import type { ProviderInfo } from './model/index.ts';

// The catalogue as pages show it: by category, then by name.

/** The providers of one category. */
export interface ProviderGroup {
  category: string;
  /** As a heading: `Web scraping`. */
  name: string;
  providers: ProviderInfo[];
}

const byText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;

/**
 * The providers whose name, id or category contains every word of the search, in groups; all of them without a search. The
 * best match comes first, with its group.
 */
export function findProviders(providers: readonly ProviderInfo[], search: string): ProviderGroup[] {
  const wanted = search.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  const found = providers
    .filter(({ name, id, category }) => {
      const text = `${name} ${id} ${category}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map((provider) => ({ provider, rank: rankOf(provider, wanted) }))
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
    name: category.charAt(0).toUpperCase() + category.slice(1),
    providers: members.map(({ provider }) => provider),
  }));
}

/** 0: the exact name; then its start, a part of it, and anything else. */
function rankOf({ name, id }: ProviderInfo, wanted: string): number {
  if (wanted === '') return 0;
  const names = [name.toLowerCase(), id];
  if (names.includes(wanted)) return 0;
  if (names.some((one) => one.startsWith(wanted))) return 1;
  return names.some((one) => one.includes(wanted)) ? 2 : 3;
}
