/** The starting point of a provider's file. It compiles, and its tests name what to fill in. */
export function providerFile(about: { id: string; name: string; category: string; month: string }): string {
  const { id, name, category, month } = about;
  const exported = id.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const variable = id.toUpperCase().replaceAll('-', '_');
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  return `import { apiKey, bearer, defineProvider, get, maybe, numeric, z } from '../contract/index.ts';

export const ${exported} = defineProvider({
  id: '${id}',
  name: ${quoted(name)},
  category: '${category}',
  links: { home: 'https://TODO.example/', keys: 'https://TODO.example/keys', billing: 'https://TODO.example/billing' },
  docs: { url: 'https://TODO.example/docs', readOn: '${month}', confidence: 'documented' },
  credential: apiKey({
    env: ['${variable}_API_KEY'],
    hint: 'TODO: where to find it, which kind it must be, what it can see.',
  }),
  summary: 'TODO: what the endpoint reports, in one sentence.',

  request: get('https://TODO.example/v1/credits', bearer()),
  response: z.object({ remaining: numeric, limit: maybe(numeric) }),
  reading: ({ remaining, limit }) => ({ remaining, limit }),
});
`;
}

/** The starting point of its fixture. */
export function providerFixture(id: string): string {
  const key = `invented-${id}-key-1`;
  return JSON.stringify({
    credential: { key },
    request: { path: '/v1/credits', headers: { authorization: `Bearer ${key}` } },
    answers: {
      'TODO: which kind of account gets this answer': {
        body: { remaining: 812, limit: 1000 },
        reads: { pools: [{ remaining: 812, used: 188, limit: 1000 }] },
      },
    },
    refusals: [{ status: 401, body: { error: 'TODO: its message for a bad key' }, kind: 'bad-credential' }],
  });
}
