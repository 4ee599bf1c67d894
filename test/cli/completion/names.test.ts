import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNames } from '../../../main/cli/completion/names.ts';
import { catalogue } from '../../../main/providers/catalogue.ts';
import { temporaryHome } from '../../helpers/folder.ts';

const nothing = { accounts: [], removed: [], budgets: [], channels: [], ownProviders: [] };

it('reads the names of the settings and nothing else', () => {
  const home = temporaryHome();
  writeFileSync(
    join(home, 'settings.json'),
    JSON.stringify({
      accounts: [
        {
          id: 'a1',
          provider: 'hunter',
          label: 'pro\nduction',
          tags: ['x', 5],
          credentialEnd: 'k3y5',
          note: 'n',
        },
        { id: 5, provider: 'hunter' },
        null,
      ],
      removed: [{ account: { id: 'a2', provider: 'hunter', label: 'old', tags: [] } }],
      budgets: [{ id: 'budget-0f3a91c2' }],
      alerts: { channels: [{ id: 'c-0f3a91c2', label: 'team' }, { label: 'no id' }] },
      customProviders: [{ definition: { id: 'gateway', name: 'Our gateway' } }],
    }),
  );
  const { providers, ...names } = readNames(home);
  expect(names).toEqual({
    accounts: [{ id: 'a1', provider: 'hunter', label: 'pro duction', tags: ['x'] }],
    removed: [{ id: 'a2', provider: 'hunter', label: 'old', tags: [] }],
    budgets: ['budget-0f3a91c2'],
    channels: [{ id: 'c-0f3a91c2', label: 'team' }],
    ownProviders: [{ id: 'gateway', name: 'Our gateway' }],
  });
  expect(providers).toEqual(Object.fromEntries(catalogue.map(({ id, name }) => [id, name])));
});

describe('has no names where there are none to read', () => {
  it.each(['', '{', 'null', '[]', '{"accounts":{"x":1}}'])('%j', (text) => {
    const home = temporaryHome();
    writeFileSync(join(home, 'settings.json'), text);
    expect(readNames(home)).toMatchObject(nothing);
  });

  it('a folder that is missing, or whose file is none', () => {
    const home = temporaryHome();
    expect(readNames(join(home, 'nowhere'))).toMatchObject(nothing);
    mkdirSync(join(home, 'settings.json'));
    expect(readNames(home)).toMatchObject(nothing);
  });
});
