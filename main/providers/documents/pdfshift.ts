import { apiKey, defineProvider, get, header, maybe, numeric, unlimited, z } from '../contract/index.ts';

export const pdfshift = defineProvider({
  id: 'pdfshift',
  name: 'PDFShift',
  category: 'documents',
  links: { home: 'https://pdfshift.io/', keys: 'https://app.pdfshift.io/dashboard/' },
  docs: {
    url: 'https://docs.pdfshift.io/',
    readOn: '2026-11',
    confidence: 'recorded',
  },
  credential: apiKey({
    env: ['PDFSHIFT_API_KEY'],
    prefix: 'sk_',
    hint: 'An API key from the dashboard. It sees the account’s credits.',
  }),
  summary: 'The credits left and used of the plan and its extra credits.',

  request: get('https://api.pdfshift.io/v3/credits/usage', header('x-api-key')),
  response: z.object({
    credits: z.object({ remaining: numeric, used: maybe(numeric), total: maybe(unlimited(numeric, 0)) }),
  }),
  reading: ({ credits: { remaining, used, total: limit } }) => ({ remaining, used, limit }),
  errors: { in200: ({ success }) => success === false },
});
