import { apiKey, currency, defineProvider, get, header, maybe, numeric, z } from '../contract/index.ts';

export const fal = defineProvider({
  id: 'fal',
  name: 'fal',
  category: 'images and video',
  links: {
    home: 'https://fal.ai/',
    keys: 'https://fal.ai/dashboard/keys',
    billing: 'https://fal.ai/dashboard/billing',
  },
  docs: {
    url: 'https://fal.ai/docs/api-reference/platform-apis/for-accounts',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    label: 'Admin key',
    env: ['FAL_ADMIN_KEY', 'FAL_KEY'],
    hint: 'A key with the scope ADMIN, as ID and secret with a colon between them. Keys with the scope API do not see the balance.',
  }),
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The credit balance of the account.',

  // Without `expand=credits` there is no balance in the answer.
  request: get(
    'https://api.fal.ai/v1/account/billing?expand=credits',
    header('authorization', { prefix: 'Key ' }),
  ),
  response: z.object({ credits: z.object({ current_balance: numeric, currency: maybe(currency) }) }),
  reading: ({ credits }) => ({
    remaining: credits.current_balance,
    unit: { kind: 'money', code: credits.currency ?? 'USD' },
  }),
  errors: { words: [[/\badmin\b|permission/i, { kind: 'limited-scope', because: 'it needs an admin key' }]] },
});
