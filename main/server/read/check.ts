import { z } from 'zod';
import { answerCheck } from '../../../shared/check.ts';
import { checkJson } from '../../../shared/json/check.ts';
import { unknownProvider } from '../../../shared/model/index.ts';
import { findAccount } from '../../engine/store/accounts.ts';
import { amount, text } from './query.ts';
import { readRoute } from './route.ts';

export const check = readRoute(
  {
    path: '/check',
    summary: 'Whether enough is left for a batch',
    description:
      'Judged by the last reading and by every hard cap, as `fuelgauge check`. It asks no provider: Fuelgauge does so by itself, and a reading that is too old makes the answer `unknown`. The status is 200 whatever the answer.',
    query: z.object({
      account: text('An id, an unambiguous label, or provider/label.'),
      need: amount('How much the batch needs, in the unit of the account’s first pool.'),
    }),
    answers: { 'application/json': 'check' },
    errors: { 404: 'There is no such account.' },
  },
  (c, { account: name, need }, { shown }) => {
    const { at, accounts, providers } = shown().state();
    const found = findAccount(accounts, name);
    if (!found.ok) return found.error;
    const account = found.value;
    const provider = providers.find(({ id }) => id === account.provider);
    if (!provider) return unknownProvider(account.provider).error;
    return c.json(checkJson(account, need, answerCheck(account, provider, need, at), at));
  },
);
