import {
  apiKey,
  ask,
  bearer,
  defineProvider,
  get,
  isoInstant,
  maybe,
  numeric,
  optional,
  unlimited,
  z,
} from '../contract/index.ts';

const limit = maybe(unlimited(numeric));
const limits = z.object({
  monthlyUsageCycle: maybe(z.object({ endAt: isoInstant })),
  limits: z.object({ maxMonthlyUsageUsd: limit, maxConcurrentActorJobs: limit }),
  current: z.object({ monthlyUsageUsd: numeric, activeActorJobCount: maybe(numeric) }),
});
/** The answer also has the password of the proxy, which is not read. */
const user = z.object({ plan: maybe(z.object({ monthlyUsageCreditsUsd: maybe(numeric) })) });

export const apify = defineProvider({
  id: 'apify',
  name: 'Apify',
  category: 'web scraping',
  links: {
    home: 'https://apify.com/',
    keys: 'https://console.apify.com/settings/integrations',
    billing: 'https://console.apify.com/billing',
  },
  docs: {
    url: 'https://docs.apify.com/api/v2/users-me-limits-get',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    label: 'API token',
    env: ['APIFY_TOKEN'],
    prefix: 'apify_api_',
    hint: 'A personal API token. It sees the use and the limits of the whole account.',
  }),
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'What is left of the plan’s monthly credit, the spending limit, and how many jobs run at once.',

  requests: {
    limits: ask(get('https://api.apify.com/v2/users/me/limits', bearer()), z.object({ data: limits })),
    user: optional(ask(get('https://api.apify.com/v2/users/me', bearer()), z.object({ data: user })), {
      on: [403, 404],
    }),
  },
  reading({ limits: { data }, user }) {
    const { monthlyUsageUsd: used, activeActorJobCount: jobs } = data.current;
    const { maxMonthlyUsageUsd: most, maxConcurrentActorJobs: mostJobs } = data.limits;
    const resetsAt = data.monthlyUsageCycle?.endAt ?? null;
    return {
      used,
      // The limit you set can be more than the credit of the plan: what is beyond is billed.
      limit: user?.data.plan?.monthlyUsageCreditsUsd ?? most,
      cycle: { frequency: 'monthly', renewsAt: resetsAt },
      caps: [
        { window: 'spending', used, limit: most, resetsAt },
        { window: 'concurrent', label: 'Concurrent jobs', used: jobs, limit: mostJobs },
      ],
    };
  },
});
