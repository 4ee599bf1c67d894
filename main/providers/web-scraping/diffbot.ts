import {
  apiKey,
  day,
  defineProvider,
  get,
  listOf,
  maybe,
  numeric,
  query,
  tidy,
  unlimited,
  z,
} from '../contract/index.ts';

export const diffbot = defineProvider({
  id: 'diffbot',
  name: 'Diffbot',
  category: 'web scraping',
  links: {
    home: 'https://www.diffbot.com/',
    keys: 'https://app.diffbot.com/get-started/',
    billing: 'https://app.diffbot.com/',
  },
  docs: { url: 'https://docs.diffbot.com/', readOn: '2026-09', confidence: 'recorded' },
  credential: apiKey({
    label: 'Token',
    env: ['DIFFBOT_TOKEN', 'DIFFBOT_API_TOKEN', 'DIFFBOT_API_KEY'],
    hint: 'The token on the dashboard. It sees the plan and what was used each day.',
  }),
  summary: 'The plan’s credits, and how many of them were used since it began.',

  request: get('https://api.diffbot.com/v4/account', query('token')),
  // The answer holds the tokens of the account, which are not read.
  response: z.object({
    plan: maybe(z.string()),
    planCredits: unlimited(numeric, 0),
    planStart: day,
    usage: listOf(z.object({ date: day, credits: numeric }), { required: true }),
  }),
  reading: ({ plan, planCredits: limit, planStart, usage }) => ({
    plan,
    limit,
    used: tidy(
      usage.reduce((sum, { date, credits }) => (date >= planStart ? sum + Math.max(0, credits) : sum), 0),
    ),
    dailyUse: usage.map(({ date, credits }) => ({ day: date, amount: Math.max(0, credits) })),
    provenance: { used: 'computed' },
  }),
});
