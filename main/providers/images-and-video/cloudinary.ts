import { basic, defineProvider, fields, get, maybe, numeric, tidy, unlimited, z } from '../contract/index.ts';

const use = z.object({ usage: numeric, limit: maybe(unlimited(numeric, 0)) });

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
      credits: maybe(use),
      bandwidth: maybe(use),
      storage: maybe(use),
      transformations: maybe(use),
    })
    .refine(
      ({ credits, bandwidth, storage, transformations }) =>
        credits ?? bandwidth ?? storage ?? transformations,
    ),
  reading: ({ plan, credits, bandwidth, storage, transformations }) => ({
    plan,
    pools:
      credits === null
        ? [
            bandwidth && { label: 'Bandwidth', unit: { kind: 'bytes' }, ...amounts(bandwidth) },
            storage && { label: 'Storage', unit: { kind: 'bytes' }, ...amounts(storage) },
            transformations && {
              unit: { kind: 'count', one: 'transformation', many: 'transformations' },
              ...amounts(transformations),
            },
          ]
        : [amounts(credits)],
  }),
  errors: { status: { 404: { kind: 'bad-credential', because: 'there is no such cloud' } } },
});

/** Beyond the limit, what is left is below zero: Cloudinary keeps serving for a while. */
const amounts = ({ usage, limit }: z.infer<typeof use>) => ({
  used: usage,
  limit,
  ...(limit !== null && { remaining: tidy(limit - usage), provenance: { remaining: 'computed' as const } }),
});
