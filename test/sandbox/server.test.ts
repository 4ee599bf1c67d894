import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { WholeProvider } from '../../main/sandbox/scenarios.ts';
import { type Sandbox, startSandbox } from '../../main/sandbox/server.ts';
import { minuteMs } from '../../shared/time/index.ts';

const startAt = Date.parse('2026-11-21T09:00:00Z');
let real = 0;
let sandbox: Sandbox;

beforeEach(async () => {
  real = 0;
  sandbox = await startSandbox({ seed: 1, speed: 1, startAt, now: () => real });
});
afterEach(() => sandbox.close());

const ask = (path: string, init?: RequestInit) => fetch(`${sandbox.origin}${path}`, init);
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const crustdataHeaders = (key: string) => ({ ...bearer(key), 'x-api-version': '2025-11-01' });
/** A good request to each provider's route. */
const good: Record<WholeProvider, () => Promise<Response>> = {
  scraperapi: () => ask('/account?api_key=sandbox-scraperapi-1'),
  crustdata: () => ask('/account/credits', { headers: crustdataHeaders('sandbox-crustdata-1') }),
  capsolver: () => post('/getBalance', { clientKey: 'CAP-SANDBOX-0001' }),
  spidra: () => ask('/api/usage-stats?range=7d', { headers: { 'x-api-key': 'spd_sandbox_1' } }),
  scrapio: () => post('/v1/fetch', { url: 'https://example.com' }, bearer('sandbox-scrapio-2')),
};
const used = z.object({ requestCount: z.number(), creditsLeft: z.number() });
const refresh = z.object({ account: z.object({ recurring_credits_refresh_date: z.string() }) });
const fullCredits = z.looseObject({
  account: z.looseObject({ credits: z.number() }),
  wallets: z.array(z.looseObject({ remaining_credits: z.number() })),
});
const rows = z.object({
  status: z.literal('success'),
  data: z.array(z.looseObject({ credits: z.number() })),
});
const listing = z.looseObject({ accounts: z.array(z.looseObject({})), faults: z.array(z.unknown()) });
const errorText = z.object({ error: z.string() });
async function read<Value>(schema: z.ZodType<Value>, response: Response | Promise<Response>): Promise<Value> {
  return schema.parse(await (await response).json());
}
const providers: WholeProvider[] = ['scraperapi', 'crustdata', 'capsolver', 'spidra', 'scrapio'];

describe('ScraperAPI', () => {
  it('tells credits with the limit as a string', async () => {
    const answer = await (await good.scraperapi()).json();
    expect(answer).toMatchObject({
      requestLimit: '100000',
      concurrencyLimit: 20,
      nextBillingDate: '2026-12-03T00:00:00.000Z',
    });
    const { creditsLeft, requestCount } = used.parse(answer);
    expect(creditsLeft).toBe(100_000 - requestCount);
  });

  it('answers five fields to the older account', async () => {
    const answer = await read(z.looseObject({}), ask('/account?api_key=sandbox-scraperapi-2'));
    expect(Object.keys(answer).sort()).toEqual(
      ['concurrencyLimit', 'concurrentRequests', 'failedRequestCount', 'requestCount', 'requestLimit'].sort(),
    );
    expect(answer.requestLimit).toBe(1000);
  });

  it('renews its counts only every 15 seconds', async () => {
    const count = async () => (await read(used, good.scraperapi())).requestCount;
    const before = await count();
    await post('/_sandbox/spend', { provider: 'scraperapi', key: 'sandbox-scraperapi-1', amount: 500 });
    real += 14_999;
    expect(await count()).toBe(before);
    real += 1;
    expect(await count()).toBe(before + 500);
  });

  it('may count more than its limit', async () => {
    await post('/_sandbox/spend', { provider: 'scraperapi', key: 'sandbox-scraperapi-1', amount: 200_000 });
    real += 15_000;
    const answer = await read(used, good.scraperapi());
    expect(answer.requestCount).toBeGreaterThan(200_000);
    expect(answer.creditsLeft).toBe(0);
  });

  it('refuses a wrong or missing key with 401 and an error', async () => {
    for (const path of ['/account?api_key=nobody', '/account']) {
      const answer = await ask(path);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toHaveProperty('error');
    }
  });
});

