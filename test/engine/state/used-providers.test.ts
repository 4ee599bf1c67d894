import { expect, it } from 'vitest';
import { createUsedProviders } from '../../../main/engine/state/used-providers.ts';
import type { Provider } from '../../../main/providers/contract/provider.ts';
import { findProvider, providers } from '../../../main/providers/index.ts';
import { accountSchema, providerInfoSchema } from '../../../shared/model/index.ts';
import { now } from '../../helpers/states.ts';

const byId = new Map(providers.map((provider) => [provider.id, provider]));

function accountAt(id: string) {
  const provider: Provider | undefined = findProvider(id);
  if (provider === undefined) throw new Error(`There is no ${id}.`);
  const account = accountSchema.parse({
    id: `a-${id}`,
    provider: id,
    label: id,
    createdAt: now,
    credential: { kind: 'vault' },
    credentialEnd: null,
  });
  return { account, provider };
}

it('is every provider that an account uses, once and in the order of the catalogue, and nothing else', () => {
  const used = createUsedProviders(byId);
  expect(used([])).toEqual([]);
  const accounts = [accountAt('spidra'), accountAt('crustdata'), accountAt('spidra')];
  const first = used(accounts);
  expect(first.map(({ id }) => id)).toEqual(['crustdata', 'spidra']);
  // What pages parse of it is all there is.
  for (const one of first) expect(providerInfoSchema.strict().parse(one)).toEqual(one);
});

it('stays the same list until another provider is used', () => {
  const used = createUsedProviders(byId);
  const first = used([accountAt('crustdata')]);
  expect(used([accountAt('crustdata'), accountAt('crustdata')])).toBe(first);
  expect(used([accountAt('spidra')])).not.toBe(first);
});
