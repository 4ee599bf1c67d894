import { expect, it } from 'vitest';
import { addressFor } from '../../main/cli/open-from-notification.ts';
import { account, providers } from '../helpers/states.ts';

const billing = 'https://www.crustdata.example/billing';
const known = {
  accounts: [account('a1', 'crustdata', 'production'), account('a2', 'spidra', 'catalogue')],
  providers: providers.map((each) => (each.id === 'crustdata' ? { ...each, billingPage: billing } : each)),
};
const origin = 'http://127.0.0.1:4000';

it.each([
  ['an account', { account: 'a1', action: 'open' }, `${origin}/#/account/a1`],
  ['the sum of several', { account: null, action: 'open' }, `${origin}/#/alerts`],
  ['an account that was removed', { account: 'a9', action: 'open' }, `${origin}/#/alerts`],
  ['where to buy credits', { account: 'a1', action: 'billing' }, billing],
  ['an account without a billing page', { account: 'a2', action: 'billing' }, `${origin}/#/account/a2`],
] as const)('a notification about %s leads there', (_what, to, address) => {
  expect(addressFor(to, origin, known)).toBe(address);
});
