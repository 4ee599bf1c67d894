import { basic, countdown, defineProvider, fields, get, maybe, numeric, z } from '../contract/index.ts';

export const verifalia = defineProvider({
  id: 'verifalia',
  name: 'Verifalia',
  category: 'email checks',
  links: { home: 'https://verifalia.com/', keys: 'https://app.verifalia.com/' },
  docs: { url: 'https://verifalia.com/developers', readOn: '2026-11', confidence: 'official client' },
  credential: fields({
    username: {
      label: 'User name',
      env: ['VERIFALIA_USERNAME'],
      hint: 'The name of a user or the key of an app, from the client area, with the right to read credits.',
      secret: false,
    },
    password: {
      label: 'Password',
      env: ['VERIFALIA_PASSWORD'],
      hint: 'The password of that user. It sees the whole account’s credits.',
    },
  }),
  summary: 'The credits of packs left, and the free credits left today.',
  floor: 100,

  request: get(
    'https://api.verifalia.com/v2.7/credits/balance',
    basic({ user: 'username', password: 'password' }),
    { headers: { accept: 'application/json' } },
  ),
  response: z.object({
    creditPacks: numeric,
    freeCredits: maybe(numeric),
    freeCreditsResetIn: maybe(countdown),
  }),
  reading: ({ creditPacks, freeCredits, freeCreditsResetIn: resetsIn }, { now }) => ({
    pools: [
      { label: 'Credit packs', remaining: creditPacks },
      freeCredits === null
        ? null
        : {
            label: 'Free credits',
            remaining: freeCredits,
            cycle: {
              frequency: 'daily',
              renewsAt: resetsIn === null ? null : now + resetsIn,
              rollover: 'none',
            },
          },
    ],
  }),
});
