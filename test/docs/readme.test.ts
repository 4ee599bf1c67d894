import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { staleProviderPages } from '../../scripts/provider-pages.ts';

const readme = readFileSync('README.md', 'utf8');

describe('README', () => {
  it('has the count of providers, as the catalogue and the page of providers have them all; run `npm run providers` if not', async () => {
    expect(await staleProviderPages()).toEqual([]);
  });

  it('shows pictures and links to pages that exist', () => {
    const targets = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !target.startsWith('https://') && !existsSync(target))).toEqual([]);
  });
});
