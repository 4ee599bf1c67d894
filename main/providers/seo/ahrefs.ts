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

export const ahrefs = defineProvider({
  id: 'ahrefs',
  name: 'Ahrefs',
  category: 'seo',
  links: {
    home: 'https://ahrefs.com/',
    keys: 'https://app.ahrefs.com/account/api-keys',
    billing: 'https://app.ahrefs.com/account/billing',
  },
  docs: {
    url: 'https://docs.ahrefs.com/docs/api/subscription-info/operations/list-limits-and-usage',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['AHREFS_API_KEY', 'AHREFS_API_TOKEN'],
    hint: 'An API v3 key, made by a workspace owner or admin under Account settings. It sees the workspace’s units and its own.',
  }),
  summary: 'The API units used of the workspace’s limit and of this key’s own limit, and when they reset.',
  unit: { kind: 'count', one: 'unit', many: 'units' },

  request: get('https://api.ahrefs.com/v3/subscription-info/limits-and-usage', bearer()),
  response: z.object({
    limits_and_usage: z.object({
      subscription: maybe(z.string()),
      usage_reset_date: maybe(isoInstant),
      // Null means that there is none. Missing would be another answer.
      units_limit_workspace: unlimited(numeric).nullable(),
      units_usage_workspace: numeric.nullable(),
      units_limit_api_key: maybe(unlimited(numeric)),
      units_usage_api_key: maybe(numeric),
      api_key_expiration_date: maybe(z.string()),
    }),
  }),
  reading: ({ limits_and_usage: units }) => {
    const cycle = { renewsAt: units.usage_reset_date };
    const expiresAt = units.api_key_expiration_date;
    return {
      plan: units.subscription,
      pools: [
        { label: 'Workspace', used: units.units_usage_workspace, limit: units.units_limit_workspace, cycle },
        { label: 'API key', used: units.units_usage_api_key, limit: units.units_limit_api_key, cycle },
      ],
      notes: [
        ...(units.units_limit_workspace === null ? ['The workspace has no limit.'] : []),
        ...(units.units_limit_api_key === null ? ['The API key has no limit of its own.'] : []),
        ...(expiresAt === null ? [] : [`The API key expires on ${expiresAt.slice(0, 10)}.`]),
      ],
    };
  },
});
