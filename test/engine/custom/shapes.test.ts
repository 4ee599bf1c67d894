import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createNodeFetch } from '../../../main/engine/network/fetch.ts';
import { openEngine } from '../../../main/engine/open-engine.ts';
import { createMemoryVault } from '../../../main/engine/vault/memory.ts';
import { temporaryHome } from '../../helpers/folder.ts';
import { startMockProvider } from '../../helpers/mock-provider.ts';

// Endpoints of many shapes, written from docs/custom-endpoints.md alone, and the examples beside it.

const key = 'invented-key-0123456789';
const example = (name: string): { id: string } =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../docs/examples', name), 'utf8'));

/** Tests a definition against an answer on loopback. */
async function attempt(
  definition: { id: string },
  answer: unknown,
  { values = { key }, environment = {} }: { values?: object; environment?: Record<string, string> } = {},
) {
  const server = await startMockProvider({ body: answer });
  const opened = openEngine({
    shell: 'browser',
    mode: 'live',
    environment: { PATH: process.env.PATH, ...environment },
    home: temporaryHome(),
    vault: createMemoryVault,
    fetch: createNodeFetch({}),
    endpoints: { [definition.id]: server.origin },
  });
  if (!opened.ok) throw new Error(opened.error.message);
  onTestFinished(async () => {
    await opened.value.close();
    await server.close();
  });
  const tried = await opened.value.engine.tryProvider({
    definition: JSON.parse(JSON.stringify(definition)),
    values: { ...values },
    allowed: true,
  });
  return { tried: tried.ok ? tried.value : tried.error, requests: server.requests };
}

const from = (read: object, more: object = {}, request: object = {}) => ({
  id: 'mine',
  name: 'Mine',
  request: { address: 'https://api.example/v1', headers: { Authorization: 'Bearer {key}' }, ...request },
  read,
  ...more,
});

it.each([
  [
    'GraphQL',
    from(
      { remaining: 'data.me.credits', error: 'errors[0].message' },
      {},
      {
        method: 'POST',
        body: { query: 'query { me { credits } }', variables: { team: 'a' } },
      },
    ),
    { data: { me: { credits: 1200 } } },
    '1,200 credits left',
  ],
  ['text alone', from({ remaining: { pattern: '[\\d,.]+' } }), '1,984,320\n', '1,984,320 credits left'],
  [
    'XML by a pattern',
    from({ remaining: { pattern: '<balance[^>]*>([^<]+)</balance>' } }, { unit: 'EUR' }),
    '<?xml version="1.0"?><account><balance currency="EUR">12.40</balance></account>',
    '€12.40 left',
  ],
  [
    'a sum over a nested list',
    from({ remaining: "sum(grants[?state == 'active'].left)", expiresAt: 'min(grants[].ends)' }),
    {
      grants: [
        { state: 'active', left: 40, ends: 1_900_000_000 },
        { state: 'spent', left: 9, ends: 1_800_000_000 },
        { state: 'active', left: 60, ends: 1_950_000_000 },
      ],
    },
    '100 credits left',
  ],
  [
    'cents as a text',
    from({ remaining: 'to_number(balance_cents) / `100`' }, { unit: 'USD' }),
    { balance_cents: '1250' },
    '$12.50 left',
  ],
  [
    'milliseconds since 1970',
    from({ used: 'u', limit: 'l', renewsAt: 'reset_ms' }, { unit: 'requests' }),
    { u: 40, l: 100, reset_ms: 1_900_000_000_000 },
    '60 of 100 requests left',
  ],
  [
    'percent',
    from({ used: 'quota.percent', limit: '`100`' }, { unit: { one: 'percent', many: 'percent' } }),
    { quota: { percent: 37.5 } },
    '62.5 of 100 percent left',
  ],
  [
    'names with hyphens, and a list by position',
    from({ remaining: '"rate-limit"[1].left' }),
    { 'rate-limit': [{ left: 1 }, { left: 8 }] },
    '8 credits left',
  ],
  [
    'a limit less what was used, by hand',
    from({ remaining: 'plan.size - plan.spent' }, { unit: { one: 'page', many: 'pages' } }),
    { plan: { size: 500, spent: 120 } },
    '380 pages left',
  ],
  [
    'the key in a form',
    from(
      { remaining: 'left' },
      {},
      { method: 'POST', headers: {}, form: { token: '{key}', action: 'balance' } },
    ),
    { left: 3 },
    '3 credits left',
  ],
])('reads %s', async (_, definition, answer, balance) => {
  const { tried } = await attempt(definition, answer);
  expect(tried).toMatchObject({ error: null, balance });
});

it('runs the example of a LiteLLM key', async () => {
  const answer = {
    key: 'hash',
    info: { spend: 4.2, max_budget: 10, budget_reset_at: '2030-01-01T00:00:00Z', key_alias: 'laptop' },
  };
  const values = { base: 'https://litellm.example.com/', key };
  const { tried, requests } = await attempt(example('litellm-key.json'), answer, { values });
  expect(tried).toMatchObject({ balance: '$5.80 of $10.00 left' });
  expect(requests[0]).toMatchObject({ url: '/key/info', headers: { authorization: `Bearer ${key}` } });
});

it('runs the example of a LiteLLM key with a fixed address in a private network, as the page says', async () => {
  const { credential: _, ...rest }: { id: string; credential?: unknown } = example('litellm-key.json');
  const request = {
    address: 'http://10.0.0.5:4000/key/info',
    headers: { Authorization: 'Bearer {key}' },
  };
  const answer = { info: { spend: 4.2, max_budget: 10, budget_reset_at: null, key_alias: null } };
  const definition = { ...rest, request };
  const { tried, requests } = await attempt(definition, answer);
  expect(tried).toMatchObject({ error: null, balance: '$5.80 of $10.00 left' });
  expect(requests[0]).toMatchObject({ url: '/key/info', headers: { authorization: `Bearer ${key}` } });
});

it('runs the example of a relay, and tells its error inside a 200', async () => {
  const data = { total_granted: 2_500_000, total_used: 612_000, total_available: 1_888_000 };
  const { tried } = await attempt(example('openai-relay.json'), { code: true, message: 'ok', data });
  expect(tried).toMatchObject({ error: null, balance: '$3.77 of $5.00 left' });
  const refused = await attempt(example('openai-relay.json'), { success: false, message: 'invalid token' });
  expect(refused.tried).toMatchObject({ error: { message: expect.stringContaining('invalid token') } });
});

it.skipIf(process.platform === 'win32')('runs the example of a shell script', async () => {
  const home = temporaryHome();
  const script = join(import.meta.dirname, '../../../docs/examples/balance.sh');
  const definition = { ...example('shell-script.json'), command: ['/bin/sh', script] };
  const run = () => attempt(definition, {}, { values: {}, environment: { HOME: home } });
  expect((await run()).tried).toMatchObject({ error: { message: expect.stringContaining('budget.txt') } });
  writeFileSync(join(home, 'budget.txt'), '412.50 500\n');
  expect((await run()).tried).toMatchObject({ error: null, balance: '€87.50 of €500.00 left' });
});
