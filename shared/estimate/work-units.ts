import type { WorkUnit } from '../model/index.ts';

/** `1 page`, `2,000 pages`, `3 people`. */
export function countWords(count: number, unit: WorkUnit): string {
  const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(count);
  return `${number} ${number === '1' ? unit : pluralOf(unit)}`;
}

/** `pages`, `queries`, `searches`, `people`. */
export function pluralOf(unit: WorkUnit): string {
  if (unit === 'person') return 'people';
  if (/[^aeiou]y$/.test(unit)) return `${unit.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(unit) ? `${unit}es` : `${unit}s`;
}