describe('Crustdata', () => {
  it('tells the grant, its refresh, and the live top-ups soonest first', async () => {
    const answer = await read(fullCredits, good.crustdata());
    expect(answer.account).toMatchObject({
      recurring_credits: 5000,
      recurring_credits_frequency: 'monthly',
      recurring_credits_refresh_date: '2026-12-03T00:00:00+00:00',
      credit_rollover: true,
    });
    expect(answer.credit_topups).toMatchObject([
      {
        origin: 'auto_topup',
        original_credits: 500,
        remaining_credits: 312.5,
        expires_at: '2026-11-30T00:00:00+00:00',
      },
      { origin: 'purchase', original_credits: 1500, remaining_credits: 1500 },
    ]);
    expect(answer.wallets.reduce((sum, wallet) => sum + wallet.remaining_credits, 0)).toBe(
      answer.account.credits,
    );
  });

  it('leaves wallets and top-ups out where there are none', async () => {
    const answer = await ask('/account/credits', { headers: crustdataHeaders('sandbox-crustdata-2') });
    expect(await answer.json()).toEqual({
      account: {
        credits: 951,
        recurring_credits: 0,
        recurring_credits_frequency: null,
        recurring_credits_refresh_date: null,
        credit_rollover: false,
      },
    });
  });

  it('tells the bare balance without a version, and 400 where the version is needed', async () => {
    const bare = await ask('/user/credits', { headers: bearer('sandbox-crustdata-2') });
    expect(await bare.json()).toEqual({ credits: 951 });
    expect((await ask('/account/credits', { headers: bearer('sandbox-crustdata-2') })).status).toBe(400);
  });

  it('has both 401 bodies', async () => {
    const missing = await ask('/user/credits');
    const wrong = await ask('/user/credits', { headers: bearer('nobody') });
    expect([missing.status, wrong.status]).toEqual([401, 401]);
    expect(await missing.json()).toEqual({ message: 'Missing API key in request' });
    expect(await wrong.json()).toEqual({ message: 'Invalid API key in request' });
  });

  it('allows 300 requests a minute', async () => {
    const statuses: number[] = [];
    for (let asked = 0; asked < 301; asked++) statuses.push((await good.crustdata()).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(300);
    expect(statuses.at(-1)).toBe(429);
    real += minuteMs;
    expect((await good.crustdata()).status).toBe(200);
  });
});

describe('CapSolver', () => {
  it('tells dollars and packages with their expiry in seconds', async () => {
    expect(await (await good.capsolver()).json()).toMatchObject({
      errorId: 0,
      balance: 18.4,
      packages: [{ status: 1, expireTime: Date.parse('2026-12-02T00:00:00Z') / 1000 }],
    });
    const spare = await post('/getBalance', { clientKey: 'CAP-SANDBOX-0002' });
    expect(await spare.json()).toEqual({ errorId: 0, balance: 2.1, packages: [] });
  });

  it('refuses a bad key in its own words on a status that is not 2xx', async () => {
    const answer = await post('/getBalance', { clientKey: 'nobody' });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ errorId: 1, errorCode: 'ERROR_KEY_DENIED_ACCESS' });
    const nothing = await ask('/getBalance', { method: 'POST', body: 'no json' });
    expect(await nothing.json()).toMatchObject({ errorId: 1, errorCode: 'ERROR_BAD_REQUEST' });
  });
});

describe('Spidra', () => {
  it('tells use by day to either header, with its rate limit', async () => {
    const answer = await ask('/api/usage-stats?range=30d', { headers: bearer('spd_sandbox_1') });
    expect(answer.headers.get('ratelimit-limit')).toBe('300');
    expect(answer.headers.get('ratelimit-remaining')).toBe('299');
    expect(answer.headers.get('ratelimit-reset')).toBe('900');
    const { data } = await read(rows, answer);
    expect(data).toHaveLength(30);
    expect(data.at(-1)).toMatchObject({ label: 'Nov 21', date: '2026-11-21' });
    const week = await read(rows, good.spidra());
    expect(week.data).toEqual(data.slice(-7));
  });

  it('tells seven weeks, the last of which is the last seven days', async () => {
    const headers = { 'x-api-key': 'spd_sandbox_1' };
    const weeks = (await read(rows, ask('/api/usage-stats?range=weekly', { headers }))).data;
    const days = (await read(rows, good.spidra())).data;
    expect(weeks).toHaveLength(7);
    expect(weeks.at(-1)).toMatchObject({ label: 'Nov 15-21', date: 'Nov 15 – Nov 21' });
    expect(weeks.at(-1)?.credits).toBeCloseTo(
      days.reduce((sum, { credits }) => sum + credits, 0),
      4,
    );
  });

  it('wants a range, a key, and a good one', async () => {
    const headers = { 'x-api-key': 'spd_sandbox_1' };
    expect((await ask('/api/usage-stats', { headers })).status).toBe(400);
    expect((await ask('/api/usage-stats?range=1y', { headers })).status).toBe(400);
    expect((await ask('/api/usage-stats?range=7d')).status).toBe(401);
    const wrong = await ask('/api/usage-stats?range=7d', { headers: { 'x-api-key': 'nobody' } });
    expect(wrong.status).toBe(403);
    expect(await wrong.json()).toMatchObject({ message: 'Invalid token or API key' });
  });
});

