import { z } from 'zod';
import { selectables } from '../../../shared/bars/bar-accounts.ts';
import { badInput } from '../../../shared/model/index.ts';
import { filterStatus } from '../../../shared/status/filter.ts';
import { selectAccounts, statusSorts } from '../../../shared/status/select.ts';
import { statusJson } from '../../../shared/status-json.ts';
import { choice, flag, list } from './query.ts';
import { readRoute } from './route.ts';

export const status = readRoute(
  {
    path: '/status',
    summary: 'Every account',
    description: 'All accounts with pools, caps, forecast and alerts, as `fuelgauge status --json`.',
    query: z.object({
      account: list('Only this account: an id, an unambiguous label, or provider/label.'),
      provider: list('Only accounts at this provider, by its id or name.'),
      tag: list('Only accounts with this tag.'),
      problems: flag('Only accounts that need attention.'),
      sort: choice(statusSorts, 'In which order. Default: urgency.').optional(),
    }),
    answers: { 'application/json': 'status' },
    errors: {},
  },
  (c, { account, provider, tag, problems, sort }, { shown }) => {
    const state = shown().state();
    const chosen = selectAccounts(selectables(state), {
      accounts: account,
      providers: provider,
      tags: tag,
      problems,
      sort: sort ?? null,
    });
    if (!chosen.ok) return badInput(chosen.message).error;
    return c.json(
      filterStatus(
        statusJson(state),
        chosen.accounts.map(({ id }) => id),
      ),
    );
  },
);
