/** Characters that are removed from a provider's texts: control characters, bidirectional overrides, invisible marks. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]+/gu;

/** Text from outside as one plain line of at most `most` characters. */
export function plainText(text: string, most: number): string {
  const line = text.toWellFormed().replace(unseen, ' ').replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
}

/** A provider's own name for something as a label: `residential_proxies` is “Residential proxies”. */
export function labelFrom(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Text turned into the id of a pool, a grant or a cap: lower case, with hyphens. */
export function slug(text: string): string {
  return plainText(text, 80)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}…•]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
}

/** Makes ids unique within one reading, by adding a number to an id that was already given. */
export function createIds(): (id: string) => string {
  const copies = new Map<string, number>();
  return (id) => {
    let unique = id;
    let copy = copies.get(id) ?? 1;
    for (; copies.has(unique); unique = `${id}-${copy}`) copy += 1;
    copies.set(id, copy);
    if (unique !== id) copies.set(unique, 1);
    return unique;
  };
}
