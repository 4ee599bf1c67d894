import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percent, windowOf } from '../../main/providers/contract/caps.ts';
import {
  apiKey,
  bearer,
  defineProvider,
  get,
  listOf,
  maybe,
  numeric,
  z,
} from '../../main/providers/contract/index.ts';
import { creditOrDebt, summed } from '../../main/providers/contract/money.ts';
import { type CapParts, complete, type ReadingParts } from '../../main/providers/contract/reading.ts';
import { createIds, labelFrom, plainText } from '../../main/providers/contract/text.ts';
import { calendarMonth } from '../../main/providers/contract/time.ts';
import { readErrorSchema, readingSchema } from '../../shared/model/index.ts';
import { dayMs, hourMs } from '../../shared/time/index.ts';
import { now } from './fixtures.ts';
import { about, answering, json } from './invented.ts';

const secret = 'invented-Acme-key+1/2';
const whole = (parts: ReadingParts) =>
  complete(parts, { unit: { kind: 'credits' }, scope: 'account', now, secrets: [secret], notes: [] });
const pool = (parts: ReadingParts) => whole(parts).pools[0];

describe('what follows from the parts', () => {
  it.each([
    [{ remaining: 7 }, { remaining: 7, used: null, limit: null }, { remaining: 'reported' }],
    [
      { remaining: 7, limit: 10 },
      { used: 3 },
      { remaining: 'reported', used: 'computed', limit: 'reported' },
    ],
    [
      { used: 3, limit: 10 },
      { remaining: 7 },
      { remaining: 'computed', used: 'reported', limit: 'reported' },
    ],
    [{ used: 13, limit: 10 }, { remaining: 0 }, {}],
    [{ remaining: 13, limit: 10 }, { used: null }, {}],
    [{ remaining: -2 }, { remaining: -2 }, {}],
    [{ used: 3, limit: null }, { remaining: null, used: 3, limit: null }, {}],
    [{ remaining: 0, used: 0, limit: 0 }, { remaining: 0, used: 0, limit: null }, {}],
    [{ used: 12, limit: -1 }, { remaining: null, used: 12, limit: null }, {}],
    [{ used: 12, limit: 0 }, { remaining: null, used: 12, limit: null }, {}],
    [{ remaining: 0.3, limit: 0.1 + 0.2 }, { used: 0 }, {}],
    [{ remaining: 7, used: -1e15, limit: 10 }, { remaining: 7, used: 3, limit: 10 }, { used: 'computed' }],
    [{ remaining: 13, used: -3, limit: 10 }, { remaining: 13, used: null }, {}],
  ])('is the third of remaining, used and limit: %#', (parts, amounts, provenance) => {
    expect(pool(parts)).toMatchObject({ ...amounts, provenance });
  });
  it('counts top-ups beside the plan', () => {
    const grants = [{ kind: 'topup' as const, remaining: 500 }];
    expect(pool({ remaining: 1200, limit: 1000, grants })).toMatchObject({ used: 300 });
    expect(pool({ used: 300, limit: 1000, grants })).toMatchObject({ remaining: 1200 });
  });
  it('is a label made of a name that a program would use', () => {
    expect(labelFrom('residential_proxies')).toBe('Residential proxies');
    expect(labelFrom('')).toBe('');
  });
  it('is a label and an id', () => {
    expect(whole({ remaining: 1 }).pools).toMatchObject([{ id: 'credits', label: 'Credits' }]);
    expect(pool({ remaining: 1, unit: { kind: 'money', code: 'USD' } })).toMatchObject({
      id: 'balance',
      label: 'Balance',
    });
    const pools = [
      { label: 'Data credits', remaining: 1 },
      { label: 'Data credits', remaining: 2 },
      { remaining: 3 },
    ];
    expect(whole({ pools }).pools.map(({ id }) => id)).toEqual(['data-credits', 'data-credits-2', 'credits']);
  });
  it('is no pool where an optional request told none', () => {
    const withBalance = (balance: { cents: number } | null) =>
      whole({
        pools: [
          { remaining: 3 },
          balance && { unit: { kind: 'money', code: 'USD' }, remaining: balance.cents / 100 },
        ],
      }).pools.map(({ id }) => id);
    expect(withBalance({ cents: 1250 })).toEqual(['credits', 'balance']);
    expect(withBalance(null)).toEqual(['credits']);
  });
  it('leaves out balances, caps and notes that are none', () => {
    const parts = (limit: number | null): ReadingParts => ({
      pools: [limit !== null && { remaining: 3, limit }, { label: 'Extra', remaining: 1 }],
      caps: [limit !== null && { window: 'day', limit }, null],
      notes: [limit === null && 'There is no limit.'],
    });
    expect(whole(parts(null))).toMatchObject({
      pools: [{ label: 'Extra' }],
      caps: [],
      notes: ['There is no limit.'],
    });
    expect(whole(parts(9))).toMatchObject({ pools: [{ limit: 9 }, {}], caps: [{ limit: 9 }], notes: [] });
  });
  it('shows a window in percent as a cap, if its figure is known', () => {
    const caps = (used: number | null) => whole({ caps: [{ window: 'week', ...percent(used) }] }).caps;
    expect(caps(40)).toMatchObject([{ window: 'week', unit: { kind: 'percent' }, limit: 100, used: 40 }]);
    expect(caps(null)).toEqual([]);
  });
  it('adds up what is of one kind', () => {
    const amounts = [
      ['USD', 0.1],
      ['EUR', 3],
      ['USD', 0.2],
      ['hour', null],
    ] as const;
    expect(summed(amounts)).toEqual([
      ['USD', 0.3],
      ['EUR', 3],
    ]);
    expect(summed([])).toEqual([]);
  });
  it('resets a calendar window at its end, unless the answer says when', () => {
    const resets = (cap: Omit<CapParts, 'limit'>) =>
      whole({ caps: [{ limit: 9, ...cap }] }).caps[0]?.resetsAt;
    expect(resets({ window: 'day', zone: 'UTC' })).toBe(Date.UTC(2026, 10, 22));
    expect(resets({ window: 'month', zone: 'UTC' })).toBe(Date.UTC(2026, 11));
    expect(resets({ window: 'day', zone: 'UTC', resetsAt: now })).toBe(now);
    expect(resets({ window: 'day' })).toBeNull();
    expect(resets({ window: 'hour', zone: 'UTC' })).toBeNull();
  });
  it('is a balance only where the account does not owe', () => {
    expect(pool(creditOrDebt(42.75, 'USD'))).toMatchObject({ remaining: 42.75, used: null });
    expect(pool(creditOrDebt(0, 'USD'))).toMatchObject({ remaining: 0 });
    expect(whole(creditOrDebt(-9.18, 'USD'))).toMatchObject({
      pools: [{ remaining: null, used: 9.18, limit: null }],
      notes: ['You owe 9.18 USD.'],
    });
  });
  it('names the window of a cap by its length', () => {
    expect([hourMs, dayMs, 7 * dayMs].map(windowOf)).toEqual([
      { window: 'hour' },
      { window: 'day' },
      { window: 'week' },
    ]);
    expect(windowOf(5 * hourMs)).toEqual({ window: 'span', spanMs: 5 * hourMs, label: 'Per 5 hours' });
    expect(windowOf(hourMs / 2)).toMatchObject({ window: 'span', label: 'Per 30 minutes' });
  });
  it('may have a cycle that begins with each month', () => {
    expect(pool({ remaining: 1, limit: 9, cycle: calendarMonth })?.cycle).toMatchObject({
      frequency: 'monthly',
      renewsAt: Date.UTC(2026, 11),
    });
  });
  it('is the cycle, with its size and its next renewal', () => {
    const began = Date.parse('2026-08-31T23:00:00Z');
    expect(pool({ remaining: 1, limit: 9, cycle: { frequency: 'monthly', began } })).toMatchObject({
      cycle: {
        frequency: 'monthly',
        renewsAt: Date.parse('2026-11-30T23:00:00Z'),
        grant: 9,
        rollover: 'unknown',
      },
      provenance: { cycle: 'computed' },
    });
    const guessed = (renewsAt: number | null) =>
      pool({ remaining: 1, cycle: { frequency: 'monthly or yearly', renewsAt } });
    expect(guessed(now + 9e8)).toMatchObject({
      cycle: { frequency: 'monthly' },
      provenance: { cycle: 'reported' },
    });
    expect(guessed(now + 9e9)).toMatchObject({ cycle: { frequency: 'yearly' } });
    expect(guessed(null)).toMatchObject({
      cycle: { frequency: 'monthly' },
      provenance: { cycle: 'catalogue' },
    });
    expect(pool({ remaining: 1, cycle: { renewsAt: null } })?.cycle).toBeNull();
  });
  it('is one grant where all of a pool lapses', () => {
    expect(pool({ remaining: 5, expiresAt: now + 1 })?.grants).toMatchObject([
      { kind: 'package', remaining: 5, expiresAt: now + 1, label: 'Package', provenance: 'reported' },
    ]);
  });
  it('is the id of a grant from what does not change while it is spent', () => {
    const grant = (remaining: number) => ({ kind: 'topup' as const, remaining, granted: 9, expiresAt: 5 });
    const ids = (left: number) =>
      pool({ remaining: 1, grants: [grant(left), grant(left)] })?.grants.map(({ id }) => id);
    expect(ids(4)).toEqual(['top-up-5-9', 'top-up-5-9-2']);
    expect(ids(3)).toEqual(ids(4));
    const odd = { label: 'Granted by Acme', kind: 'promotion' as const, remaining: 1, granted: 12.5 };
    expect(pool({ remaining: 1, grants: [odd] })?.grants[0]?.id).toBe('granted-by-acme-never-12.5');
  });
  it('leaves a given id as it is: the history goes by it', () => {
    const id = 'P_7C1E.9a/ü';
    const given = whole({
      pools: [{ id, remaining: 1, grants: [{ id, kind: 'package', remaining: 1 }] }],
      caps: [{ id, window: 'day', limit: 1 }],
    });
    expect([given.pools[0]?.id, given.pools[0]?.grants[0]?.id, given.caps[0]?.id]).toEqual([id, id, id]);
    const empty = whole({ pools: [{ id: '\u202e', remaining: 1 }] });
    expect(empty.pools[0]?.id).toBe('pool');
  });
  it('is a cap with its usual name, if its limit is told', () => {
    expect(
      whole({
        remaining: 1,
        caps: [
          { window: 'day', limit: 5 },
          { window: 'hour', limit: null },
        ],
      }).caps,
    ).toEqual([
      {
        id: 'daily',
        label: 'Per day',
        window: 'day',
        limit: 5,
        used: null,
        resetsAt: null,
        zone: null,
        hard: true,
        provenance: 'reported',
      },
    ]);
  });
});

