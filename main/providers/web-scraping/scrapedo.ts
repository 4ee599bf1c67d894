import {
  apiKey,
  booleanish,
  defineProvider,
  get,
  maybe,
  numeric,
  query,
  unlimited,
  z,
} from '../contract/index.ts';

export const scrapedo = defineProvider({
  id: 'scrapedo',
  name: 'Scrape.do',
  mark: 'SD',
  category: 'web scraping',
  links: { home: 'https://scrape.do/', keys: 'https://dashboard.scrape.do/' },
  docs: { url: 'https://scrape.do/documentation/', readOn: '2026-11', confidence: 'documented' },
  credential: apiKey({
    label: 'API token',
    env: ['SCRAPEDO_TOKEN', 'SCRAPE_DO_TOKEN'],
    hint: 'The API token on the dashboard. It sees the whole account.',
  }),
  summary: 'The requests left of this month’s plan, and how many can run at once.',
  unit: { kind: 'requests' },

  request: get('https://api.scrape.do/info', query('token')),
  response: z.object({
    IsActive: maybe(booleanish),
    RemainingMonthlyRequest: numeric,
    MaxMonthlyRequest: maybe(unlimited(numeric, 0)),
    ConcurrentRequest: maybe(unlimited(numeric, 0)),
    RemainingConcurrentRequest: maybe(numeric),
  }),
  reading: ({ ConcurrentRequest: atOnce, RemainingConcurrentRequest: free, ...answer }) => ({
    remaining: answer.RemainingMonthlyRequest,
    limit: answer.MaxMonthlyRequest,
    cycle: { frequency: 'monthly' },
    caps: [
      { window: 'concurrent', limit: atOnce, used: atOnce === null || free === null ? null : atOnce - free },
    ],
    notes: [answer.IsActive === false && 'The subscription is not active.'],
  }),
});
