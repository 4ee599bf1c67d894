import { markOf } from '../main/providers/contract/define.ts';

// The two letters that stand for a provider. In a catalogue of hundreds the first two are not enough: Hyperbolic,
// Hyperbrowser and Hyperstack would look alike in a list.

interface Named {
  id: string;
  name: string;
  /** What its description asks for. */
  mark: string;
}

/**
 * Provider id → its mark. No two are the same, except for one brand’s: `Moonshot (China)` shares Moonshot’s. The most
 * telling letters are given first: those that a description names, the initials of words, then the first two letters.
 */
export function marksOf(providers: readonly Named[]): Map<string, string> {
  const brands = new Map(providers.map((provider) => [brandOf(provider.name), provider]));
  for (const provider of providers)
    if (provider.name === brandOf(provider.name)) brands.set(provider.name, provider);
  const waiting = new Map(
    [...brands]
      .toSorted(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))
      .map(([brand, { mark }]) => [brand, wishesOf(brand, mark)]),
  );
  const given = new Map<string, string>();
  const taken = new Set<string>();
  for (const kind of ['described', 'initials', 'first', 'consonants', 'any', 'otherCase'] as const)
    for (const [brand, wishes] of waiting) {
      const mark = wishes[kind].find((wish) => !taken.has(kind === 'otherCase' ? wish : wish.toUpperCase()));
      if (mark === undefined) continue;
      taken.add(mark).add(mark.toUpperCase());
      given.set(brand, mark);
      waiting.delete(brand);
    }
  return new Map(providers.map(({ id, name, mark }) => [id, given.get(brandOf(name)) ?? mark]));
}

/** The name without what stands behind it in brackets. */
const brandOf = (name: string): string => name.replace(/\s*\(.*\)$/, '');

function wishesOf(name: string, mark: string) {
  const [initial = '', ...letters] = name.match(/[\p{L}\p{N}]/gu) ?? [];
  const paired = (letter: string) => initial.toUpperCase() + letter;
  const initials = name.match(/(?<=[^\p{L}\p{N}])[\p{L}\p{N}]|(?<!^)[\p{Lu}\p{N}]/gu) ?? [];
  const upper = letters.map((letter) => paired(letter.toUpperCase()));
  return {
    described: mark === markOf(name) ? [] : [mark],
    initials: initials.map((letter) => paired(letter.toUpperCase())),
    first: letters.slice(0, 1).map((letter) => paired(letter.toLowerCase())),
    consonants: upper.filter((wish) => !/[AEIOU]$/.test(wish)),
    any: upper,
    otherCase: letters.map((letter) => paired(letter.toLowerCase())),
  };
}
