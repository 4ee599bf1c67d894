import type { CatalogueEntry } from '../../shared/catalogue/entry.ts';
import type { ProviderInfo } from '../../shared/model/index.ts';

// Catalogues of invented providers: what is shown of them does not change with those that ship.

const kinds = [
  { category: 'captcha solving', name: 'Solver', unit: { kind: 'money', code: 'USD' } },
  { category: 'data', name: 'Data', unit: { kind: 'count', one: 'lookup', many: 'lookups' } },
  { category: 'language models', name: 'Model', unit: { kind: 'tokens' } },
  { category: 'search', name: 'Search', unit: { kind: 'searches' } },
  { category: 'speech', name: 'Voice', unit: { kind: 'characters' } },
  { category: 'web scraping', name: 'Scraper', unit: { kind: 'credits' } },
] as const;

const balances = ['reported', 'usage', 'ledger'] as const;

const reportsOf: Record<ProviderInfo['balance'], CatalogueEntry['reports']> = {
  reported: ['left', 'limit', 'reset', 'expiry'],
  usage: ['used', 'daily use'],
  ledger: [],
};

/** Providers as the catalogue has them: documented, and confirmed by nobody, or in that month. */
export const asEntries = (
  providers: readonly ProviderInfo[],
  confirmed: Readonly<Record<string, string>> = {},
): CatalogueEntry[] =>
  providers.map((provider) => ({
    ...provider,
    evidence: {
      endpoints: provider.hosts.map((host) => `GET ${host}/v1/balance`),
      confidence: 'documented',
      confirmed: confirmed[provider.id] ?? null,
    },
    reports: reportsOf[provider.balance],
  }));

/** So many providers, in six categories: names, fields and words of every length that a page has to hold. */
export function invented(count: number): ProviderInfo[] {
  return Array.from({ length: count }, (_, at): ProviderInfo => {
    const { category, name, unit } = kinds[at % kinds.length] ?? kinds[0];
    const number = Math.floor(at / kinds.length) + 1;
    const balance = balances[at % 7] ?? 'reported';
    const id = `${name.toLowerCase()}-${number}`;
    const page = `https://${id}.example/`;
    const long = at % 10 === 9;
    const field = (field: string, label: string) => ({
      id: field,
      label,
      secret: true,
      pattern: null,
      environment: [`${name.toUpperCase()}_${number}_${field.toUpperCase()}`],
      hint: long
        ? 'A read-only key of the workspace; each sees what the whole team has left.'
        : 'Any key will do.',
    });
    return {
      id,
      name: long ? `${name} ${number} Intelligence Cloud` : `${name} ${number}`,
      mark: name.slice(0, 2),
      category,
      homepage: page,
      credentialPage: `${page}keys`,
      billingPage: `${page}billing`,
      docs: { url: `${page}docs`, readOn: '2026-11' },
      credentialFields:
        balance === 'ledger'
          ? []
          : at % 4 === 3
            ? [field('sid', 'Account SID'), field('token', 'Auth token')]
            : [field('key', 'API key')],
      hosts: balance === 'ledger' ? [] : [`api.${id}.example`],
      refresh: { usualMs: 300_000, automaticMs: 60_000, shortestMs: 15_000 },
      checkCost: at % 11 === 10 ? 1 : 0,
      unit,
      balance,
      topupLifetimeMonths: null,
      tells: long
        ? 'What is left of the plan, the top-ups with the day on which each lapses, and how much was used on every day of this cycle.'
        : 'The balance, and when it is refilled.',
      plans: [],
    };
  });
}
