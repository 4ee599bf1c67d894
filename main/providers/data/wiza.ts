import { apiKey, bearer, defineProvider, get, maybe, numeric, unlimited, z } from '../contract/index.ts';

/** “unlimited” is no balance. */
const credits = unlimited(numeric);

export const wiza = defineProvider({
  id: 'wiza',
  name: 'Wiza',
  category: 'data',
  links: {
    home: 'https://wiza.co/',
    keys: 'https://wiza.co/app/settings/api',
    billing: 'https://wiza.co/app/settings/billing',
  },
  docs: { url: 'https://docs.wiza.co/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['WIZA_API_KEY'],
    hint: 'An API key from the settings for the API. It sees the account’s credits.',
  }),
  summary: 'The API credits left, and email, phone and export credits where the plan counts them.',
  floor: 50,

  request: get('https://wiza.co/api/meta/credits', bearer()),
  response: z.object({
    credits: z.object({
      api_credits: credits,
      email_credits: maybe(credits),
      phone_credits: maybe(credits),
      export_credits: maybe(credits),
    }),
  }),
  reading: ({ credits: left }) => ({
    pools: [
      { label: 'API credits', remaining: left.api_credits },
      { label: 'Email credits', remaining: left.email_credits },
      { label: 'Phone credits', remaining: left.phone_credits },
      { label: 'Export credits', remaining: left.export_credits },
    ].filter(({ remaining }) => remaining !== null),
    notes: [left.api_credits === null && 'The API credits have no limit.'],
  }),
});
