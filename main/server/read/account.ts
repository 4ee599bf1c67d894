import type { Context } from 'hono';
import { z } from 'zod';
import type { EngineApi } from '../../../shared/api/engine.ts';
import { historyCsv, historyJson } from '../../../shared/history-file.ts';
import { isoInstant } from '../../../shared/iso-instant.ts';
import type { AccountJson } from '../../../shared/json/read-api.ts';
import { timelineJson } from '../../../shared/json/timeline.ts';
import {
  type AccountState,
  badInput,
  type CommandError,
  ok,
  type Result,
} from '../../../shared/model/index.ts';
import { statusAccount } from '../../../shared/status-json.ts';
import { dayMs, systemZone } from '../../../shared/time/index.ts';
import { timelineOf } from '../../../shared/timeline/index.ts';
import { findAccount } from '../../engine/store/accounts.ts';
import { choice, count, date, instantOf, text } from './query.ts';
import { readRoute } from './route.ts';

const unknownAccount = { 404: 'There is no such account.' };
const usualDays = 30;

/** The account that the path names. */
const accountOf = (c: Context, engine: EngineApi): Result<AccountState, CommandError> =>
  findAccount(engine.state().accounts, c.req.param('id') ?? '');

export const account = readRoute(
  {
    path: '/accounts/:id',
    summary: 'One account',
    description:
      'What `status` says of one account, and what its page shows besides: its provider, what is ahead, the burn of the last seven days and the expected balance.',
    query: z.object({}),
    answers: { 'application/json': 'account' },
    errors: unknownAccount,
  },
  async (c, _, { shown }) => {
    const engine = shown();
    const found = accountOf(c, engine);
    if (!found.ok) return found.error;
    const made = await accountJson(engine, found.value);
    return made.ok ? c.json(made.value) : made.error;
  },
);

async function accountJson(
  engine: EngineApi,
  account: AccountState,
): Promise<Result<AccountJson, CommandError>> {
  const { at, providers } = engine.state();
  const provider = providers.find(({ id }) => id === account.provider);
  const pools: AccountJson['pools'] = [];
  for (const { id, burnByDay } of account.pools) {
    const path = await engine.forecast({ account: account.id, pool: id });
    if (!path.ok) return path;
    const expected = path.value.map(({ t, ...amounts }) => ({ time: isoInstant(t), ...amounts }));
    pools.push({ id, burnByDay, expected });
  }
  return ok({
    schemaVersion: 1,
    at: isoInstant(at),
    account: statusAccount(account),
    provider: provider
      ? {
          id: provider.id,
          name: provider.name,
          category: provider.category,
          homepage: provider.homepage,
          credentialPage: provider.credentialPage,
          billingPage: provider.billingPage,
        }
      : null,
    intervalMs: account.intervalMs,
    ahead: timelineJson(timelineOf([account], providers, { now: at, zone: systemZone() }), at, 60).events,
    pools,
  });
}

export const history = readRoute(
  {
    path: '/accounts/:id/history',
    summary: 'The balances of one account',
    description:
      'The balances on record, oldest first, with as many points as a chart needs. `fuelgauge history` prints every single one.',
    query: z.object({
      from: date(`From this day or time on. Default: ${usualDays} days before \`to\`.`).optional(),
      to: date('To the end of this day, or up to this time. Default: now.').optional(),
      pool: text('Only this pool, by its id. Default: all.').optional(),
      points: count('How many points of each pool at most.', { min: 2, max: 5000, usual: 600 }),
      format: choice(['json', 'csv'], 'Default: json.').optional(),
    }),
    answers: { 'application/json': 'history', 'text/csv': 'text' },
    errors: unknownAccount,
  },
  async (c, { from, to, pool, points, format }, { shown }) => {
    const engine = shown();
    const found = accountOf(c, engine);
    if (!found.ok) return found.error;
    const { id, provider, label, pools } = found.value;
    const now = engine.state().at;
    const end = to === undefined ? now : instantOf(to, { isEnd: true });
    const begin = from === undefined ? end - usualDays * dayMs : instantOf(from);
    if (begin >= end) return badInput('`from` must be before `to`.').error;
    const ids = pools.map((each) => each.id).filter((each) => pool === undefined || each === pool);
    if (pool !== undefined && ids.length === 0)
      return badInput(`There is no pool “${pool}”. There are: ${pools.map((each) => each.id).join(', ')}.`)
        .error;
    const samples: { pool: string; t: number; remaining: number }[] = [];
    for (const each of ids) {
      const read = await engine.history({ account: id, pool: each, from: begin, to: end, points });
      if (!read.ok) return read.error;
      samples.push(...read.value.map((sample) => ({ pool: each, ...sample })));
    }
    if (format === 'csv')
      return c.body(`${historyCsv({ samples })}\n`, 200, { 'Content-Type': 'text/csv; charset=utf-8' });
    return c.body(historyJson([{ id, provider, label, samples }], now), 200, {
      'Content-Type': 'application/json',
    });
  },
);
