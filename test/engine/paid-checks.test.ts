import { describe, expect, it } from 'vitest';
import { apiKey, bearer, defineProvider, get, numeric, z } from '../../main/providers/contract/index.ts';
import { hourMs } from '../../shared/time/index.ts';
import { mockEngine } from '../helpers/mock-engine.ts';
import { about } from '../providers/invented.ts';

const described = {
  ...about,
  credential: apiKey({ env: ['ACME_API_KEY'], hint: 'Any key will do.' }),
  request: get('https://api.acme.example/credits', bearer()),
  response: z.object({ left: numeric }),
  reading: ({ left }: { left: number }) => ({ remaining: left }),
};
const paid = defineProvider({ ...described, checkCost: 2, refresh: { usualMs: hourMs } });
const cost = 'Each check costs 2 credits: every hour, that is 48 credits a day.';
const off = (account: string) =>
  `Checks of this account are off. ${cost} To turn them on, use the switch on the account’s page or \`fuelgauge edit ${account} --paid-checks on\`.`;

async function setUp() {
  const { server, ...mock } = await mockEngine(paid);
  server.answer({ body: { left: 812 } });
  return { ...mock, asked: () => server.requests.length };
}

describe('checks that cost credits', () => {
  it('stay off until you turn them on, and stop when you turn them off', async () => {
    const { engine, time, add, asked } = await setUp();
    engine.start();
    const account = await add('invented-key-1');
    await time.advance(3 * hourMs);
    expect(engine.state().accounts[0]).toMatchObject({
      paidChecks: false,
      health: { state: 'off', error: null, readAt: null, nextAt: null },
      notes: [off(account)],
    });
    expect(engine.state().hosts).toEqual([]);
    expect(asked()).toBe(0);

    await engine.editAccount({ account, paidChecks: true });
    await time.advance(1_000);
    await expect.poll(() => engine.state().accounts[0]?.health.state).toBe('ok');
    expect(engine.state().accounts[0]).toMatchObject({ paidChecks: true, pools: [{ remaining: 812 }] });
    expect(engine.state().accounts[0]?.notes).toEqual([]);
    expect(engine.state().hosts).toMatchObject([{ host: expect.stringContaining('127.0.0.1'), accounts: 1 }]);
    expect(asked()).toBe(1);

    await engine.editAccount({ account, paidChecks: false });
    await time.advance(3 * hourMs);
    expect(engine.state().accounts[0]).toMatchObject({
      health: { state: 'off' },
      pools: [{ remaining: 812 }],
    });
    expect(asked()).toBe(1);
  });

  it('are not made by a refresh either, which says so if it is asked for this account', async () => {
    const { engine, add, asked } = await setUp();
    const account = await add('invented-key-1');
    expect(await engine.refresh({})).toEqual({ ok: true, value: {} });
    expect(await engine.refresh({ account })).toEqual({
      ok: false,
      error: { kind: 'not-supported', message: off(account) },
    });
    expect(asked()).toBe(0);
  });

  it('are on from the start if you say so', async () => {
    const { engine, add, asked } = await setUp();
    await add('invented-key-1', { paidChecks: true });
    await add('invented-key-2');
    await engine.refresh({});
    expect(
      engine
        .state()
        .accounts.map(({ paidChecks }) => paidChecks)
        .sort(),
    ).toEqual([false, true]);
    expect(asked()).toBe(1);
  });

  it('are not made to test a credential, unless you say so', async () => {
    const { engine, asked } = await setUp();
    const values = { key: 'invented-key-1' };
    const test = { provider: 'acme', credential: { from: 'values' as const, values } };
    expect(await engine.testCredential(test)).toEqual({
      ok: false,
      error: {
        kind: 'not-supported',
        message: `Nothing was asked: a test is a check. ${cost} Turn checks on to test it.`,
      },
    });
    expect(asked()).toBe(0);
    expect(await engine.testCredential({ ...test, paidChecks: true })).toMatchObject({ value: { ok: true } });
    expect(asked()).toBe(1);
  });
});

it('has nothing to turn on where checks are free', async () => {
  const { engine, add } = await mockEngine(defineProvider(described));
  const refused = {
    ok: false,
    error: {
      kind: 'bad-input',
      message: 'Checks of Acme cost nothing, so there is nothing to turn on or off.',
    },
  };
  const account = await add('invented-key-1');
  expect(engine.state().accounts[0]).not.toHaveProperty('paidChecks');
  expect(await engine.editAccount({ account, paidChecks: true })).toEqual(refused);
  const credential = { from: 'values' as const, values: { key: 'invented-key-2' } };
  expect(
    await engine.addAccount({ provider: 'acme', label: 'second', credential, paidChecks: true }),
  ).toEqual(refused);
  expect(engine.state().accounts).toHaveLength(1);
});
