import {
  apiKey,
  calendarMonth,
  defineProvider,
  get,
  headers,
  numeric,
  query,
  tidy,
  z,
} from '../contract/index.ts';

const usedUp = { kind: 'exhausted' as const, because: 'this month’s requests are used up' };

export const theOddsApi = defineProvider({
  id: 'the-odds-api',
  name: 'The Odds API',
  category: 'sports data',
  links: { home: 'https://the-odds-api.com/', keys: 'https://dash.the-odds-api.com/' },
  docs: { url: 'https://the-odds-api.com/liveapi/guides/v4/', readOn: '2026-08', confidence: 'documented' },
  credential: apiKey({
    env: ['ODDS_API_KEY', 'THE_ODDS_API_KEY'],
    hint: 'The API key that came by e-mail. It sees its own plan’s requests.',
  }),
  summary: 'The requests left and used this month.',
  unit: { kind: 'requests' },

  // The list of sports is free. The balance is in its headers.
  request: get('https://api.the-odds-api.com/v4/sports', query('apiKey')),
  response: headers(z.object({ 'x-requests-remaining': numeric, 'x-requests-used': numeric })),
  reading: ({ 'x-requests-remaining': remaining, 'x-requests-used': used }) => ({
    remaining,
    used,
    limit: tidy(remaining + used),
    cycle: calendarMonth,
    provenance: { limit: 'computed' },
  }),
  // 401 also when the requests are used up.
  errors: {
    code: 'error_code',
    codes: {
      OUT_OF_USAGE_CREDITS: usedUp,
      EXCEEDED_FREQ_LIMIT: 'rate-limited',
      INVALID_KEY: 'bad-credential',
      MISSING_KEY: 'bad-credential',
      DEACTIVATED_KEY: 'bad-credential',
    },
    words: [[/usage quota/i, usedUp]],
  },
});
