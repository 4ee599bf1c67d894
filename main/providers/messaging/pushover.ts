import { apiKey, defineProvider, epochSeconds, get, maybe, numeric, query, z } from '../contract/index.ts';

export const pushover = defineProvider({
  id: 'pushover',
  name: 'Pushover',
  category: 'messaging',
  links: { home: 'https://pushover.net/', keys: 'https://pushover.net/' },
  docs: { url: 'https://pushover.net/api#limits', readOn: '2026-11', confidence: 'documented' },
  credential: apiKey({
    label: 'App token',
    env: ['PUSHOVER_TOKEN', 'PUSHOVER_API_TOKEN', 'PUSHOVER_APP_TOKEN'],
    hint: 'The API token of an application, not your user key. It sees the messages of that application.',
  }),
  summary: 'The messages left this month, and when the month ends.',
  unit: { kind: 'count', one: 'message', many: 'messages' },

  request: get('https://api.pushover.net/1/apps/limits.json', query('token')),
  response: z.object({ remaining: numeric, limit: maybe(numeric), reset: maybe(epochSeconds) }),
  reading: ({ remaining, limit, reset: renewsAt }) => ({
    remaining,
    limit,
    cycle: { frequency: 'monthly', renewsAt },
  }),
  // `status` 0 is a wrong token.
  errors: { code: 'status', codes: { 0: 'bad-credential' } },
});
