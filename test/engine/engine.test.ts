import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import { createLog } from '../../main/engine/log.ts';
import { createNodeFetch } from '../../main/engine/network/fetch.ts';
import { openHistory } from '../../main/engine/store/history.ts';
import { openSettings } from '../../main/engine/store/settings.ts';
import { providers } from '../../main/providers/index.ts';
import type { AccountState } from '../../shared/model/index.ts';
import { createTestClock } from '../helpers/clock.ts';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { createQuickVault } from '../helpers/vault.ts';

const key = 'invented-key-number-one-7f3a';
const otherKey = 'invented-key-number-two-9c1b';
const passphrase = 'correct horse battery';
const account = (credits: number) => ({
  account: {
    credits,
    recurring_credits: 10000,
    recurring_credits_frequency: 'monthly',
    recurring_credits_refresh_date: '2026-12-01T00:00:00+00:00',
    credit_rollover: true,
  },
});

let home: string;
let server: MockProvider;
let time: ReturnType<typeof createTestClock>;
const engines: Engine[] = [];

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'fuelgauge-engine-'));
  server = await startMockProvider({ body: account(9406.5) });
  time = createTestClock();
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.stop();
  await server.close();
  rmSync(home, { recursive: true, force: true });
});

/** An engine as the shells compose it, on a clock that stands still. */
function open(environment: Record<string, string> = {}): Engine {
  const settings = openSettings(home);
  const history = openHistory(join(home, 'history.db'));
  if (!settings.ok || !history.ok) throw new Error('The data folder could not be opened.');
  const engine = createEngine({
    home,
    shell: 'browser',
    mode: 'live',
    vault: createQuickVault(join(home, 'credentials.age')),
    settings: settings.value,
    history: history.value.history,
    providers,
    fetch: createNodeFetch({}),
    endpoints: Object.fromEntries(providers.map(({ id }) => [id, server.origin])),
    environment,
    clock: time.clock,
    random: () => 0,
    log: createLog(home),
  });
  engines.push(engine);
  return engine;
}

async function close(engine: Engine) {
  engines.splice(engines.indexOf(engine), 1);
  await engine.stop();
}

const value = <Value>(
  result: { ok: true; value: Value } | { ok: false; error: { message: string } },
): Value => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const add = async (engine: Engine, label: string, values: Record<string, string>, provider = 'crustdata') =>
  value(await engine.addAccount({ provider, label, credential: { from: 'values', values } }));
const only = (engine: Engine): AccountState => {
  const [state] = engine.state().accounts;
  if (!state) throw new Error('There is no account.');
  return state;
};
/** Moves time on and waits until polling, by itself, has brought a reading of that instant. */
async function readAfter(engine: Engine, ms: number): Promise<void> {
  const at = time.clock.now() + ms;
  await time.advance(ms);
  await expect.poll(() => only(engine).health.readAt).toBe(at);
}
async function opened(): Promise<Engine> {
  const engine = open();
  value(await engine.unlock({ passphrase }));
  return engine;
}

