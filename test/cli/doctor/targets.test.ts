import { expect, it } from 'vitest';
import { targetsOf } from '../../../main/cli/doctor/gather-hosts.ts';
import { settingsSchema } from '../../../shared/model/index.ts';

const account = (id: string, provider: string, changes: object = {}) => ({
  id,
  provider,
  label: id,
  createdAt: 0,
  credential: { kind: 'vault' },
  credentialEnd: null,
  tags: [],
  ...changes,
});

const settings = settingsSchema.parse({
  version: 2,
  accounts: [
    account('a1', 'hunter'),
    account('a2', 'hunter'),
    account('a3', 'scraperapi', { paused: true }),
    account('a4', 'litellm'),
    account('a5', 'spidra'),
    account('a6', 'scrapio', { credential: { kind: 'none' } }),
    account('a7', 'not-known-here'),
  ],
});

it('only the hosts of accounts that are checked are looked at, each once', () => {
  const { targets, unknown } = targetsOf(settings, { spidra: 'http://127.0.0.1:4100' }, {});
  expect(targets).toEqual([
    { host: 'api.hunter.io', url: 'https://api.hunter.io/', providers: ['Hunter'] },
    { host: '127.0.0.1:4100', url: 'http://127.0.0.1:4100/', providers: ['Spidra'] },
  ]);
  expect(unknown).toEqual(['litellm/a4']);
});
