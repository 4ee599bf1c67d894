import {
  defineProvider,
  fields,
  get,
  header,
  maybe,
  numeric,
  someOf,
  unlimited,
  z,
} from '../contract/index.ts';

// `available` is what the plan has, not what is left: two of three clients subtract `used` from it (Aug–Sep 2026), and in
// their sample it is 50000 for searches, with 51 used of a plan of 50000.
const pool = maybe(z.object({ available: maybe(unlimited(numeric)), used: numeric }));
const signed = [header('x-tomba-key'), header('x-tomba-secret', { field: 'secret' })];

export const tomba = defineProvider({
  id: 'tomba',
  name: 'Tomba',
  category: 'data',
  links: { home: 'https://tomba.io/', keys: 'https://app.tomba.io/api', billing: 'https://tomba.io/pricing' },
  docs: { url: 'https://docs.tomba.io/', readOn: '2026-09', confidence: 'documented' },
  credential: fields({
    key: {
      env: ['TOMBA_API_KEY', 'TOMBA_KEY'],
      prefix: 'ta_',
      hint: 'The API key, on the page API of the app.',
    },
    secret: {
      label: 'Secret',
      env: ['TOMBA_API_SECRET', 'TOMBA_SECRET'],
      prefix: 'ts_',
      hint: 'The secret beside the API key. Both together see the whole account.',
    },
  }),
  summary: 'The searches, verifications, phone numbers and B2B requests left of the plan.',
  unit: { kind: 'requests' },

  request: get('https://api.tomba.io/v1/me', signed),
  response: z.object({
    data: z.object({
      requests: someOf(z.object({ domains: pool, verifications: pool, phones: pool, b2b: pool })),
      pricing: maybe(z.object({ name: maybe(z.string()) })),
    }),
  }),
  reading: ({ data: { requests, pricing } }) => ({
    plan: pricing?.name,
    pools: [
      { label: 'Searches', ...requests.domains },
      { label: 'Verifications', ...requests.verifications },
      { label: 'Phones', ...requests.phones },
      { label: 'B2B', ...requests.b2b },
    ].map(({ label, available: limit, used }) => used !== undefined && { label, used, limit }),
  }),
});
