import {
  apiKey,
  bearer,
  booleanish,
  defineProvider,
  get,
  maybe,
  numeric,
  refuse,
  someOf,
  tidy,
  z,
} from '../contract/index.ts';

/** New accounts may still tell 0 seconds beside their conversions. */
const conversions = z
  .object({
    ConversionsTotal: maybe(numeric),
    ConversionsConsumed: maybe(numeric),
    SecondsLeft: maybe(numeric),
  })
  .transform(({ ConversionsTotal: limit, ConversionsConsumed: used, SecondsLeft: seconds }) =>
    limit === null || used === null
      ? { conversions: null, seconds }
      : { conversions: { remaining: tidy(limit - used), used, limit }, seconds: seconds || null },
  );

export const convertapi = defineProvider({
  id: 'convertapi',
  name: 'ConvertAPI',
  category: 'documents',
  links: {
    home: 'https://www.convertapi.com/',
    keys: 'https://www.convertapi.com/a/authentication',
    billing: 'https://www.convertapi.com/prices',
  },
  docs: { url: 'https://www.convertapi.com/doc/user', readOn: '2024-09', confidence: 'official client' },
  credential: apiKey({
    label: 'API token',
    env: ['CONVERTAPI_SECRET', 'CONVERT_API_SECRET'],
    hint: 'An API token or the secret, from the account’s page for authentication.',
  }),
  summary: 'The conversions left of the plan; below zero once you use more. Old accounts have seconds.',
  unit: { kind: 'count', one: 'conversion', many: 'conversions' },

  request: get('https://v2.convertapi.com/user', bearer()),
  response: z.object({ Active: maybe(booleanish) }).and(someOf(conversions)),
  reading: ({ Active: active, conversions, seconds }) =>
    active === false
      ? refuse('exhausted', 'The account is not active.')
      : {
          pools: [
            conversions,
            seconds === null
              ? null
              : { unit: { kind: 'count', one: 'second', many: 'seconds' }, remaining: seconds },
          ],
        },
  errors: { message: 'Message' },
});