describe('the way of one reading', () => {
  it('goes from the provider into state and history', async () => {
    const engine = await opened();
    const added = await add(engine, 'production', { key });
    expect(added.health.state).toBe('waiting');
    value(await engine.refresh({}));
    const state = only(engine);
    expect(state.health).toMatchObject({ state: 'ok', readAt: time.clock.now(), error: null });
    expect(state.pools[0]).toMatchObject({ remaining: 9406.5, limit: 10000 });
    expect(server.requests).toHaveLength(1);
    const points = value(
      await engine.history({ account: added.id, pool: 'credits', from: 0, to: time.clock.now(), points: 10 }),
    );
    expect(points).toEqual([{ t: time.clock.now(), remaining: 9406.5 }]);
  });

  it('keeps everything across a restart', async () => {
    const engine = await opened();
    await add(engine, 'production', { key });
    value(await engine.refresh({}));
    await close(engine);
    const again = open();
    expect(only(again)).toMatchObject({ label: 'production', pools: [{ remaining: 9406.5 }] });
    expect(again.state().vault.state).toBe('locked');
  });

  it('keeps two accounts at one provider apart', async () => {
    server.answer((request) => ({
      body: account(request.headers.authorization === `Bearer ${key}` ? 100 : 200),
    }));
    const engine = await opened();
    const first = await add(engine, 'first', { key });
    const second = await add(engine, 'second', { key: otherKey });
    value(await engine.refresh({}));
    const remaining = (id: string) =>
      engine.state().accounts.find((state) => state.id === id)?.pools[0]?.remaining;
    expect([remaining(first.id), remaining(second.id)]).toEqual([100, 200]);
  });

  it('shows the last good balance with the error beside it', async () => {
    const engine = await opened();
    await add(engine, 'production', { key });
    value(await engine.refresh({}));
    server.answer({ status: 503, body: {} });
    await time.advance(60_000);
    value(await engine.refresh({}));
    expect(only(engine)).toMatchObject({
      pools: [{ remaining: 9406.5 }],
      health: { state: 'error', error: { kind: 'unavailable' }, readAt: time.clock.now() - 60_000 },
    });
  });

  it('calls a reading stale when it is older than two intervals', async () => {
    const engine = await opened();
    await add(engine, 'production', { key });
    value(await engine.refresh({}));
    const { intervalMs } = only(engine);
    await time.advance(2 * intervalMs);
    expect(only(engine).health.state).toBe('ok');
    await time.advance(1);
    expect(only(engine).health.state).toBe('stale');
  });
});

describe('forecasts', () => {
  it('learn at first, then come from the history, again after each reading', async () => {
    const engine = await opened();
    const { id } = await add(engine, 'production', { key });
    value(await engine.refresh({}));
    expect(only(engine).pools[0]?.forecast).toMatchObject({ burnPerDay: null, confidence: 'none' });
    expect(value(await engine.forecast({ account: id, pool: 'credits' }))).toEqual([]);

    const history = openHistory(join(home, 'history.db'));
    if (!history.ok) throw new Error(history.error.message);
    const hours = 10 * 24;
    for (let hour = 1; hour <= hours; hour += 1)
      history.value.history.addSamples(id, time.clock.now() - hour * 3_600_000, [
        { pool: 'credits', remaining: 9406.5 + 20 * hour },
      ]);
    history.value.history.close();
    await time.advance(60_000);
    value(await engine.refresh({}));
    const [pool] = only(engine).pools;
    expect(pool?.forecast?.burnPerDay).toBeGreaterThan(400);
    expect(pool?.forecast?.burnPerDay).toBeLessThan(560);
    expect(pool?.forecast?.confidence).toBe('good');
    const path = value(await engine.forecast({ account: id, pool: 'credits' }));
    expect(path.length).toBeGreaterThan(10);
    for (const point of path) expect(point.early).toBeLessThanOrEqual(point.late);
  });
});

