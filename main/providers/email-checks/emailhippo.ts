import { apiKey, defineProvider, get, maybe, numeric, tidy, z } from '../contract/index.ts';

export const emailhippo = defineProvider({
  id: 'emailhippo',
  name: 'Email Hippo',
  category: 'email checks',
  links: { home: 'https://www.emailhippo.com/', keys: 'https://app.emailhippo.com/' },
  docs: { url: 'https://docs.emailhippo.com/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    label: 'License key',
    env: ['EMAILHIPPO_API_KEY'],
    hint: 'The API license key. It sees the quota of that license.',
  }),
  summary: 'The checks left of the quota, and those used.',
  floor: 100,

  request: get('https://api.hippoapi.com/customer/reports/v3/quota/{key}'),
  response: z.object({ quotaRemaining: numeric, quotaUsed: maybe(numeric) }),
  reading: ({ quotaRemaining: remaining, quotaUsed: used }) => ({
    remaining,
    used,
    limit: used === null ? null : tidy(remaining + used),
    provenance: { limit: 'computed' },
  }),
  errors: {
    message: 'errorSummary',
    in200: ({ errorSummary: error }) => typeof error === 'string' && error !== '',
    status: { 400: 'bad-credential', 404: 'bad-credential' },
  },
});
