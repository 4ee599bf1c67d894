import {
  apiKey,
  daysBefore,
  defineProvider,
  get,
  maybe,
  numeric,
  query,
  unlimited,
  z,
} from '../contract/index.ts';

export const scrapingdog = defineProvider({
  id: 'scrapingdog',
  name: 'Scrapingdog',
  category: 'web scraping',
  links: { home: 'https://www.scrapingdog.com/', keys: 'https://api.scrapingdog.com/' },
  docs: { url: 'https://docs.scrapingdog.com/', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['SCRAPINGDOG_API_KEY'],
    hint: 'The API key on the dashboard. It sees the whole account’s credits.',
  }),
  summary: 'The credits left and used in this period, and the day it renews.',

  request: get('https://api.scrapingdog.com/account', query('api_key')),
  response: z.object({
    requestUsed: numeric,
    requestLimit: unlimited(numeric, 0),
    pack: maybe(z.string()),
    // Days until the renewal.
    validity: maybe(numeric),
  }),
  reading: ({ requestUsed: used, requestLimit: limit, pack, validity }, { now }) => ({
    plan: pack,
    used,
    limit,
    cycle: validity === null ? null : { renewsAt: daysBefore(now, -validity) },
    provenance: { cycle: 'computed' },
  }),
  // 403 says that the limit is reached, unless its words say otherwise.
  errors: { otherwise: 'exhausted' },
});