describe('Scrapio', () => {
  const key = 'sandbox-scrapio-2';
  const left = () => sandbox.world.find('scrapio', key)?.remaining() ?? Number.NaN;

  it('spends on a fetch and tells how much, inline', async () => {
    await good.scrapio();
    const before = left();
    const rendered = await post('/v1/fetch', { url: 'https://example.com', render_js: true }, bearer(key));
    expect(await rendered.json()).toMatchObject({ usage: { credits: 5 } });
    expect(left()).toBe(before - 5);
    const older = { url: 'https://example.com', render_js: true };
    const dear = await post('/v1/fetch', older, bearer('sandbox-scrapio-1'));
    expect(await dear.json()).toMatchObject({ usage: { credits: 2 } });
  });

  it('answers bad input with 400 without spending, and has no balance endpoint', async () => {
    await good.scrapio();
    const before = left();
    expect((await post('/v1/fetch', {}, bearer(key))).status).toBe(400);
    expect(left()).toBe(before);
    expect((await ask('/v1/usage', { headers: bearer(key) })).status).toBe(404);
    expect((await post('/v1/fetch', {}, bearer('nobody'))).status).toBe(401);
  });

  it('runs a job that is asked for until it is over, and tells its credits as the older documentation says', async () => {
    const job = z.looseObject({ job_id: z.string(), status: z.string() });
    const crawl = { url: 'https://example.com', max_pages: 7 };
    const run = async (owner: string) => {
      const begun = await post('/v1/jobs', crawl, bearer(owner));
      expect(begun.status).toBe(202);
      const { job_id } = await read(job, begun);
      const asked = () => read(job, ask(`/v1/jobs/${job_id}`, { headers: bearer(owner) }));
      expect((await ask(`/v1/jobs/${job_id}`, { headers: bearer('sandbox-scrapio-3') })).status).toBe(401);
      const states = [await asked(), await asked(), await asked()];
      expect(states.map(({ status }) => status)).toEqual(['running', 'completed', 'completed']);
      return states.map(({ usage }) => usage);
    };
    await good.scrapio();
    const before = left();
    expect(await run(key)).toEqual([undefined, undefined, undefined]);
    expect(left()).toBe(before - 14);
    expect(await run('sandbox-scrapio-1')).toEqual([undefined, { credits: 7 }, { credits: 7 }]);
    const foreign = await ask('/v1/jobs/job_nobody', { headers: bearer(key) });
    expect(foreign.status).toBe(404);
  });

  it('stops a job of the older plan at its daily cap, with what it fetched', async () => {
    const older = 'sandbox-scrapio-1';
    const account = sandbox.world.find('scrapio', older);
    await post('/v1/fetch', { url: 'https://example.com' }, bearer(older));
    const most = 1000 - (account?.usedToday() ?? 0);
    const job = z.looseObject({ job_id: z.string() });
    const crawl = { url: 'https://example.com', max_pages: most + 5 };
    const { job_id } = await read(job, post('/v1/jobs', crawl, bearer(older)));
    await ask(`/v1/jobs/${job_id}`, { headers: bearer(older) });
    const stopped = await ask(`/v1/jobs/${job_id}`, { headers: bearer(older) });
    expect(stopped.status).toBe(429);
    expect(await stopped.json()).toMatchObject({
      status: 'partial',
      usage: { credits: most },
      error: { code: 'daily_credit_cap_exceeded' },
    });
  });

  it('refuses used-up credits with 402, and with 429 at the daily cap of the older plan', async () => {
    await post('/_sandbox/spend', { provider: 'scrapio', key, amount: 1000 });
    const exhausted = await good.scrapio();
    expect(exhausted.status).toBe(402);
    expect(await exhausted.json()).toMatchObject({ error: { code: 'credits_exhausted' } });
    await post('/_sandbox/spend', { provider: 'scrapio', key: 'sandbox-scrapio-1', amount: 1000 });
    const capped = await post('/v1/fetch', { url: 'https://example.com' }, bearer('sandbox-scrapio-1'));
    expect(capped.status).toBe(429);
    expect(capped.headers.get('retry-after')).toBe('30');
    expect(await capped.json()).toMatchObject({ error: { code: 'daily_credit_cap_exceeded' } });
  });
});

