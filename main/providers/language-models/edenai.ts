import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const edenai = defineProvider({
  id: 'edenai',
  name: 'Eden AI',
  category: 'language models',
  links: {
    home: 'https://www.edenai.co/',
    keys: 'https://app.edenai.run/admin/api-settings/features-preferences',
    billing: 'https://app.edenai.run/admin/cost-management',
  },
  docs: { url: 'https://docs.edenai.co/', readOn: '2026-11', confidence: 'documented' },
  credential: apiKey({
    label: 'API token',
    env: ['EDENAI_API_KEY', 'EDEN_AI_API_KEY'],
    hint: 'An API token from the settings. A sandbox token has no credits.',
  }),
  summary: 'The credits left, in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  // Without the slash at its end, the address redirects.
  request: get('https://api.edenai.run/v2/cost_management/credits/', bearer()),
  response: z.object({ credits: numeric }),
  reading: ({ credits: remaining }) => ({ remaining }),
});
