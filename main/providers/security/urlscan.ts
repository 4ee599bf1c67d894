import {
  apiKey,
  type CapParts,
  defineProvider,
  entriesOf,
  get,
  header,
  labelFrom,
  maybe,
  numeric,
  unlimited,
  z,
} from '../contract/index.ts';

const quota = maybe(z.object({ limit: unlimited(numeric), used: maybe(numeric) }));
const windows = ['day', 'hour', 'minute'] as const;

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
    limits: entriesOf(z.object({ day: quota, hour: quota, minute: quota })),
  }),
  reading: ({ limits }) => ({
    caps: limits.flatMap(([name, quotas]) =>
      windows.flatMap((window): CapParts[] => {
        const told = quotas[window];
        return told ? [{ window, label: labelFrom(`${name}_per_${window}`), ...told }] : [];
      }),
    ),
  }),
});
