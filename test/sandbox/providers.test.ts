import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeFetch } from '../../main/engine/network/fetch.ts';
import { createRequester } from '../../main/engine/network/requester.ts';
import { findProvider } from '../../main/providers/index.ts';
import type { WholeProvider } from '../../main/sandbox/scenarios.ts';
import { type Sandbox, startSandbox } from '../../main/sandbox/server.ts';

const startAt = Date.parse('2026-11-21T09:00:00Z');
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, speed: 1, startAt, now: () => startAt });
});
afterAll(() => sandbox.close());

async function read(id: WholeProvider, key: string) {
  const provider = findProvider(id);
  if (!provider) throw new Error(`no provider ${id}`);
  const now = () => startAt;
  const request = createRequester({ fetch: createNodeFetch({}), endpoints: sandbox.endpoints, now });
  return provider.read({ credential: { key }, now: startAt, request: request(provider) });
}
const world = (id: WholeProvider, key: string) => {
  const account = sandbox.world.find(id, key);
  if (!account) throw new Error(`no account ${key}`);
  return account;
};

describe('the real providers, asking the sandbox', () => {
  it('read ScraperAPI in both shapes', async () => {
    for (const key of ['sandbox-scraperapi-1', 'sandbox-scraperapi-2']) {
      const result = await read('scraperapi', key);
      const account = world('scraperapi', key);
      expect(result).toMatchObject({
        ok: true,
        value: { pools: [{ remaining: account.remaining(), used: account.usedInCycle() }] },
      });
    }
  });

  it('read Crustdata with its grants', async () => {
    const result = await read('crustdata', 'sandbox-crustdata-1');
    const account = world('crustdata', 'sandbox-crustdata-1');
    expect(result).toMatchObject({
      ok: true,
      value: {
        pools: [
          {
            remaining: account.remaining(),
            limit: 5000,
            cycle: { frequency: 'monthly', renewsAt: account.cycle()?.end, rollover: 'all' },
            grants: [{ remaining: account.base() }, { remaining: 312.5 }, { remaining: 1500 }],
          },
        ],
        notes: [],
      },
    });
  });

  it('read CapSolver with its package, and not the package’s token', async () => {
    const result = await read('capsolver', 'CAP-SANDBOX-0001');
    const account = world('capsolver', 'CAP-SANDBOX-0001');
    expect(result).toMatchObject({ ok: true, value: { pools: [{ remaining: account.remaining() }, {}] } });
    expect(JSON.stringify(result)).toContain(String(account.packageCalls()));
    expect(JSON.stringify(result)).not.toContain('TOKEN');
  });

  it('read Spidra’s use by day', async () => {
    const result = await read('spidra', 'spd_sandbox_1');
    const dailyUse = result.ok ? result.value.dailyUse : [];
    expect(dailyUse).toHaveLength(30);
    const today = world('spidra', 'spd_sandbox_1').usedToday();
    expect(dailyUse.at(-1)).toEqual({ day: '2026-11-21', amount: today });
  });

  it('call a wrong key what it is', async () => {
    for (const id of ['scraperapi', 'crustdata', 'capsolver', 'spidra'] as const)
      expect(await read(id, 'nobody'), id).toMatchObject({ ok: false, error: { kind: 'bad-credential' } });
  });

  it.each([
    ['401', 'bad-credential'],
    ['429', 'rate-limited'],
    ['500', 'unavailable'],
    ['html', 'malformed'],
    ['empty', 'malformed'],
  ])('call the fault %s %s', async (fault, kind) => {
    for (const [provider, key] of [
      ['scraperapi', 'sandbox-scraperapi-1'],
      ['crustdata', 'sandbox-crustdata-1'],
      ['capsolver', 'CAP-SANDBOX-0001'],
      ['spidra', 'spd_sandbox_1'],
    ] as const) {
      await fetch(`${sandbox.origin}/_sandbox/faults`, {
        method: 'POST',
        body: JSON.stringify({ provider, fault, times: 1 }),
      });
      expect(await read(provider, key), provider).toMatchObject({ ok: false, error: { kind } });
    }
  });
});
