import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Provider } from '../../main/providers/contract/provider.ts';
import { providers } from '../../main/providers/index.ts';
import { onlyTo } from '../../main/sandbox/confine.ts';
import { createDemo, type Demo } from '../../main/sandbox/demo.ts';
import { createDemoSwitch, pollWhileInCharge } from '../../main/sandbox/demo-switch.ts';
import { scenarios } from '../../main/sandbox/scenarios.ts';
import { type AppState, ok } from '../../shared/model/index.ts';
import { dayMs } from '../../shared/time/index.ts';

let demo: Demo;
let atFirst: AppState;
beforeAll(async () => {
  demo = await createDemo({ shell: 'cli' });
  atFirst = demo.engine.state();
}, 60_000);
afterAll(() => demo.close());

describe('the demo', () => {
  it('shows fourteen accounts of twelve providers, read from the sandbox', async () => {
    await demo.engine.refresh({});
    const { accounts, mode } = demo.engine.state();
    expect(mode).toBe('demo');
    expect(accounts).toHaveLength(14);
    expect(new Set(accounts.map(({ provider }) => provider)).size).toBe(12);
    for (const account of accounts) {
      // The daily cap may be reached today; everything else must have been read.
      expect([undefined, 'exhausted'], account.label).toContain(account.health.error?.kind);
      const figure = account.pools[0]?.remaining ?? account.caps[0]?.used;
      expect(figure, account.label).toBeTypeOf('number');
      expect(account.disagreements).toEqual([]);
    }
  });

  it('has 30 days of history for every pool, that leads to what is left now', async () => {
    const { at: now, accounts } = demo.engine.state();
    for (const { id, label, pools, scope } of accounts)
      for (const pool of pools) {
        const kept = await demo.engine.history({
          account: id,
          pool: pool.id,
          from: 0,
          to: now,
          points: 5000,
        });
        const points = kept.ok ? kept.value : [];
        expect(points.length, label).toBeGreaterThan(450);
        expect(now - (points[0]?.t ?? now), label).toBeGreaterThan(29.9 * dayMs);
        // What is counted here goes on with the calendar between two samples.
        if (scope === 'account') expect(points.at(-1)?.remaining, label).toBe(pool.remaining);
        const steps = points
          .slice(1)
          .map((point, index) => point.remaining - (points[index]?.remaining ?? 0));
        expect(steps.filter((step) => step < 0).length, label).toBeGreaterThan(50);
      }
  });

  it('offers only what the sandbox answers for, and reaches nothing else', async () => {
    const asked: string[] = [];
    const sixth: Provider = {
      ...(providers.find(({ id }) => id === 'crustdata') ?? never()),
      id: 'sixth',
      name: 'Sixth',
      hosts: ['api.sixth.example'],
      async read(ctx) {
        asked.push('read');
        return ok({ at: ctx.now, plan: null, scope: 'none', pools: [], caps: [], dailyUse: [], notes: [] });
      },
    };
    const other = await createDemo({ shell: 'cli', providers: [...providers, sixth] });
    const { engine } = other;
    const credential = { from: 'values' as const, values: { key: 'invented' } };
    const added = await engine.addAccount({ provider: 'sixth', label: 'x', credential });
    const tested = await engine.testCredential({ provider: 'sixth', credential });
    const catalogue = await engine.catalogue();
    const offered = catalogue.ok ? catalogue.value.map(({ id }) => id) : [];
    await other.close();
    expect([added.ok, tested.ok, asked]).toEqual([false, false, []]);
    expect(offered.toSorted()).toEqual(providers.map(({ id }) => id).sort());
  }, 60_000);

  it.each([
    ['http://127.0.0.1:4870/account/credits', true],
    ['http://127.0.0.1:4871/account/credits', false],
    ['https://127.0.0.1:4870/', false],
    ['http://127.0.0.1:4870@api.crustdata.com/', false],
    ['https://api.crustdata.com/account/credits', false],
  ])('lets a request to %s through: %s', async (url, through) => {
    const asked: string[] = [];
    const fetch = onlyTo('http://127.0.0.1:4870', async (to) => {
      asked.push(to);
      return new Response('{}');
    });
    const init = {
      method: 'GET',
      headers: {},
      redirect: 'manual',
      signal: new AbortController().signal,
    } as const;
    const answer = fetch(url, init);
    if (through) expect((await answer).status).toBe(200);
    else await expect(answer).rejects.toThrow('only its sandbox');
    expect(asked).toEqual(through ? [url] : []);
  });

  it('tells the prices of the providers that it says have some, and of no other', async () => {
    const { ratedProviders } = demo.engine.state();
    expect(ratedProviders.toSorted()).toEqual(['crustdata', 'scraperapi', 'scrapio', 'spidra']);
    for (const provider of ratedProviders) {
      const card = await demo.engine.rateCard({ provider });
      expect(card.ok && card.value?.generations.length, provider).toBeGreaterThan(0);
    }
    expect(await demo.engine.rateCard({ provider: 'capsolver' })).toEqual(ok(null));
  });

  it('keeps no credential in its data folder', () => {
    const folder = demo.engine.state().dataFolder;
    const written = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n');
    for (const { key } of scenarios) expect(written.includes(key), key).toBe(false);
  });

  it('foresees every balance from its history at once', () => {
    const pools = atFirst.accounts.flatMap((account) => account.pools);
    expect(pools.length).toBeGreaterThanOrEqual(7);
    expect(pools.map(({ forecast }) => forecast?.confidence)).toEqual(pools.map(() => 'good'));
  });

  it('takes the place of the live engine and leaves without a trace', async () => {
    const other = await createDemo({ shell: 'cli' });
    const folder = other.engine.state().dataFolder;
    let started = 0;
    let changes = 0;
    const shell = createDemoSwitch(demo.engine, async () => {
      started += 1;
      return other;
    });
    const leave = shell.demo.onChange(() => {
      changes += 1;
    });
    expect(shell.engine()).toBe(demo.engine);
    await Promise.all([shell.demo.start(), shell.demo.start()]);
    expect(shell.engine()).toBe(other.engine);
    expect({ started, changes }).toEqual({ started: 1, changes: 1 });
    await shell.demo.stop();
    await shell.demo.stop();
    expect(shell.engine()).toBe(demo.engine);
    expect(changes).toBe(2);
    expect(existsSync(folder)).toBe(false);
    leave();
  }, 60_000);

  it('keeps the live engine from asking anybody meanwhile', async () => {
    const other = await createDemo({ shell: 'cli' });
    const shell = createDemoSwitch(demo.engine, async () => other);
    const polling = pollWhileInCharge(shell, demo.engine);
    const isPolling = () => demo.engine.state().accounts.some(({ health }) => health.nextAt !== null);
    expect(isPolling()).toBe(true);
    await shell.demo.start();
    expect(isPolling()).toBe(false);
    polling.allow(true);
    expect(isPolling()).toBe(false);
    await shell.demo.stop();
    expect(isPolling()).toBe(true);
    polling.allow(false);
    expect(isPolling()).toBe(false);
    polling.leave();
  }, 60_000);

  it('can be started again after a start that failed', async () => {
    let attempts = 0;
    const shell = createDemoSwitch(demo.engine, async () => {
      attempts += 1;
      if (attempts === 1) throw new Error('no room');
      return { engine: demo.engine, close: async () => {} };
    });
    await expect(shell.demo.start()).rejects.toThrow('no room');
    await shell.demo.start();
    expect(attempts).toBe(2);
  });
});

function never(): never {
  throw new Error('There is no such provider.');
}
