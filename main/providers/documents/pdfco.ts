import { apiKey, defineProvider, get, header, numeric, z } from '../contract/index.ts';

export const pdfco = defineProvider({
  id: 'pdfco',
  name: 'PDF.co',
  category: 'documents',
  links: { home: 'https://pdf.co/', keys: 'https://app.pdf.co/' },
  docs: { url: 'https://docs.pdf.co/', readOn: '2026-11', confidence: 'documented' },
  credential: apiKey({
    env: ['PDFCO_API_KEY'],
    hint: 'The API key on the dashboard’s first page. It sees the whole account’s credits.',
  }),
  summary: 'The credits left.',
  floor: 500,

  request: get('https://api.pdf.co/v1/account/credit/balance', header('x-api-key')),
  // `credits` would be what the call cost.
  response: z.object({ remainingCredits: numeric }),
  reading: ({ remainingCredits }) => ({ remaining: remainingCredits }),
  errors: { in200: ({ error }) => error === true },
});
