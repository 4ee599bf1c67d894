/** A provider's file as it begins. It compiles; its tests name what is to be filled in. */
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
    hint: 'TODO: where to find it, which kind it must be, what it sees.',
  }),
  summary: 'TODO: what the endpoint tells, in one sentence.',

  request: get('https://TODO.example/v1/credits', bearer()),
  response: z.object({ remaining: numeric, limit: maybe(numeric) }),
  reading: ({ remaining, limit }) => ({ remaining, limit }),
});
`;
}

/** Its fixture as it begins. */
export function providerFixture(id: string): string {
  const key = `invented-${id}-key-1`;
  return JSON.stringify({
    credential: { key },
    request: { path: '/v1/credits', headers: { authorization: `Bearer ${key}` } },
    answers: {
      'TODO: what kind of account answers this': {
        body: { remaining: 812, limit: 1000 },
        reads: { pools: [{ remaining: 812, used: 188, limit: 1000 }] },
      },
    },
    refusals: [{ status: 401, body: { error: 'TODO: what it says to a bad key' }, kind: 'bad-credential' }],
  });
}
