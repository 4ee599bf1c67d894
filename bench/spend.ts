import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../main/engine/clock.ts';
import type { Engine } from '../main/engine/engine.ts';
import { dayMs, dayOf, hourMs } from '../shared/time/index.ts';
import { must, openBenchEngine } from './engine.ts';
import { startProvider } from './provider.ts';
import { median, report, timed } from './report.ts';

/**
 * The page “Spend” from a year of many accounts with a plan and its price: at first after a start, then while nothing has
 * changed, and after every account was polled and has less left.
 */
export async function spend(): Promise<void> {
  await measured(50, 50);
  await measured(500);
}

async function measured(accounts: number, budget?: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-bench-'));
  let left = 9406.5;
  let ahead = 0;
  const { origin, close } = await startProvider(0, () => left);
  const clock = { ...systemClock, now: () => Date.now() + ahead };
  const price = { amount: '95', currency: 'USD' };
  const prices = [{ since: '2024-01-01', every: 'monthly' as const, paid: price, credits: null }];
  const engine = await openBenchEngine(home, { accounts, origin, clock, prices });
  writeYear(join(home, 'history.db'), accounts, left + 20);
  await engine.refresh({});
  engine.state();
  const page = (step: 'month' | 'day') => async () => must(await engine.spend(yearOf(clock.now(), step)));
  const what = `spend of a year of ${accounts} accounts`;
  report(`${what}, the first time`, await timed(page('month')), 'ms');
  report(`${what}`, await medianOf(page('month')), 'ms', budget);
  report(`${what}, by day`, await medianOf(page('day')), 'ms');
  const afterPoll: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    left -= 1;
    ahead += hourMs;
    await engine.refresh({});
    engine.state();
    afterPoll.push(await timed(page('month')));
  }
  report(`${what}, right after a poll of all`, median(afterPoll), 'ms');
  await budgets(engine, accounts);
  await engine.stop();
  close();
  rmSync(home, { recursive: true });
}

/** What the state costs with a budget for all accounts: the first one after it was made. */
async function budgets(engine: Engine, accounts: number): Promise<void> {
  const limit = { amount: '100000', currency: 'USD' };
  const made = await timed(async () =>
    must(await engine.setBudget({ scope: { kind: 'all' }, limit, period: 'month' })),
  );
  report(`a budget for ${accounts} accounts`, made, 'ms');
}

const yearOf = (now: number, step: 'month' | 'day') => ({
  from: dayOf(now - 364 * dayMs),
  to: dayOf(now),
  by: 'provider' as const,
  step,
});

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 9; round += 1) times.push(await timed(work));
  return median(times);
}

/** A year as the history keeps it: thirty days at five minutes, hourly before that; about 9,000 credits are used in a month. */
function writeYear(file: string, accounts: number, last: number): void {
  const db = new DatabaseSync(file);
  const now = Date.now();
  const monthly = 30 * dayMs;
  const left = `${last} + ((n.i * step / ${hourMs}.0) % (${monthly / hourMs})) * 12.5 - (n.i * step / ${monthly}) * 0.001`;
  db.exec(`PRAGMA busy_timeout = 5000; BEGIN;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${accounts})
      INSERT INTO pools (id, account, name) SELECT i, 'a' || i, 'credits' FROM n;
    WITH RECURSIVE n(i, step) AS (SELECT 1, 300000 UNION ALL SELECT i + 1, step FROM n WHERE i < 8640)
      INSERT INTO samples SELECT pools.id, ${now} - n.i * step, ${left} FROM pools CROSS JOIN n;
    WITH RECURSIVE n(i, step) AS (SELECT 721, 3600000 UNION ALL SELECT i + 1, step FROM n WHERE i < 8760)
      INSERT INTO samples SELECT pools.id, ${now} - n.i * step, ${left} FROM pools CROSS JOIN n;
    COMMIT;`);
  db.close();
}
