import type { WorkUnit } from '../model/index.ts';

const plurals: Partial<Record<WorkUnit, string>> = {
  company: 'companies',
  person: 'people',
  query: 'queries',
  search: 'searches',
};

/** `1 page`, `2,000 pages`, `3 people`. */
export function countWords(count: number, unit: WorkUnit): string {
  const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(count);
  return `${number} ${count === 1 ? unit : pluralOf(unit)}`;
}

export function pluralOf(unit: WorkUnit): string {
  return plurals[unit] ?? `${unit}s`;
}
