import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { providers } from '../../main/providers/index.ts';

const readme = readFileSync('README.md', 'utf8');

describe('README', () => {
  it('has one row for each provider of the registry, in its order', () => {
    const [, section = ''] = readme.split('## Providers');
    const [table = ''] = section.split('\n## ');
    const rows = [...table.matchAll(/^\| ([^|]+?) \|.*\| ([^|]+?) \|$/gm)]
      .map(([, name, credential]) => ({ name, credential }))
      .filter(({ name }) => name !== 'Provider' && !name?.startsWith('---'));
    expect(rows).toEqual(
      providers.map(({ name, credentialFields }) => ({
        name,
        credential: credentialFields.map(({ label }) => label).join(', ') || 'none',
      })),
    );
  });

  it('shows pictures and links to pages that exist', () => {
    const targets = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !target.startsWith('https://') && !existsSync(target))).toEqual([]);
  });
});
