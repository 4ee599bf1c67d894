import { describe, expect, it } from 'vitest';
import {
  after,
  apiKey,
  ask,
  bearer,
  daysBefore,
  defineProvider,
  each,
  fields,
  firstOf,
  get,
  json,
  listOf,
  maybe,
  numeric,
  optional,
  pages,
  post,
  query,
  refuse,
  timed,
  z,
} from '../../main/providers/contract/index.ts';
import { fail, ok } from '../../shared/model/index.ts';
import { about, json as answer, answering } from './invented.ts';

const acme = { ...about, credential: apiKey({ env: ['ACME_API_KEY'], hint: 'Any key.' }) };
const left = z.object({ left: numeric, size: maybe(numeric) });
const key = { key: 'invented-acme-key' };

describe('several requests', () => {
  const provider = defineProvider({
    ...acme,
    requests: {
      key: ask(get('https://api.acme.example/key', bearer()), left),
      credits: optional(ask(get('https://admin.acme.example/credits', bearer()), left), { on: [401, 403] }),
    },
    reading: (told) => ({ remaining: told.credits?.left ?? told.key.left, limit: told.credits?.size }),
  });

  it('are asked in their order, on the hosts of them all', async () => {
    const { ctx, asked } = answering(key, answer({ left: 1 }), answer({ left: 7, size: 10 }));
    expect(await provider.read(ctx)).toMatchObject({
      value: { pools: [{ remaining: 7, used: 3, limit: 10 }] },
    });
    expect(asked.map(({ host, path }) => host + path)).toEqual([
      'api.acme.example/key',
      'admin.acme.example/credits',
    ]);
    expect(provider.hosts).toEqual(['api.acme.example', 'admin.acme.example']);
  });
  it('may do without one that is refused in a known way', async () => {
    const { ctx } = answering(key, answer({ left: 1 }), answer({}, 403));
    expect(await provider.read(ctx)).toMatchObject({ value: { pools: [{ remaining: 1 }], notes: [] } });
  });
  it('ask nothing where an optional field is missing', async () => {
    const needing = defineProvider({
      ...about,
      credential: fields({
        key: { label: 'Key', env: ['ACME_API_KEY'], hint: 'Any key.' },
        admin: {
          label: 'Admin key',
          env: ['ACME_ADMIN_KEY'],
          hint: 'Also tells the account.',
          optional: true,
        },
      }),
      requests: {
        key: ask(get('https://api.acme.example/key', bearer()), left),
        account: optional(ask(get('https://api.acme.example/account', bearer('admin')), left), {
          needs: 'admin',
          on: [403],
        }),
      },
      reading: (told) => ({ remaining: told.account?.left ?? told.key.left }),
    });
    const alone = answering(key, answer({ left: 1 }));
    expect(await needing.read(alone.ctx)).toMatchObject({ value: { pools: [{ remaining: 1 }] } });
    expect(alone.asked).toHaveLength(1);
    const both = answering({ ...key, admin: 'invented-admin-key' }, answer({ left: 1 }), answer({ left: 9 }));
    expect(await needing.read(both.ctx)).toMatchObject({ value: { pools: [{ remaining: 9 }] } });
  });
  it('end at the first that fails otherwise', async () => {
    const limited = answering(key, answer({ left: 1 }), answer({}, 429));
    expect(await provider.read(limited.ctx)).toMatchObject({ ok: false, error: { kind: 'rate-limited' } });
    const wrong = answering(key, answer({}, 401), answer({ left: 1 }));
    expect(await provider.read(wrong.ctx)).toMatchObject({ ok: false, error: { kind: 'bad-credential' } });
    expect(wrong.asked).toHaveLength(1);
  });
  it('note what was left out', async () => {
    const { ctx } = answering(key, answer({ left: 1, size: 'x' }), answer({ left: 7, size: true }));
    const read = await provider.read(ctx);
    // The same words need not be said twice.
    expect(read.ok && read.value.notes).toEqual(['The field “size” was left out: unexpected format.']);
  });
});

