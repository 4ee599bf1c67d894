import { apiKey, countdown, defineProvider, get, maybe, numeric, query, z } from '../contract/index.ts';

export const etherscan = defineProvider({
  id: 'etherscan',
  name: 'Etherscan',
  category: 'blockchain',
  links: {
    home: 'https://etherscan.io/',
    keys: 'https://etherscan.io/myapikey',
    billing: 'https://etherscan.io/apis',
  },
  docs: {
    url: 'https://docs.etherscan.io/api-reference/endpoint/getapilimit',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['ETHERSCAN_API_KEY'],
    hint: 'Any API key from the API dashboard. It sees the credits of its plan.',
  }),
  refresh: { usualMs: 900_000, shortestMs: 60_000 },
  checkCost: 1,
  summary: 'The credits used today of the daily limit, and when they reset.',

  request: get(
    'https://api.etherscan.io/v2/api?chainid=1&module=getapilimit&action=getapilimit',
    query('apikey'),
  ),
  response: z.object({
    result: z.object({
      creditsUsed: numeric,
      creditLimit: numeric,
      intervalExpiryTimespan: maybe(countdown),
    }),
  }),
  reading: ({ result }, { now }) => ({
    caps: [
      {
        window: 'day',
        unit: { kind: 'credits' },
        limit: result.creditLimit,
        used: result.creditsUsed,
        resetsAt: result.intervalExpiryTimespan === null ? null : now + result.intervalExpiryTimespan,
      },
    ],
  }),
  // At HTTP 200, with the error's text in place of the result.
  errors: {
    message: 'result',
    code: 'result',
    codes: { 'Invalid API Key*': 'bad-credential', 'Max daily*': 'exhausted', 'Max *': 'rate-limited' },
    in200: ({ status }) => String(status) === '0',
  },
});
