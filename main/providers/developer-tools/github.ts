import { apiKey, bearer, defineProvider, epochSeconds, get, maybe, numeric, z } from '../contract/index.ts';

const rate = z.object({ limit: numeric, used: numeric, reset: maybe(epochSeconds) });

export const github = defineProvider({
  id: 'github',
  name: 'GitHub REST API',
  category: 'developer tools',
  links: {
    home: 'https://github.com/',
    keys: 'https://github.com/settings/tokens',
    billing: 'https://github.com/settings/billing',
  },
  docs: {
    url: 'https://docs.github.com/en/rest/rate-limit/rate-limit',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    label: 'Token',
    env: ['GITHUB_TOKEN', 'GH_TOKEN'],
    pattern: '^ghp_|^gho_|^ghu_|^ghs_|^github_pat_',
    hint: 'Any token, even one without permissions. It sees how many requests its owner may still make this hour.',
  }),
  summary: 'The requests used of the hourly limit, for the REST API, search and GraphQL.',
  unit: { kind: 'requests' },

  // Asking does not count against the limits.
  request: get('https://api.github.com/rate_limit', bearer(), {
    headers: { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
  }),
  response: z.object({ resources: z.object({ core: rate, search: maybe(rate), graphql: maybe(rate) }) }),
  reading: ({ resources: { core, search, graphql } }) => ({
    caps: [
      { window: 'hour', ...windowOf(core) },
      ...(search ? [{ window: 'minute' as const, label: 'Searches per minute', ...windowOf(search) }] : []),
      ...(graphql
        ? [
            {
              window: 'hour' as const,
              label: 'GraphQL points per hour',
              unit: { kind: 'points' as const },
              ...windowOf(graphql),
            },
          ]
        : []),
    ],
  }),
  // A 403, as is a missing permission.
  errors: { words: [[/rate limit/i, 'rate-limited']] },
});

const windowOf = ({ limit, used, reset: resetsAt }: z.infer<typeof rate>) => ({ limit, used, resetsAt });