describe('one after the other', () => {
  const provider = defineProvider({
    ...acme,
    requests: {
      balance: after(
        ask(
          post('https://api.acme.example/token', json('secret')),
          z.object({ token: z.string(), project: z.string().nullable() }),
        ),
        ({ token, project }) => (project === null ? null : { token, project }),
        ask(get('https://api.acme.example/projects/{project}/left', bearer('token')), left),
      ),
    },
    reading: ({ balance }) =>
      balance.second
        ? { remaining: balance.second.left }
        : refuse('limited-scope', 'this key has no project.'),
  });

  it('fills and signs the second with what the first told', async () => {
    const { ctx, asked } = answering(key, answer({ token: 't-1', project: 'p/1' }), answer({ left: 4 }));
    expect(await provider.read(ctx)).toMatchObject({ value: { pools: [{ remaining: 4 }] } });
    expect(asked).toMatchObject([
      { method: 'POST', json: { secret: key.key } },
      { path: '/projects/p%2F1/left', headers: { authorization: 'Bearer t-1' } },
    ]);
    expect(provider.hosts).toEqual(['api.acme.example']);
  });
  it('asks nothing more where there is nothing to ask; a reading may refuse', async () => {
    const { ctx, asked } = answering(key, answer({ token: 't-1', project: null }));
    expect(await provider.read(ctx)).toEqual({
      ok: false,
      error: { kind: 'limited-scope', message: 'Acme: this key has no project.', retryAt: null },
    });
    expect(asked).toHaveLength(1);
  });
  it('keeps what the first told out of errors, as if it were the credential', async () => {
    const { ctx } = answering(
      key,
      answer({ token: 'tok-1234567890', project: 'p' }),
      answer({ error: 'No tok-1234567890' }, 403),
    );
    const read = await provider.read(ctx);
    expect(JSON.stringify(read)).not.toContain('tok-1234567890');
  });
});

describe('one for each', () => {
  const provider = defineProvider({
    ...acme,
    requests: {
      balances: each(
        ask(
          get('https://api.acme.example/projects', bearer()),
          z.object({ projects: listOf(z.object({ id: z.string() }), { required: true }) }),
        ),
        ({ projects }) => projects.map(({ id }) => ({ project: id })),
        ask(get('https://api.acme.example/projects/{project}/left', bearer()), left),
      ),
    },
    reading: ({ balances }) => ({
      pools: balances.each.map(({ left: remaining }, index) => ({
        label: balances.first.projects[index]?.id ?? null,
        remaining,
      })),
    }),
  });
  const projects = (count: number) =>
    answer({ projects: Array.from({ length: count }, (_, index) => ({ id: `p${index + 1}` })) });

  it('asks for every entry, in order', async () => {
    const { ctx, asked } = answering(key, projects(2), answer({ left: 4 }), answer({ left: 5 }));
    expect(await provider.read(ctx)).toMatchObject({
      value: {
        pools: [
          { label: 'p1', remaining: 4 },
          { label: 'p2', remaining: 5 },
        ],
      },
    });
    expect(asked.map(({ path }) => path)).toEqual(['/projects', '/projects/p1/left', '/projects/p2/left']);
  });
  it('asks for nothing where there is nothing, and gives up where one is refused', async () => {
    expect(await provider.read(answering(key, projects(0)).ctx)).toMatchObject({ value: { pools: [] } });
    const refused = answering(key, projects(2), answer({ left: 4 }), answer({}, 403));
    expect(await provider.read(refused.ctx)).toMatchObject({ error: { kind: 'limited-scope' } });
  });
  it('asks for 20 at most, and says so', async () => {
    const { ctx, asked } = answering(key, projects(30), ...Array(30).fill(answer({ left: 1 })));
    expect(await provider.read(ctx)).toMatchObject({
      value: { notes: ['Only the first 20 of 30 were asked for.'] },
    });
    expect(asked).toHaveLength(21);
  });
});

