import { bearer, cents, creditOrDebt, defineProvider, fields, get, z } from '../contract/index.ts';

export const xai = defineProvider({
  id: 'xai',
  name: 'xAI',
  alsoCalled: ['Grok'],
  category: 'language models',
  links: {
    home: 'https://x.ai/api',
    keys: 'https://console.x.ai/',
    billing: 'https://console.x.ai/team/default/billing',
  },
  docs: {
    url: 'https://docs.x.ai/developers/rest-api-reference/management/billing',
    readOn: '2026-08',
    confidence: 'recorded',
  },
  credential: fields({
    key: {
      label: 'Management key',
      env: ['XAI_MANAGEMENT_API_KEY'],
      // Keys for the models are `xai-` and 80 letters, digits and underscores; management keys have more hyphens.
      pattern: '^xai-(?![0-9A-Za-z_]{80}$)',
      otherKinds: {
        'xai-':
          'This key is for requests to the models. Make a management key in the console, under Settings, Management keys.',
      },
      hint: 'A management key of the team. Keys for the models do not see the balance.',
    },
    team: {
      label: 'Team ID',
      env: ['XAI_TEAM_ID'],
      secret: false,
      hint: 'The ID of the team that pays. It is in the address of the console’s pages, after /team/.',
    },
  }),
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The team’s prepaid credits. What was used since the last invoice is taken off when it closes.',

  request: get('https://management-api.x.ai/v1/billing/teams/{team}/prepaid/balance', bearer()),
  response: z.object({ total: z.object({ val: cents }) }),
  // The ledger of xAI: what you paid is negative there.
  reading: ({ total }) => creditOrDebt(-total.val, 'USD'),
  errors: { status: { 404: { kind: 'limited-scope', because: 'the team has no prepaid credits' } } },
});
