import { expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { day, hour, minute } from '../../helpers/alert-engine.ts';
import {
  balances,
  desktop,
  episodes,
  houseForEachTest,
  open,
  started,
  time,
  value,
} from '../../helpers/alert-house.ts';

houseForEachTest();

const usd = (amount: string) => ({ amount, currency: 'USD' });
const all = { scope: { kind: 'all' as const }, limit: usd('10'), period: 'month' as const };

/** An account with a plan of 1,000 credits for 20 dollars, and a budget of ten for all. */
async function house(rest: Parameters<typeof started>[1] = {}): Promise<{ engine: Engine; budget: string }> {
  const engine = await started(1, rest);
  const price = { since: '2026-11-01', every: 'monthly' as const, paid: usd('20'), credits: 1000 };
  await engine.editAccount({ account: 'a1', refill: 1000, cycleStart: '2026-11-01', price });
  const { id } = value(await engine.setBudget(all));
  await time.advance(2 * minute);
  return { engine, budget: id };
}

async function reads(remaining: number): Promise<void> {
  balances.set('a1', remaining);
  await time.advance(10 * minute);
}

const told = () =>
  desktop.told
    .filter(({ episode }) => episode?.startsWith('budget-'))
    .map(({ body, severity }) => [severity, body]);

it('each level is told once in a period, and leads to the page of spend', async () => {
  const opened: unknown[] = [];
  const { engine } = await house({
    openFromNotification: (account, action) => opened.push([account, action]),
  });
  await reads(740);
  await reads(735);
  await reads(590);
  await reads(400);
  expect(told()).toEqual([
    ['info', '$5.20 of $10.00 spent this month.'],
    ['warning', '$8.20 of $10.00 spent this month.'],
    ['critical', '$12.00 spent this month, more than the budget of $10.00.'],
  ]);
  const [first] = desktop.told.filter(({ episode }) => episode?.startsWith('budget-'));
  expect(first).toMatchObject({ account: null, title: 'Budget for all accounts' });
  if (first) engine.onNotificationAction(first, 'open');
  expect(opened).toEqual([[null, 'spend']]);
  expect((await episodes(engine)).filter(({ kind }) => kind === 'budget-used')).toHaveLength(1);
});

it('nothing is told again after a restart', async () => {
  const { engine } = await house();
  await reads(500);
  const before = told();
  expect(before).toHaveLength(1);
  await engine.stop();
  await time.advance(hour);
  open().start();
  await time.advance(10 * minute);
  expect(told()).toEqual(before);
});

it('what was spent before it was made is shown, and no news', async () => {
  const engine = await started();
  const price = { since: '2026-11-01', every: 'monthly' as const, paid: usd('20'), credits: 1000 };
  await engine.editAccount({ account: 'a1', refill: 1000, cycleStart: '2026-11-01', price });
  await reads(550);
  value(await engine.setBudget(all));
  await reads(545);
  expect(told()).toEqual([]);
  const [episode] = (await episodes(engine)).filter(({ kind }) => kind === 'budget-used');
  expect(episode).toMatchObject({ severity: 'warning', clearedAt: null });
});

it('ends when the budget is raised or removed, and can be snoozed and muted', async () => {
  const { engine, budget } = await house();
  const openOnes = async () => (await episodes(engine)).filter(({ clearedAt }) => clearedAt === null);
  await reads(500);
  expect(await openOnes()).toHaveLength(1);
  value(await engine.setBudget({ ...all, id: budget, limit: usd('100') }));
  await time.advance(2 * minute);
  expect(await openOnes()).toEqual([]);
  value(await engine.alerts.mute({ account: budget, until: time.clock.now() + day }));
  value(await engine.setBudget({ ...all, id: budget }));
  await reads(300);
  expect(told()).toHaveLength(1);
  const [again] = await openOnes();
  value(await engine.alerts.snooze({ episode: again?.id ?? '', until: time.clock.now() + hour }));
  value(await engine.removeBudget({ id: budget }));
  await time.advance(2 * minute);
  expect(await openOnes()).toEqual([]);
  expect(told()).toHaveLength(1);
});
