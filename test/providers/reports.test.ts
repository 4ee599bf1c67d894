import { expect, it } from 'vitest';
import {
  apiKey,
  defineProvider,
  get,
  isoInstant,
  maybe,
  numeric,
  query,
  z,
} from '../../main/providers/contract/index.ts';
import { providers } from '../../main/providers/index.ts';
import { reportsOf } from '../../scripts/provider-reports.ts';
import { readFixtures } from './fixtures.ts';
import { about } from './invented.ts';

const fixtures = new Map(readFixtures().map((fixture) => [fixture.id, fixture]));

it('says of every provider what its answers contain, as they are read', async () => {
  for (const provider of providers)
    expect(provider.reports, provider.id).toEqual(await reportsOf(provider, fixtures.get(provider.id)));
});

it('takes nothing for reported that is not in any answer', async () => {
  const provider = defineProvider({
    ...about,
    credential: apiKey({ env: ['ACME_API_KEY'], hint: 'Any key.' }),
    request: get('https://api.acme.example/credits', query('key')),
    response: z.object({ left: numeric, until: maybe(isoInstant) }),
    reading: ({ left, until }) => ({ remaining: left, cycle: { renewsAt: until } }),
  });
  const answer = (body: unknown) => ({
    name: 'an answer',
    steps: [{ status: 200, headers: {}, body: JSON.stringify(body) }],
    reads: {},
    requests: [],
  });
  const fixture = (answers: unknown[]) => ({
    id: 'acme',
    credential: { key: 'invented-key-1' },
    requests: [],
    statuses: {},
    refusals: [],
    answers: answers.map(answer),
  });
  expect(await reportsOf(provider, undefined)).toEqual([]);
  expect(await reportsOf(provider, fixture([{ left: 7 }]))).toEqual(['left']);
  expect(
    await reportsOf(provider, fixture([{ left: 7 }, { left: 7, until: '2026-12-01T00:00:00Z' }])),
  ).toEqual(['left', 'reset']);
  expect(await reportsOf(provider, fixture([{}]))).toEqual([]);
});