describe('texts from outside', () => {
  it('are one plain line, cut to a length', () => {
    expect(plainText(' a\u202eb\u0000c\r\nd\u200be ', 80)).toBe('a b c d e');
    expect(plainText('😀'.repeat(99), 80)).toBe(`${'😀'.repeat(79)}…`);
    expect(pool({ remaining: 1, label: 'x'.repeat(500) })?.id.length).toBeLessThan(90);
  });
  it('hold no credential, also where it would be cut or written in lower case', () => {
    for (const label of [secret, `${'x'.repeat(70)}${secret}`, btoa(secret)]) {
      const text = JSON.stringify(
        whole({
          remaining: 1,
          plan: label,
          label,
          notes: [label],
          caps: [{ window: 'day', limit: 1, label }],
        }),
      );
      expect(text.toLowerCase()).not.toContain('invented');
      expect(text).not.toContain(btoa(secret));
    }
  });
  it('get ids of their own, quickly', () => {
    const newId = createIds();
    const ids = [...['a', 'a', 'a-2', 'a'].map(newId), ...Array.from({ length: 50_000 }, () => newId('b'))];
    expect(ids.slice(0, 4)).toEqual(['a', 'a-2', 'a-2-2', 'a-3']);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a reading', () => {
  const provider = defineProvider({
    ...about,
    credential: apiKey({ env: ['ACME_API_KEY'], hint: 'Any key.' }),
    request: get('https://api.acme.example/left', bearer()),
    response: z.object({
      left: maybe(z.unknown()),
      size: maybe(numeric),
      name: maybe(z.string()),
      pools: listOf(z.object({ name: z.string(), left: numeric, until: maybe(numeric) })),
    }),
    reading: ({ left, size, name, pools }) => ({
      remaining: Number(left ?? 1),
      limit: size,
      plan: name,
      pools: pools.map((one) => ({ label: one.name, remaining: one.left * 3, expiresAt: one.until })),
    }),
  });
  const read = (body: unknown) => provider.read(answering({ key: secret }, json(body)).ctx);

  it.each([
    [{ left: 'x' }],
    [{ left: '1e16' }],
    [{ pools: [{ name: 'a', left: 9e14 }] }],
    [{ pools: [{ name: 'a', left: 1, until: 1.5 }] }],
  ])('is malformed where something computed is no amount and no instant: %j', async (body) => {
    expect(await read(body)).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });
  it('names the part that is wrong', async () => {
    expect(await read({ pools: [{ name: 'a', left: 1, until: 1.5 }] })).toMatchObject({
      error: { message: expect.stringContaining('“pools[1].grants[0].expiresAt”') },
    });
  });

  it('is valid and holds no credential, whatever is answered', async () => {
    const leaf = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.double(),
      fc.constantFrom<unknown>(secret, '', true, 1e300, '-1e15', `k ${secret} `),
    );
    const keys = fc.constantFrom('left', 'size', 'name', 'until', 'error');
    const entry = fc.oneof(leaf, fc.dictionary(keys, leaf));
    const value = fc.record(
      {
        left: leaf,
        size: leaf,
        name: leaf,
        error: leaf,
        pools: fc.oneof(leaf, fc.array(entry, { maxLength: 4 })),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(value, fc.constantFrom(200, 200, 200, 400, 403, 429, 500), async (body, status) => {
        const result = await provider.read(answering({ key: secret }, json(body, status)).ctx);
        if (result.ok) readingSchema.parse(result.value);
        else readErrorSchema.parse(result.error);
        expect(JSON.stringify(result)).not.toContain(secret);
      }),
      { numRuns: 3000 },
    );
  }, 30_000);
});

describe('one account', () => {
  const many = <Part>(count: number, part: (n: number) => Part) =>
    Array.from({ length: count }, (_, n) => part(n));
  it('puts a bounded amount into state and history, and says what is missing', () => {
    const reading = complete(
      {
        pools: many(300, (n) => ({
          label: `pool ${n} ${'é'.repeat(5000)}`,
          remaining: n,
          grants: many(10, () => ({ kind: 'topup' as const, remaining: 1, label: 'x'.repeat(5000) })),
        })),
        caps: many(300, (n) => ({ window: 'day' as const, limit: 5, label: `cap ${n}` })),
        dailyUse: many(900, (n) => ({
          day: new Date(now - n * dayMs).toISOString().slice(0, 10),
          amount: 1,
        })),
        plan: 'p'.repeat(5000),
        notes: many(300, (n) => `${n} ${'x'.repeat(5000)}`),
      },
      { unit: { kind: 'credits' }, scope: 'account', now, secrets: [], notes: [] },
    );
    expect(reading.pools).toHaveLength(50);
    expect(reading.pools.flatMap(({ grants }) => grants)).toHaveLength(200);
    expect(reading.caps).toHaveLength(20);
    expect(reading.dailyUse).toHaveLength(32);
    expect(reading.notes).toHaveLength(10);
    expect(reading.notes.slice(0, 4)).toEqual([
      'Only the first 50 of 300 balances are shown.',
      'Only the first 200 of 3000 grants are shown.',
      'Only the first 20 of 300 caps are shown.',
      '868 days outside the last 31 were left out.',
    ]);
    expect(JSON.stringify(reading).length).toBeLessThan(100_000);
  });
  it('has no use below zero, and says so', () => {
    const caps = [{ window: 'concurrent' as const, limit: 5, used: -1e15 }];
    const reading = whole({ remaining: 500, used: -5, caps });
    expect(reading.pools[0]).toMatchObject({ remaining: 500, used: null });
    expect(reading.caps).toMatchObject([{ limit: 5, used: null }]);
    expect(reading.notes).toEqual(['The provider reported use below zero, which was left out.']);
    const refunded = whole({ used: -3.2, unit: { kind: 'money', code: 'USD' } });
    expect(refunded).toMatchObject({ pools: [{ used: -3.2 }], notes: [] });
  });
  it.each([{ used: -5 }, { used: -1e15, limit: 1e15 }])(
    'is malformed if the use below zero is all: %j',
    async (parts) => {
      const acme = defineProvider({
        ...about,
        credential: apiKey({ env: ['ACME_API_KEY'], hint: 'A key.' }),
        request: get('https://api.acme.example/credits', bearer()),
        response: z.object({}),
        reading: () => parts,
      });
      expect(await acme.read(answering({ key: secret }, json({})).ctx)).toMatchObject({
        ok: false,
        error: { kind: 'malformed', message: expect.stringContaining('use is below zero') },
      });
    },
  );
  it('has no cap without a limit', () => {
    const caps = [-1, 0, null, undefined].map((limit) => ({ window: 'concurrent' as const, limit, used: 3 }));
    const reading = complete(
      { caps },
      { unit: { kind: 'credits' }, scope: 'account', now, secrets: [], notes: [] },
    );
    expect(reading.caps).toEqual([]);
  });
});
