import { apiKey, defineProvider, get, header, maybe, numeric, unlimited, z } from '../contract/index.ts';

export const screenshotone = defineProvider({
  id: 'screenshotone',
  name: 'ScreenshotOne',
  category: 'web scraping',
  links: {
    home: 'https://screenshotone.com/',
    keys: 'https://dash.screenshotone.com/access',
    billing: 'https://dash.screenshotone.com/',
  },
  docs: {
    url: 'https://screenshotone.com/docs/getting-started/',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    label: 'Access key',
    env: ['SCREENSHOTONE_ACCESS_KEY', 'SCREENSHOTONE_API_KEY'],
    hint: 'The access key from the dashboard, not the secret key. It sees the whole account’s quota.',
  }),
  summary: 'The screenshots left and taken in this period, and how many can be taken at once.',
  unit: { kind: 'requests' },

  request: get('https://api.screenshotone.com/usage', header('x-access-key')),
  response: z.object({
    available: numeric,
    used: maybe(numeric),
    total: maybe(unlimited(numeric, 0)),
    // Its time of reset, in nanoseconds, is of no use here.
    concurrency: maybe(z.object({ limit: numeric, remaining: numeric })),
  }),
  reading: ({ available: remaining, used, total: limit, concurrency: tasks }) => ({
    remaining,
    used,
    limit,
    caps:
      tasks === null
        ? []
        : [{ window: 'concurrent', limit: tasks.limit, used: Math.max(0, tasks.limit - tasks.remaining) }],
  }),
});