describe('manners', () => {
  it('refuses an interval that is shorter than the provider allows', async () => {
    const engine = await opened();
    const { id, intervalMs } = await add(engine, 'production', { key });
    expect(await engine.editAccount({ account: id, intervalMs: 59_999 })).toEqual({
      ok: false,
      error: {
        kind: 'bad-input',
        message: 'Checks at Crustdata are at least 1 min apart. Choose 1 min or longer.',
      },
    });
    expect(only(engine).intervalMs).toBe(intervalMs);
    expect(value(await engine.editAccount({ account: id, intervalMs: 60_000 })).intervalMs).toBe(60_000);
    expect(value(await engine.editAccount({ account: id, intervalMs: null })).intervalMs).toBe(intervalMs);
  });

  it('asks again by itself at the interval, and not while paused', async () => {
    const engine = await opened();
    const { id, intervalMs } = await add(engine, 'production', { key });
    engine.start();
    await readAfter(engine, 0);
    expect(server.requests).toHaveLength(1);
    await time.advance(intervalMs - 1);
    expect(server.requests).toHaveLength(1);
    await readAfter(engine, 1);
    expect(server.requests).toHaveLength(2);
    value(await engine.editAccount({ account: id, paused: true }));
    await time.advance(10 * intervalMs);
    expect(server.requests).toHaveLength(2);
    expect(only(engine).health.state).toBe('off');
  });

  it('stops after a rejected credential, also across a restart, until it is replaced', async () => {
    server.answer({ status: 401, body: { message: 'Invalid API key in request' } });
    const engine = await opened();
    await add(engine, 'production', { key });
    value(await engine.refresh({}));
    expect(only(engine).health).toMatchObject({ state: 'error', error: { kind: 'bad-credential' } });
    const asked = server.requests.length;
    await time.advance(24 * 3_600_000);
    value(await engine.refresh({}));
    await close(engine);

    const again = await opened();
    again.start();
    await time.advance(24 * 3_600_000);
    value(await again.refresh({}));
    expect(server.requests).toHaveLength(asked);

    // Replacing it by itself changes nothing.
    value(
      await again.replaceCredential({
        account: 'production',
        credential: { from: 'values', values: { key } },
      }),
    );
    value(await again.refresh({}));
    expect(server.requests).toHaveLength(asked);

    server.answer({ body: account(5) });
    value(
      await again.replaceCredential({
        account: 'production',
        credential: { from: 'values', values: { key: otherKey } },
      }),
    );
    value(await again.refresh({}));
    expect(only(again)).toMatchObject({ health: { state: 'ok' }, pools: [{ remaining: 5 }] });
  });

  it('tries again when the environment brings another credential', async () => {
    server.answer({ status: 401, body: { message: 'Invalid API key in request' } });
    const engine = open({ CRUST: key });
    value(
      await engine.addAccount({
        provider: 'crustdata',
        label: 'from the environment',
        credential: { from: 'environment', variables: { key: 'CRUST' } },
      }),
    );
    value(await engine.refresh({}));
    value(await engine.refresh({}));
    const asked = server.requests.length;
    await close(engine);
    server.answer({ body: account(7) });
    const same = open({ CRUST: key });
    await time.advance(3_600_000);
    value(await same.refresh({}));
    expect(server.requests).toHaveLength(asked);
    await close(same);
    const other = open({ CRUST: otherKey });
    value(await other.refresh({}));
    expect(only(other).pools[0]?.remaining).toBe(7);
  });

  it('waits as long as Retry-After says, whoever asks', async () => {
    server.answer({ status: 429, headers: { 'retry-after': '120' }, body: {} });
    const engine = await opened();
    await add(engine, 'production', { key });
    value(await engine.refresh({}));
    const asked = server.requests.length;
    await time.advance(119_000);
    value(await engine.refresh({}));
    expect(server.requests).toHaveLength(asked);
    await time.advance(1_000);
    value(await engine.refresh({}));
    expect(server.requests).toHaveLength(asked + 1);
  });
});