describe('pages of a period', () => {
  const page = z.object({
    days: listOf(z.object({ day: z.iso.date(), amount: numeric }), { required: true }),
    next: z.string().nullable(),
  });
  const costs = 'https://api.acme.example/costs?from={from}';
  const provider = defineProvider({
    ...acme,
    balance: 'usage',
    requests: {
      costs: timed(
        (now) => ({ from: String(daysBefore(now, 30) / 1000) }),
        pages(
          ask(get(costs, bearer()), page),
          ({ next }) => (next === null ? null : { page: next }),
          ask(get(`${costs}&page={page}`, bearer()), page),
        ),
      ),
    },
    reading: (answers) => ({ dailyUse: answers.costs.flatMap(({ days }) => days) }),
  });
  const days = (day: string, next: string | null) => answer({ days: [{ day, amount: 2 }], next });

  it('are all read, from the same midnight on', async () => {
    const { ctx, asked } = answering(key, days('2026-11-01', 'b'), days('2026-11-02', null));
    expect(await provider.read(ctx)).toMatchObject({
      value: { dailyUse: [{ day: '2026-11-01' }, { day: '2026-11-02' }], notes: [] },
    });
    const from = String(Date.UTC(2026, 9, 22) / 1000);
    expect(asked.map((request) => request.query)).toEqual([{ from }, { from, page: 'b' }]);
    expect(provider.evidence?.endpoints).toHaveLength(2);
  });
  it('are none where one of them is refused', async () => {
    const { ctx } = answering(key, days('2026-11-01', 'b'), answer({}, 401));
    expect(await provider.read(ctx)).toMatchObject({ error: { kind: 'bad-credential' } });
  });
  it('end after 20, with a note', async () => {
    const { ctx, asked } = answering(key, ...Array(30).fill(days('2026-11-01', 'again')));
    expect(await provider.read(ctx)).toMatchObject({
      value: { notes: ['Only the first 20 pages were read.'] },
    });
    expect(asked).toHaveLength(20);
  });
});

describe('the full endpoint or the bare one', () => {
  const provider = defineProvider({
    ...acme,
    requests: {
      credits: firstOf(
        ask(get('https://api.acme.example/full', bearer()), z.object({ account: left })),
        ask(get('https://api.acme.example/bare', bearer()), z.object({ credits: numeric }), {
          status: { 404: 'limited-scope' },
        }),
        { on: [403, 404] },
      ),
    },
    reading: ({ credits }) => ({ remaining: 'account' in credits ? credits.account.left : credits.credits }),
  });
  it.each([
    [[answer({ account: { left: 3 } })], 3],
    [[answer({}, 403), answer({ credits: 2 })], 2],
  ])('reads either: %#', async (responses, remaining) => {
    expect(await provider.read(answering(key, ...responses).ctx)).toMatchObject({
      value: { pools: [{ remaining }] },
    });
  });
  it('has rules of its own for an endpoint', async () => {
    const { ctx } = answering(key, answer({}, 404), answer({}, 404));
    expect(await provider.read(ctx)).toMatchObject({ error: { kind: 'limited-scope' } });
  });
  it('does not go on after an answer that is malformed', async () => {
    const { ctx, asked } = answering(key, answer({ account: 5 }));
    expect(await provider.read(ctx)).toMatchObject({ error: { kind: 'malformed' } });
    expect(asked).toHaveLength(1);
  });
});

describe('a read by hand', () => {
  const provider = defineProvider({
    ...acme,
    balance: 'usage',
    requests: {
      page: ask(
        get('https://api.acme.example/costs?page={cursor}', query('key')),
        z.object({
          days: z.array(z.object({ day: z.iso.date(), amount: numeric })),
          next: z.string().nullable(),
        }),
      ),
    },
    async read(asks) {
      const dailyUse: { day: string; amount: number }[] = [];
      for (let cursor: string | null = '1'; cursor !== null; ) {
        const page = await asks.page({ cursor });
        if (!page.ok) return fail(page.error);
        dailyUse.push(...page.value.days);
        cursor = page.value.next;
      }
      return ok({ dailyUse });
    },
  });
  it('asks as often as it needs to', async () => {
    const days = (day: string, next: string | null) => answer({ days: [{ day, amount: 2 }], next });
    const { ctx, asked } = answering(key, days('2026-11-01', '2'), days('2026-11-02', null));
    expect(await provider.read(ctx)).toMatchObject({
      value: { scope: 'usage', dailyUse: [{}, { day: '2026-11-02' }] },
    });
    expect(asked.map((request) => request.query?.page)).toEqual(['1', '2']);
  });
});

describe('a provider without an endpoint', () => {
  it('asks nothing and has a ledger', async () => {
    const provider = defineProvider({ ...about, ledger: { codes: { used_up: 'exhausted' } } });
    const { ctx, asked } = answering({});
    expect(await provider.read(ctx)).toMatchObject({ ok: true, value: { scope: 'none', pools: [] } });
    expect(asked).toEqual([]);
    expect(provider).toMatchObject({ balance: 'ledger', hosts: [], credentialFields: [] });
  });
});
