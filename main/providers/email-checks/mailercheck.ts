import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const mailercheck = defineProvider({
  id: 'mailercheck',
  name: 'MailerCheck',
  category: 'email checks',
  links: { home: 'https://www.mailercheck.com/', keys: 'https://app.mailercheck.com/' },
  docs: { url: 'https://developers.mailercheck.com/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['MAILERCHECK_API_KEY'],
    hint: 'An API token from the page for integrations.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://app.mailercheck.com/api/credits', bearer()),
  response: z.object({ total: numeric }),
  reading: ({ total }) => ({ remaining: total }),
});
