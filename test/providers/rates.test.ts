import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findProvider } from '../../main/providers/index.ts';
import { loadRateCard, ratedProviders } from '../../main/providers/rates/index.ts';
import { rateCardSchema } from '../../shared/model/index.ts';

const folder = new URL('../../main/providers/rates/', import.meta.url);

describe('rate cards', () => {
  it('are the files of their folder, each of a provider that is known', () => {
    const files = readdirSync(folder).filter((file) => file !== 'index.ts');
    expect(ratedProviders.map((id) => `${id}.ts`)).toEqual(files.sort());
    for (const id of ratedProviders) expect(findProvider(id)?.id).toBe(id);
  });

  it.each(ratedProviders)('%s has one of the right shape, read on https pages', async (id) => {
    const card = await loadRateCard(id);
    expect(rateCardSchema.parse(card)).toEqual(card);
    for (const { operations } of card?.generations ?? [])
      for (const { source } of operations) expect(source.url).toMatch(/^https:/);
  });

  it('are not there for anybody else', async () => {
    for (const id of ['capsolver', 'nobody', 'constructor', '__proto__'])
      expect(await loadRateCard(id)).toBeNull();
  });

  it.each(ratedProviders)('%s imports the model and nothing else', (id) => {
    const source = readFileSync(new URL(`${id}.ts`, folder), 'utf8');
    const imports = [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]);
    expect(imports).toEqual(['../../../shared/model/index.ts']);
  });

  it('are imported one by one, when they are asked for', () => {
    const index = readFileSync(new URL('../rate-cards.ts', folder), 'utf8');
    expect(index).not.toMatch(/^import (?!type )/m);
  });
});