describe('every provider', () => {
  it('spends nothing on a check', async () => {
    for (const provider of providers.filter((id) => id !== 'scrapio')) await good[provider]();
    const before = sandbox.world.accounts.map((account) => account.remaining());
    for (let round = 0; round < 3; round++)
      for (const provider of providers.filter((id) => id !== 'scrapio')) await good[provider]();
    expect(sandbox.world.accounts.map((account) => account.remaining())).toEqual(before);
  });

  it('answers the same to the same seed at the same instant', async () => {
    const other = await startSandbox({ seed: 1, speed: 1, startAt, now: () => real });
    real += 90 * minuteMs;
    const path = '/account?api_key=sandbox-scraperapi-1';
    const [one, two] = await Promise.all([ask(path), fetch(`${other.origin}${path}`)]);
    expect(await one.text()).toBe(await two.text());
    await other.close();
  });

  it('answers unknown paths with a web page', async () => {
    const answer = await ask('/api/account');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('text/html');
  });

  it.each(providers)('%s shows each fault on request', async (provider) => {
    const faulty = async (fault: string) => {
      await post('/_sandbox/faults', { provider, fault, times: 1 });
      return good[provider]();
    };
    for (const status of [401, 403, 429, 500]) {
      const answer = await faulty(String(status));
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toContain('application/json');
      expect(answer.headers.get('retry-after')).toBe(status === 429 ? '30' : null);
    }
    const page = await faulty('html');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await (await faulty('empty')).text()).toBe('');
    await expect(faulty('cut').then((answer) => answer.text())).rejects.toThrow();
    expect((await good[provider]()).status).toBe(200);
  });

  it('waits when asked to be slow, and answers all the same', async () => {
    await post('/_sandbox/faults', { provider: 'scraperapi', fault: 'slow', delayMs: 5, times: 1 });
    expect((await good.scraperapi()).status).toBe(200);
    await post('/_sandbox/faults', { provider: 'scraperapi', fault: 'slow' });
    const leaving = new AbortController();
    const asked = ask('/account?api_key=sandbox-scraperapi-1', { signal: leaving.signal });
    const left = expect(asked).rejects.toThrow();
    const listed = await read(listing, ask('/_sandbox/'));
    expect(listed.faults).toHaveLength(1);
    leaving.abort();
    await left;
  });
});

describe('the control routes', () => {
  it('keep a fault to its key, until it is cleared', async () => {
    await post('/_sandbox/faults', { provider: 'crustdata', key: 'sandbox-crustdata-1', fault: '500' });
    const other = () => ask('/user/credits', { headers: bearer('sandbox-crustdata-2') });
    expect((await good.crustdata()).status).toBe(500);
    expect((await good.crustdata()).status).toBe(500);
    expect((await other()).status).toBe(200);
    await ask('/_sandbox/faults', { method: 'DELETE' });
    expect((await good.crustdata()).status).toBe(200);
  });

  it('spend, top up and list', async () => {
    const target = { provider: 'crustdata', key: 'sandbox-crustdata-2' };
    expect(await (await post('/_sandbox/spend', { ...target, amount: 51 })).json()).toEqual({
      remaining: 900,
    });
    expect(await (await post('/_sandbox/topup', { ...target, amount: 250 })).json()).toEqual({
      remaining: 1150,
    });
    const listed = await read(listing, ask('/_sandbox/'));
    expect(listed.clock).toEqual({ now: '2026-11-21T09:00:00.000Z', speed: 1 });
    expect(listed.accounts).toContainEqual(expect.objectContaining({ ...target, remaining: 1150 }));
  });

  it('let time pass faster', async () => {
    const refill = async () => (await read(refresh, good.crustdata())).account.recurring_credits_refresh_date;
    expect(await refill()).toBe('2026-12-03T00:00:00+00:00');
    await post('/_sandbox/speed', { speed: 10_000 });
    real += 2 * minuteMs;
    expect(await refill()).toBe('2027-01-03T00:00:00+00:00');
  });

  it('refuse what they cannot do with a sentence', async () => {
    const refusals: [string, unknown][] = [
      ['/_sandbox/spend', { provider: 'crustdata', key: 'sandbox-crustdata-2', amount: -1 }],
      ['/_sandbox/spend', { provider: 'crustdata', key: 'nobody', amount: 1 }],
      ['/_sandbox/topup', { provider: 'nobody', key: 'x', amount: 1 }],
      ['/_sandbox/speed', { speed: 0 }],
      ['/_sandbox/speed', { speed: 1e9 }],
      ['/_sandbox/faults', { provider: 'crustdata', fault: '418' }],
      ['/_sandbox/faults', { provider: 'crustdata', fault: '500', tims: 3 }],
    ];
    for (const [path, body] of refusals) {
      const answer = await post(path, body);
      expect(answer.status, JSON.stringify(body)).toBe(400);
      expect((await read(errorText, answer)).error).toMatch(/\S+ \S+/);
    }
    expect((await ask('/_sandbox/speed', { method: 'POST', body: '{' })).status).toBe(400);
  });
});

it('says so when the port is taken', async () => {
  const port = Number(new URL(sandbox.origin).port);
  await expect(startSandbox({ port, seed: 1, speed: 1, now: () => real })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
