import { expect, it } from 'vitest';
import { findAccount } from '../../../main/engine/store/accounts.ts';
import { accountSchema } from '../../../shared/model/index.ts';

const account = (id: string, provider: string, label: string) =>
  accountSchema.parse({
    id,
    provider,
    label,
    credential: { kind: 'none' },
    credentialEnd: null,
    createdAt: 0,
  });
const accounts = [
  account('a1', 'scrapio', 'default'),
  account('a2', 'crustdata', 'default'),
  account('a3', 'crustdata', 'Production'),
  account('a4', 'capsolver', 'scrapio/default'),
];
const found = (reference: string) => {
  const result = findAccount(accounts, reference);
  return result.ok ? result.value.id : result.error.kind;
};

it('finds an account by its id, label, provider and label, or provider alone', () => {
  expect(found('a2')).toBe('a2');
  expect(found('production')).toBe('a3');
  expect(found('crustdata/default')).toBe('a2');
  expect(found('Crustdata/PRODUCTION')).toBe('a3');
  expect(found('Scrapio')).toBe('a1');
  expect(found('capsolver')).toBe('a4');
});

it('guesses nothing where a label reads as the name of another account', () =>
  expect(found('scrapio/default')).toBe('ambiguous-account'));

it('says how to name each of several', () => {
  expect(findAccount(accounts, 'default')).toEqual({
    ok: false,
    error: {
      kind: 'ambiguous-account',
      message:
        '“default” could be several accounts: a1 (scrapio/default), a2 (crustdata/default). Name one in either way.',
    },
  });
  expect(found('crustdata')).toBe('ambiguous-account');
  expect(found('crust')).toBe('unknown-account');
  expect(found('scrapio/')).toBe('unknown-account');
});
