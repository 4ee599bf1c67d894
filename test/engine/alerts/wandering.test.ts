import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createNodeFetch } from '../../../main/engine/network/fetch.ts';
import { crustdata } from '../../../main/providers/data/crustdata.ts';
import { timelineOf } from '../../../shared/timeline/index.ts';
import { day, hour, minute, writeAccounts } from '../../helpers/alert-engine.ts';
import {
  alertsOf,
  desktop,
  episodes,
  home,
  houseForEachTest,
  open,
  time,
  value,
} from '../../helpers/alert-house.ts';
import { settle } from '../../helpers/clock.ts';
import { startMockProvider } from '../../helpers/mock-provider.ts';

houseForEachTest();

it('an account whose dates wander and move with each answer tells everything once', async () => {
  const began = time.clock.now();
  const credits = (index: number) => (index === 5 ? 8990.03 : index < 5 ? 9000 - 2 * index : 8990 - index);
  let index = 0;
  const iso = (ms: number) => new Date(began + ms + ((index * 137) % 991) - 500).toISOString();
  const moved = () => (index > 6 ? day : 0);
  const server = await startMockProvider(() => ({
    body: {
      account: {
        credits: credits(index),
        recurring_credits: 8000,
        recurring_credits_frequency: 'monthly',
        credit_rollover: true,
        recurring_credits_refresh_date: iso(31 * hour + moved()),
      },
      credit_topups: [
        {
          origin: 'purchase',
          original_credits: 5000,
          remaining_credits: 1000,
          expires_at: iso(20 * day + moved()),
        },
        {
          origin: 'purchase',
          original_credits: 5000,
          remaining_credits: 5000,
          expires_at: iso(40 * day + moved()),
        },
      ],
    },
  }));
  onTestFinished(() => server.close());
  writeAccounts(home, 1);
  const file = join(home, 'settings.json');
  const settings = JSON.parse(readFileSync(file, 'utf8'));
  settings.accounts[0].provider = 'crustdata';
  settings.alerts.rules['refill-due'] = { enabled: true };
  // Nothing of it is near when the account is new.
  settings.alerts.rules['expires-soon'] = { enabled: true, days: [19, 7, 1] };
  writeFileSync(file, JSON.stringify(settings));
  const engine = open({
    providers: [crustdata],
    fetch: createNodeFetch({}),
    endpoints: { crustdata: server.origin },
  });
  const uids = () =>
    timelineOf(engine.state().accounts, engine.state().providers, { now: time.clock.now(), zone: 'UTC' })
      .filter(({ kind }) => kind !== 'run-out')
      .map(({ id }) => id);
  const polled = async (ms: number) => {
    await time.advance(ms);
    while (engine.state().accounts.some(({ refreshing }) => refreshing)) await settle();
    await time.advance(2 * minute);
  };
  engine.start();
  await polled(minute);
  const first = uids();
  expect(first).toHaveLength(4);

  for (index = 1; index < 5; index += 1) await polled(10 * minute);
  await polled(hour);
  await polled(23 * hour);
  await polled(10 * minute);
  const told = () => desktop.told.map(({ body }) => body.replace(/ on .*/, ''));
  expect(told().sort()).toEqual([
    '1,000 credits of a top-up expire',
    'The next refill (8,000 credits) is due',
  ]);
  const alert = alertsOf(engine).find(({ kind }) => kind === 'expires-soon');
  value(await engine.alerts.acknowledge({ episode: alert?.episode ?? '' }));
  for (; index < 12; index += 1) {
    await polled(10 * minute);
    expect(alertsOf(engine)).toMatchObject([{ kind: 'expires-soon', acknowledged: true }]);
    expect(uids()).toEqual(first);
  }
  expect(desktop.told).toHaveLength(2);
  expect(await episodes(engine)).toHaveLength(2);
});
