import { expect, it } from 'vitest';
import { editedAccount } from '../../main/engine/store/accounts.ts';
import { editAccountInput } from '../../shared/api/accounts.ts';
import { accountSchema, settingsSchema } from '../../shared/model/index.ts';
import { providers } from '../helpers/states.ts';

const account = accountSchema.parse({
  id: 'a1',
  provider: 'crustdata',
  label: 'production',
  createdAt: 0,
  credential: { kind: 'none' },
  credentialEnd: null,
});
const settings = settingsSchema.parse({ version: 2, accounts: [account] });
const edit = (tags: string[] | undefined, from = account) => {
  const [, provider] = providers;
  const input = editAccountInput.safeParse({ account: 'a1', tags });
  if (provider === undefined || !input.success) return 'refused';
  const edited = editedAccount(settings, from, provider, input.data);
  return edited.ok ? edited.value.tags : edited.error.kind;
};

it('an account of an older settings file has no tags', () => {
  expect(account.tags).toEqual([]);
});

it('tags are trimmed, kept once whatever their case, and stay when other facts are edited', () => {
  expect(edit([' client Nordhaus ', 'research', 'Research'])).toEqual(['client Nordhaus', 'research']);
  expect(edit(undefined, { ...account, tags: ['research'] })).toEqual(['research']);
  expect(edit([], { ...account, tags: ['research'] })).toEqual([]);
});

it.each([[['x'.repeat(31)]], [['  ']], [Array.from({ length: 11 }, (_, at) => `tag ${at}`)]])(
  'too long, empty and too many ones are refused',
  (tags) => {
    expect(edit(tags)).toBe('refused');
  },
);
