import {
  apiKey,
  defineProvider,
  get,
  header,
  labelFrom,
  maybe,
  numeric,
  refuse,
  someOf,
  unlimited,
  z,
} from '../contract/index.ts';

const quota = maybe(z.object({ limit: unlimited(numeric), used: maybe(numeric) }));
const kind = maybe(z.object({ day: quota, hour: quota, minute: quota }));
const windows = ['day', 'hour', 'minute'] as const;
const kinds = { private: kind, unlisted: kind, public: kind, search: kind, retrieve: kind, livescan: kind };

export const urlscan = defineProvider({
  id: 'urlscan',
  name: 'urlscan.io',
  category: 'security',
  links: {
    home: 'https://urlscan.io/',
    keys: 'https://urlscan.io/user/profile/',
    billing: 'https://urlscan.io/user/quotas/',
  },
  docs: {
    url: 'https://docs.urlscan.io/apis/urlscan-openapi/generic/getquotas',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['URLSCAN_API_KEY'],
    hint: 'An API key from your profile. It sees the quotas of your user or team.',
  }),
  summary: 'The requests used of each quota per day, hour and minute.',
  unit: { kind: 'requests' },

  request: get('https://urlscan.io/api/v1/quotas', header('api-key')),
  response: z.object({
    scope: maybe(z.string()),
    limits: someOf(z.object(kinds)),
  }),
  reading({ scope, limits }) {
    // The quotas of everyone: the key was not accepted.
    if (scope === 'ip-address') return refuse('bad-credential', 'it did not accept the key.');
    return {
      caps: Object.entries(limits).flatMap(([name, told]) =>
        windows.map((window) => ({
          window,
          label: labelFrom(`${name}_per_${window}`),
          limit: null,
          ...told?.[window],
        })),
      ),
    };
  },
});
