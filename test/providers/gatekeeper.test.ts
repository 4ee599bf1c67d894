import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../main/providers/catalogue.ts';
import { describeProvider, type Provider } from '../../main/providers/contract/provider.ts';
import { findProvider, providers } from '../../main/providers/index.ts';
import { providerFiles } from '../../scripts/provider-pages.ts';
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
    const dataOf = ({ read: _, reports: __, ...data }: Provider) => data;
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
  it('tells only https pages', () => {
    const { homepage, credentialPage, billingPage, docs, plans } = provider;
    const pages = [homepage, credentialPage, billingPage, docs.url, ...plans.map((plan) => plan.source.url)];
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
  it('is asked at least as rarely as is useful', () => {
    expect(provider.refresh.usualMs).toBeGreaterThanOrEqual(provider.refresh.shortestMs);
  });
  it('needs a credential exactly if it is asked', () => {
    expect(provider.credentialFields.length > 0).toBe((provider.evidence?.endpoints.length ?? 0) > 0);
  });
});
