import type { AccountState } from '../model/index.ts';

/** What a credential can see, once a reading has told. */
export const seesWords: Record<AccountState['scope'], string> = {
  account: 'sees the whole account',
  key: 'sees only its own use',
  usage: 'sees use, not the balance',
  none: 'can’t read the balance',
};
