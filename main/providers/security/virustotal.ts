import { apiKey, defineProvider, get, header, maybe, numeric, unlimited, z } from '../contract/index.ts';

const count = z.object({ allowed: unlimited(numeric, 0), used: numeric });
/** Where there is a group, its quota is the one that counts. */
const quota = maybe(
  z
    .object({ user: maybe(count), group: maybe(count) })
    .transform(({ user, group }) => group ?? user ?? { allowed: null, used: null }),
);
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
  refresh: { usualMs: 900_000 },
  summary: 'The API requests made this hour, day and month, of the limits of your user or group.',
  unit: { kind: 'requests' },

  request: get('https://www.virustotal.com/api/v3/users/{key}/overall_quotas', header('x-apikey')),
  response: z.object({
    data: z
      .object({ api_requests_hourly: quota, api_requests_daily: quota, api_requests_monthly: quota })
      .refine((all) => all.api_requests_hourly ?? all.api_requests_daily ?? all.api_requests_monthly),
  }),
  reading: ({ data }) => ({
    caps: [
      cap('hour', data.api_requests_hourly),
      cap('day', data.api_requests_daily),
      cap('month', data.api_requests_monthly),
    ],
  }),
});

const cap = (
  window: 'hour' | 'day' | 'month',
  quota: { allowed: number | null; used: number | null } | null,
) => ({
  window,
  limit: quota === null || (quota.allowed ?? 0) >= practically ? null : quota.allowed,
  used: quota?.used,
  // Days and months are those of the calendar.
  zone: window === 'hour' ? null : 'UTC',
});
