import { apiKey, booleanish, defineProvider, header, maybe, numeric, post, z } from '../contract/index.ts';

export const leadmagic = defineProvider({
  id: 'leadmagic',
  name: 'LeadMagic',
  category: 'data',
  links: { home: 'https://leadmagic.io/', keys: 'https://app.leadmagic.io/' },
  docs: { url: 'https://leadmagic.io/docs', readOn: '2026-09', confidence: 'recorded' },
  credential: apiKey({
    env: ['LEADMAGIC_API_KEY'],
    hint: 'The API key from the app. It sees the account’s credits.',
  }),
  summary: 'The credits that can be spent, without frozen ones.',
  floor: 100,

  request: post('https://api.leadmagic.io/v1/credits', header('x-api-key')),
  response: z.object({
    credits: numeric,
    credits_liquid: maybe(numeric),
    credits_frozen: maybe(numeric),
    is_frozen: maybe(booleanish),
  }),
  reading: ({ credits, credits_liquid: liquid, credits_frozen: frozen, is_frozen }) => ({
    remaining: liquid ?? credits,
    notes: is_frozen || frozen ? [`LeadMagic has frozen ${frozen ?? 'your'} credits.`] : [],
  }),
});
