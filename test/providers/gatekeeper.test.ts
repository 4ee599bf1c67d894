import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../main/providers/catalogue.ts';
import { catalogueEntry, describeProvider, type Provider } from '../../main/providers/contract/provider.ts';
import { findProvider, providers } from '../../main/providers/index.ts';
import { marksOf } from '../../scripts/marks.ts';
import { providerFiles } from '../../scripts/provider-pages.ts';
import { evidenceSchema } from '../../shared/catalogue/entry.ts';
import { providerInfoSchema } from '../../shared/model/index.ts';

// The folders of providers, and what each says of itself: checked here, so that nothing has to check it at every start.

const folder = 'main/providers';
const written = await providerFiles();
const files = written.map(({ path }) => path);
const described = written.map(({ provider }) => provider);

describe('the catalogue', () => {
  it('has every file of the folders, once; run `npm run providers` if not', () => {
    expect(catalogue.map(({ id }) => id).sort()).toEqual(files.map((path) => basename(path, '.ts')).sort());
  });
  it('says of each what its file says; run `npm run providers` if not', () => {
    const dataOf = ({ read: _, reports: __, mark: ___, ...data }: Provider) => data;
    expect(catalogue.map(dataOf)).toEqual(described.map(dataOf));
  });
  it('has a fixture for each, and no other', () => {
    const fixtures = globSync('*.json', { cwd: 'test/fixtures/providers' });
    expect(fixtures.map((path) => basename(path, '.json')).sort()).toEqual(
      catalogue.map(({ id }) => id).sort(),
    );
  });
  it('is short: nine in ten files have at most 60 lines', () => {
    const isLong = (path: string) =>
      readFileSync(join(folder, path), 'utf8').trimEnd().split('\n').length > 60;
    expect(files.filter(isLong).length).toBeLessThanOrEqual(files.length / 10);
  });
  it('finds a provider by its id', () => {
    for (const provider of providers) expect(findProvider(provider.id)).toBe(provider);
    expect(findProvider('constructor')).toBeUndefined();
  });
  it('has names and marks that tell providers apart', () => {
    const names = catalogue.map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    const ofOneBrand = (name: string) => name.replace(/ \(.*\)$/, '');
    const marks = Map.groupBy(catalogue, ({ mark }) => mark);
    for (const [mark, alike] of marks) {
      const brands = new Set(alike.map(({ name }) => ofOneBrand(name)));
      expect(brands.size, `${mark}: ${[...brands].join(', ')}`).toBe(1);
    }
  });
  it('has marks of two letters that stand in the name, in that order', () => {
    for (const { name, mark } of catalogue) {
      const [first = '', second = ''] = mark;
      expect(name, mark).toMatch(new RegExp(`${first}.*${second}`, 'i'));
    }
  });
  it('gives each the mark that the others leave it; run `npm run providers` if not', () => {
    expect(new Map(catalogue.map(({ id, mark }) => [id, mark]))).toEqual(marksOf(described));
  });
});

describe.each(files)('%s', (path) => {
  it('has a clock and a way to the network in its context only', () => {
    const source = readFileSync(join(folder, path), 'utf8');
    expect(source).not.toMatch(
      /\bfetch\s*\(|XMLHttpRequest|WebSocket|\bprocess\.|Date\.now|new Date\(\)|Math\.random/,
    );
  });
  it('reads lists as listOf, so that one odd entry hides nothing and a long list slows nothing down', () => {
    expect(readFileSync(join(folder, path), 'utf8')).not.toMatch(/\bz\s*\.(array|record|map|set|tuple)\b/);
  });
  it('has nothing left to fill in', () => {
    const fixture = `test/fixtures/providers/${basename(path, '.ts')}.json`;
    const left = [join(folder, path), fixture].flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) => (line.includes('TODO') ? [`${file}:${index + 1} ${line.trim()}`] : [])),
    );
    expect(left).toEqual([]);
  });
  it('lies in the folder of its category, under its id', () => {
    const provider = described.find(({ id }) => id === basename(path, '.ts'));
    expect(provider?.category.replaceAll(' ', '-')).toBe(dirname(path));
  });
});

describe.each(described.map((provider) => [provider.id, provider] as const))('%s', (_, provider) => {
  it('describes itself as the catalogue needs it', () => {
    const info = describeProvider(provider);
    expect(providerInfoSchema.strict().parse(info)).toEqual(info);
    expect(provider.tells).toMatch(/^\p{Lu}.*\.$/u);
    for (const { hint } of provider.credentialFields) expect(hint).toMatch(/^\p{Lu}.*\.$/u);
  });
  it('says how its endpoint is known, and when that was read', () => {
    expect(evidenceSchema.safeParse(catalogueEntry(provider).evidence)).toMatchObject({ success: true });
    const readOn = provider.docs?.readOn ?? '';
    for (const month of [readOn, provider.evidence?.confirmed ?? readOn])
      expect(month).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
  });
  it('tells only https pages', () => {
    const { homepage, credentialPage, billingPage, docs, plans } = provider;
    expect(homepage).not.toBeNull();
    expect(docs?.url).toMatch(/^https:/);
    const pages = [homepage, credentialPage, billingPage, ...plans.map((plan) => plan.source.url)];
    for (const page of pages) expect(page ?? 'https:').toMatch(/^https:/);
  });
  it('has unique ids, patterns that compile, and variables that can be set', () => {
    for (const ids of [provider.plans.map(({ id }) => id), provider.credentialFields.map(({ id }) => id)])
      expect(new Set(ids).size).toBe(ids.length);
    for (const field of provider.credentialFields) {
      expect(() => new RegExp(field.pattern ?? '')).not.toThrow();
      for (const variable of field.environment) expect(variable).toMatch(/^[A-Z][A-Z0-9_]*$/);
    }
  });
  it('is asked at least as rarely as is useful, and by itself no more than once a minute', () => {
    const { usualMs, automaticMs, shortestMs } = provider.refresh;
    expect(usualMs).toBeGreaterThanOrEqual(automaticMs);
    expect(automaticMs).toBeGreaterThanOrEqual(shortestMs);
    // ScraperAPI says that its counts are updated every 15 s (November 2026).
    expect(automaticMs).toBeGreaterThanOrEqual(provider.id === 'scraperapi' ? 15_000 : 60_000);
  });
  it('needs a credential exactly if it is asked', () => {
    expect(provider.credentialFields.length > 0).toBe((provider.evidence?.endpoints.length ?? 0) > 0);
  });
});
