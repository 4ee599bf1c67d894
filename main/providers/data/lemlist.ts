import {
  apiKey,
  basic,
  defineProvider,
  entriesOf,
  type GrantParts,
  get,
  labelFrom,
  maybe,
  numeric,
  z,
} from '../contract/index.ts';

const kinds: Readonly<Record<string, GrantParts['kind']>> = {
  subscription: 'refill',
  freemium: 'promotion',
  paid: 'topup',
};

export const lemlist = defineProvider({
  id: 'lemlist',
  name: 'lemlist',
  category: 'data',
  links: {
    home: 'https://www.lemlist.com/',
    keys: 'https://app.lemlist.com/settings/integrations',
    billing: null,
  },
  docs: {
    url: 'https://developer.lemlist.com/api-reference/endpoints/team/get-team-credits',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['LEMLIST_API_KEY'],
    hint: 'An API key from Settings, Integrations. It sees the credits of the team.',
  }),
  summary: 'The credits left, and what they consist of.',
  floor: 100,

  // The user name is empty.
  request: get('https://api.lemlist.com/api/team/credits', basic({ password: 'key' })),
  response: z
    .object({ credits: maybe(numeric), details: maybe(z.object({ remaining: maybe(entriesOf(numeric)) })) })
    .transform(({ credits, details }) => {
      const { total, ...parts } = Object.fromEntries(details?.remaining ?? []);
      return { remaining: total ?? credits, parts };
    })
    .refine(({ remaining }) => remaining !== null),
  reading: ({ remaining, parts }) => ({
    remaining,
    grants: Object.entries(parts)
      .filter(([, left]) => left > 0)
      .map(([name, left]) => ({ kind: kinds[name] ?? 'package', label: labelFrom(name), remaining: left })),
  }),
});