describe('accounts', () => {
  it('turns away what cannot be: unknown provider, empty key, taken label, locked vault', async () => {
    const engine = open();
    const message = async (input: Parameters<Engine['addAccount']>[0]) => {
      const result = await engine.addAccount(input);
      return result.ok ? 'added' : result.error.kind;
    };
    const credential = { from: 'values' as const, values: { key } };
    expect(await message({ provider: 'nobody', label: 'x', credential })).toBe('unknown-provider');
    expect(await message({ provider: 'crustdata', label: 'x', credential })).toBe('locked');
    value(await engine.unlock({ passphrase }));
    expect(await message({ provider: 'crustdata', label: ' ', credential })).toBe('bad-input');
    expect(
      await message({
        provider: 'crustdata',
        label: 'x',
        credential: { from: 'values', values: { key: ' ' } },
      }),
    ).toBe('bad-input');
    expect(
      await message({
        provider: 'crustdata',
        label: 'x',
        credential: { from: 'values', values: { key: 'a\nb' } },
      }),
    ).toBe('bad-input');
    expect(await message({ provider: 'crustdata', label: 'x', credential })).toBe('added');
    expect(await message({ provider: 'crustdata', label: 'X', credential })).toBe('bad-input');
  });

  it('never gives an id twice and forgets all of a removed account', async () => {
    const engine = await opened();
    const first = await add(engine, 'first', { key });
    value(await engine.refresh({}));
    value(await engine.removeAccount({ account: first.id }));
    expect(engine.state().accounts).toEqual([]);
    const second = await add(engine, 'first', { key });
    expect(second.id).not.toBe(first.id);
    expect(second.pools.every(({ remaining }) => remaining === null)).toBe(true);
  });

  it('finds an account by its label, and asks which one where several have it', async () => {
    const engine = await opened();
    const first = await add(engine, 'main', { key });
    expect(value(await engine.editAccount({ account: 'MAIN', refill: 5 })).id).toBe(first.id);
    await add(engine, 'main', { key }, 'scraperapi');
    const ambiguous = await engine.editAccount({ account: 'main', refill: 5 });
    expect(ambiguous).toMatchObject({ ok: false, error: { kind: 'ambiguous-account' } });
  });

  it('counts a ledger account from what is logged', async () => {
    const engine = open();
    const ledger = await add(engine, 'free plan', {}, 'scrapio');
    value(await engine.editAccount({ account: ledger.id, plan: 'free-daily' }));
    value(await engine.logUsage({ account: 'free plan', amount: 640, id: 'call-1' }));
    const logged = value(await engine.logUsage({ account: 'free plan', amount: 640, id: 'call-1' }));
    expect(logged.pools[0]).toMatchObject({ remaining: 360, used: 640, limit: 1000 });
    expect(logged.caps[0]).toMatchObject({
      limit: 1000,
      used: 640,
      resetsAt: Date.parse('2026-11-22T00:00:00Z'),
    });
    const capped = value(
      await engine.logUsage({ account: 'free plan', amount: 0, error: 'daily_credit_cap_exceeded' }),
    );
    expect(capped).toMatchObject({
      health: { error: null },
      pools: [{ remaining: 0 }],
      caps: [{ used: 1000 }],
    });
    await time.advance(24 * 3_600_000);
    expect(only(engine)).toMatchObject({ health: { error: null }, pools: [{ remaining: 1000 }] });
    expect(server.requests).toEqual([]);
  });

  it('gives top-ups the provider’s lifetime', async () => {
    const engine = await opened();
    const spidra = await add(engine, 'main', { key }, 'spidra');
    const grantedAt = Date.parse('2026-03-02T10:00:00Z');
    const granted = value(
      await engine.addGrant({ account: spidra.id, amount: 1200, kind: 'topup', grantedAt }),
    );
    expect(granted.entered.grants[0]).toMatchObject({
      amount: 1200,
      expiresAt: Date.parse('2027-03-02T10:00:00Z'),
    });
    const [grant] = granted.entered.grants;
    const removed = value(await engine.removeGrant({ account: spidra.id, grant: grant?.id ?? '' }));
    expect(removed.entered.grants).toEqual([]);
  });
});

describe('secrets', () => {
  it('stand nowhere in the clear: files, state, log', async () => {
    server.answer({ status: 403, body: { message: `The key ${key} is wrong` } });
    const engine = await opened();
    await add(engine, 'production', { key });
    value(await engine.refresh({}));
    const { token } = value(await engine.makeUsageToken());
    expect(engine.verifyToken('usage', token)).toBe(true);
    expect(engine.verifyToken('usage', `${token}x`)).toBe(false);
    const state = JSON.stringify(engine.state());
    await close(engine);
    const everything = [state, ...readdirSync(home).map((name) => readFileSync(join(home, name), 'latin1'))];
    for (const secret of [key, passphrase, token, Buffer.from(key).toString('base64')])
      for (const text of everything) expect(text.includes(secret)).toBe(false);
  });
});
