import { basic, defineProvider, fields, get, maybe, numeric, tidy, unlimited, z } from '../contract/index.ts';

const computed = { remaining: 'computed' } as const;
/** Beyond the limit, what is left is below zero: Cloudinary keeps serving for a while. */
const use = <const Parts extends object>(parts: Parts) =>
  maybe(
    z.object({ usage: numeric, limit: maybe(unlimited(numeric, 0)) }).transform(({ usage: used, limit }) => ({
      ...parts,
      used,
      ...(limit !== null && { limit, remaining: tidy(limit - used), provenance: computed }),
    })),
  );

export const cloudinary = defineProvider({
  id: 'cloudinary',
  name: 'Cloudinary',
  category: 'images and video',
  links: {
    home: 'https://cloudinary.com/',
    keys: 'https://console.cloudinary.com/app/settings/api-keys',
    billing: 'https://console.cloudinary.com/app/settings/billing/plans',
  },
  docs: {
    url: 'https://cloudinary.com/documentation/admin_api#usage',
    readOn: '2026-08',
    confidence: 'official client',
  },
  credential: fields({
    cloud: {
      label: 'Cloud name',
      env: ['CLOUDINARY_CLOUD_NAME'],
      hint: 'On the dashboard, or what follows the @ in CLOUDINARY_URL. Accounts on the hosts in Europe or Asia-Pacific do not work yet.',
      secret: false,
    },
    key: {
      env: ['CLOUDINARY_API_KEY'],
      hint: 'Under Settings, API keys; in CLOUDINARY_URL, what is between the slashes and the colon.',
    },
    secret: {
      label: 'API secret',
      env: ['CLOUDINARY_API_SECRET'],
      hint: 'Beside the API key; in CLOUDINARY_URL, what is between the colon and the @.',
    },
  }),
  refresh: { usualMs: 3_600_000 }, // The figures are up to a day old (client notes, August 2026).
  summary: 'The plan’s credits used of its limit; on older plans, traffic, storage and transformations.',

  request: get('https://api.cloudinary.com/v1_1/{cloud}/usage', basic({ user: 'key', password: 'secret' })),
  response: z
    .object({
      plan: maybe(z.string()),
      credits: use({}),
      bandwidth: use({ label: 'Bandwidth', unit: { kind: 'bytes' } }),
      storage: use({ label: 'Storage', unit: { kind: 'bytes' } }),
      transformations: use({ unit: { kind: 'count', one: 'transformation', many: 'transformations' } }),
    })
    .refine(({ plan: _, ...uses }) => Object.values(uses).some(Boolean)),
  reading: ({ plan, credits, ...older }) => ({ plan, pools: credits ? [credits] : Object.values(older) }),
  errors: { status: { 404: { kind: 'bad-credential', because: 'there is no such cloud' } } },
});
