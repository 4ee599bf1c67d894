import { apiKey, defineProvider, get, header, maybe, numeric, someOf, z } from '../contract/index.ts';

export const oceanio = defineProvider({
  id: 'oceanio',
  name: 'Ocean.io',
  category: 'data',
  links: { home: 'https://www.ocean.io/', keys: 'https://app.ocean.io/' },
  docs: { url: 'https://docs.ocean.io/', readOn: '2026-09', confidence: 'recorded' },
  credential: apiKey({
    label: 'API token',
    env: ['OCEANIO_API_KEY', 'OCEAN_IO_API_TOKEN', 'OCEAN_API_TOKEN'],
    hint: 'The API token from the settings. It sees the account’s credits.',
  }),
  summary: 'The one-time and the recurring credits left, and the requests left today.',
  floor: 100,

  request: get('https://api.ocean.io/v2/credits/balance', header('x-api-token')),
  response: z.object({
    credits: someOf(z.object({ oneTime: maybe(numeric), recurrent: maybe(numeric) })),
    dailyLimitRateLeft: maybe(numeric),
    dailyLimitRateSecondsToReset: maybe(numeric),
  }),
  reading: ({ credits, dailyLimitRateLeft: requests, dailyLimitRateSecondsToReset: seconds }, { now }) => ({
    pools: [
      credits.oneTime === null ? null : { label: 'One-time credits', remaining: credits.oneTime },
      credits.recurrent === null ? null : { label: 'Recurring credits', remaining: credits.recurrent },
      requests === null
        ? null
        : {
            label: 'Requests today',
            unit: { kind: 'requests' },
            remaining: requests,
            cycle: {
              frequency: 'daily',
              renewsAt: seconds === null ? null : now + seconds * 1000,
              rollover: 'none',
            },
          },
    ],
  }),
});
