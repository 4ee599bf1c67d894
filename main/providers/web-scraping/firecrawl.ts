import {
  apiKey,
  bearer,
  defineProvider,
  get,
  isoInstant,
  maybe,
  numeric,
  unlimited,
  z,
} from '../contract/index.ts';

export const firecrawl = defineProvider({
  id: 'firecrawl',
  name: 'Firecrawl',
  mark: 'FC',
  category: 'web scraping',
  links: {
    home: 'https://www.firecrawl.dev/',
    keys: 'https://www.firecrawl.dev/app/api-keys',
    billing: 'https://www.firecrawl.dev/app/billing',
  },
  docs: {
    url: 'https://docs.firecrawl.dev/api-reference/endpoint/credit-usage',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['FIRECRAWL_API_KEY'],
    prefix: 'fc-',
    hint: 'Any API key of the team. Each sees the credits of the whole team.',
  }),
  floor: 100,
  summary: 'The credits left of the plan and of packs, and when the billing period ends.',

  request: get('https://api.firecrawl.dev/v2/team/credit-usage', bearer()),
  response: z.object({
    data: z.object({
      // The open-source server has 99999999 for “unlimited”.
      remainingCredits: numeric.transform((left) => (left === 99_999_999 ? null : left)),
      planCredits: maybe(unlimited(numeric)),
      billingPeriodEnd: maybe(isoInstant),
    }),
  }),
  reading: ({ data: { remainingCredits: remaining, planCredits, billingPeriodEnd } }) =>
    remaining === null
      ? { notes: ['There is no limit of credits.'] }
      : {
          // Packs and coupons are not part of the plan, so more can be left than it has.
          remaining,
          limit: planCredits,
          cycle: billingPeriodEnd === null ? null : { frequency: 'monthly', renewsAt: billingPeriodEnd },
        },
});
