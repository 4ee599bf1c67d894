import {
  apiKey,
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

const count = z.object({ allowed: unlimited(numeric, 0), used: numeric });
const quota = z.object({ user: maybe(count), group: maybe(count) });
const windows = new Map(Object.entries({ hourly: 'hour', daily: 'day', monthly: 'month' } as const));
/** More than anybody asks for: no cap. */
const practically = 1e9;

export const virustotal = defineProvider({
  id: 'virustotal',
  name: 'VirusTotal',
  category: 'security',
  links: {
    home: 'https://www.virustotal.com/',
    keys: 'https://www.virustotal.com/gui/my-apikey',
    billing: null,
  },
  docs: {
    url: 'https://docs.virustotal.com/docs/consumption-quotas-handled',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['VT_API_KEY', 'VIRUSTOTAL_API_KEY'],
    hint: 'The API key of your user. It sees your quotas, and your group’s where there is one.',
  }),
  // Whether this request counts is not documented.
  refresh: { usualMs: 900_000, automaticMs: 900_000 },
  summary: 'The API requests and searches of this hour, day and month, of the limits of your user or group.',
  unit: { kind: 'requests' },

  request: get('https://www.virustotal.com/api/v3/users/{key}/overall_quotas', header('x-apikey')),
  response: z.object({
    data: entriesOf(quota).refine((quotas) => quotas.some(([name]) => name.startsWith('api_requests_'))),
  }),
  reading: ({ data }) => ({
    caps: data.map(([name, { user, group }]) => {
      const [, what = '', every = ''] = /^(.*)_(.+)$/.exec(name) ?? [];
      const window = windows.get(every);
      // Where there is a group, its quota is the one that counts.
      const { allowed = null, used = null } = group ?? user ?? {};
      return (
        window !== undefined && {
          window,
          limit: (allowed ?? 0) >= practically ? null : allowed,
          used,
          // Days and months are those of the calendar.
          zone: window === 'hour' ? null : 'UTC',
          ...(what !== 'api_requests' && {
            label: `${labelFrom(what)} per ${window}`,
            unit: what.endsWith('searches')
              ? { kind: 'searches' }
              : { kind: 'count', one: 'use', many: 'uses' },
          }),
        }
      );
    }),
  }),
});
