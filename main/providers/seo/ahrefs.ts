import { apiKey, bearer, defineProvider, get, isoInstant, maybe, numeric, z } from '../contract/index.ts';

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
      units_limit_workspace: numeric.nullable(),
      units_usage_workspace: numeric.nullable(),
      units_limit_api_key: maybe(numeric),
      units_usage_api_key: maybe(numeric),
      api_key_expiration_date: maybe(isoInstant),
    }),
  }),
  reading: ({ limits_and_usage: units }) => {
    const pool = (label: string, used: number | null, limit: number | null) =>
      used === null && limit === null
        ? null
        : { label, used, limit, cycle: { renewsAt: units.usage_reset_date } };
    return {
      plan: units.subscription,
      keyExpiresAt: units.api_key_expiration_date,
      pools: [
        pool('Workspace', units.units_usage_workspace, units.units_limit_workspace),
        pool('API key', units.units_usage_api_key, units.units_limit_api_key),
      ],
      notes: [
        units.units_limit_workspace === null && 'The workspace has no limit.',
        units.units_limit_api_key === null && 'The API key has no limit of its own.',
      ],
    };
  },
});
