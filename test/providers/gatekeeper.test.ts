import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeProvider } from '../../main/providers/define.ts';
import { findProvider, providers } from '../../main/providers/index.ts';
import { providerInfoSchema } from '../../shared/model/index.ts';
import { fixtureFolders, fixturesOf, keysOf, requiredCases } from './exchanges.ts';

const folder = new URL('../../main/providers/', import.meta.url);
const helpers = ['define.ts', 'index.ts', 'parse.ts'];
const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !helpers.includes(file));

describe('the registry', () => {
  it('has every file of the folder, once', () => {
    expect(providers.map((provider) => `${provider.id}.ts`).sort()).toEqual(files.sort());
    expect(fixtureFolders()).toEqual(providers.map((provider) => provider.id).sort());
  });
  it('finds a provider by its id', () => {
    for (const provider of providers) expect(findProvider(provider.id)).toBe(provider);
    expect(findProvider('constructor')).toBeUndefined();
  });
});

describe.each(files)('%s', (file) => {
  const source = readFileSync(new URL(file, folder), 'utf8');
  it('imports the model, the contract, the parse helpers and zod, and nothing else', () => {
    const imports = [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]);
    const allowed = /^(zod|\.\/define\.ts|\.\/parse\.ts|\.\.\/\.\.\/shared\/[\w/]+\.ts)$/;
    expect(imports.filter((path) => !allowed.test(path ?? ''))).toEqual([]);
  });
  it('asks through ctx.request only, and has no clock of its own', () => {
    expect(source).not.toMatch(
      /\bfetch\s*\(|XMLHttpRequest|WebSocket|\bprocess\.|Date\.now|new Date\(\)|Math\.random/,
    );
  });
});

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_, provider) => {
  const exchanges = fixturesOf(provider.id).flatMap((fixture) => fixture.exchanges);

  it('is described as the catalogue needs it', () => {
    const description = describeProvider(provider);
    expect(providerInfoSchema.strict().parse(description)).toEqual(description);
  });
  it('tells only https pages', () => {
    const { homepage, credentialPage, billingPage, docs, plans } = provider;
    const pages = [homepage, credentialPage, billingPage, docs.url, ...plans.map((plan) => plan.source.url)];
    for (const page of pages) expect(page ?? 'https:').toMatch(/^https:/);
  });
  it('has unique ids, and patterns that compile', () => {
    const ids = provider.plans.map((plan) => plan.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const field of provider.credentialFields)
      expect(() => new RegExp(field.pattern ?? '')).not.toThrow();
  });
  it('is asked at least as rarely as is useful', () => {
    expect(provider.refresh.usualMs).toBeGreaterThanOrEqual(provider.refresh.shortestMs);
  });

  if (provider.hosts.length === 0) {
    it('asks nothing, needs no credential', () => {
      expect(provider.credentialFields).toEqual([]);
      expect(exchanges.every(({ exchange }) => exchange.length === 0)).toBe(true);
    });
    return;
  }

  it.each(requiredCases)('has an exchange for %s', (required) => {
    expect(exchanges.filter(({ covers }) => covers === required)).not.toEqual([]);
  });
  it('has a 429 with Retry-After', () => {
    const answers = exchanges.flatMap(({ exchange }) => exchange.map(({ response }) => response));
    expect(answers.some(({ status, headers }) => status === 429 && 'retry-after' in headers)).toBe(true);
  });
  it('has a wrong type in each field of its whole answer', () => {
    const whole = exchanges.find(({ covers }) => covers === 'success')?.exchange[0]?.response;
    const fields = new Set(keysOf(whole && 'json' in whole ? whole.json : null));
    const wrong = new Set(exchanges.map(({ field }) => field));
    expect(fields.size).toBeGreaterThan(0);
    expect([...fields].filter((field) => !wrong.has(field))).toEqual([]);
  });
});
