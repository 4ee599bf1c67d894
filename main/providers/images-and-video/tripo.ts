import { apiKey, bearer, defineProvider, get, maybe, numeric, z } from '../contract/index.ts';

export const tripo = defineProvider({
  id: 'tripo',
  name: 'Tripo3D',
  category: 'images and video',
  links: {
    home: 'https://www.tripo3d.ai/',
    keys: 'https://platform.tripo3d.ai/api-keys',
    billing: 'https://platform.tripo3d.ai/billing',
  },
  docs: { url: 'https://platform.tripo3d.ai/docs', readOn: '2026-04', confidence: 'documented' },
  credential: apiKey({
    env: ['TRIPO_API_KEY'],
    prefix: 'tsk_',
    hint: 'An API key of the platform, from its page for keys. Credits of Tripo Studio are separate.',
  }),
  summary: 'The credits left, and those that running tasks hold.',
  floor: 100,

  request: get('https://api.tripo3d.ai/v2/openapi/user/balance', bearer()),
  response: z.object({ data: z.object({ balance: numeric, frozen: maybe(numeric) }) }),
  reading: ({ data }) => ({
    remaining: data.balance,
    // Not part of the balance, and not to be added; nor is it used yet.
    notes: data.frozen ? [`Running tasks hold ${data.frozen} credits.`] : [],
  }),
  errors: {
    code: 'code',
    codes: { 1002: 'bad-credential', 2010: 'exhausted' },
    in200: ({ code }) => (numeric.safeParse(code).data ?? 0) !== 0,
  },
});
