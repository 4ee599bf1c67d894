import {
  apiKey,
  bearer,
  defineProvider,
  get,
  isoInstant,
  listOf,
  maybe,
  numeric,
  refuse,
  z,
} from '../contract/index.ts';

export const leonardo = defineProvider({
  id: 'leonardo',
  name: 'Leonardo.Ai',
  category: 'images and video',
  links: { home: 'https://leonardo.ai/', keys: 'https://app.leonardo.ai/api-access' },
  docs: {
    url: 'https://docs.leonardo.ai/reference/getuserself',
    readOn: '2026-11',
    confidence: 'official client',
  },
  credential: apiKey({
    env: ['LEONARDO_API_KEY'],
    hint: 'An API key from the page API access. It sees the tokens of the API plan; those of the web app are separate.',
  }),
  summary: 'The API tokens left, of the plan and bought, when the plan renews, and the jobs at once.',
  unit: { kind: 'tokens' },
  floor: 500,

  request: get('https://cloud.leonardo.ai/api/rest/v1/me', bearer()),
  response: z.object({
    user_details: listOf(
      z.object({
        apiSubscriptionTokens: numeric,
        apiPaidTokens: maybe(numeric).transform((paid) => paid ?? 0),
        apiPlanTokenRenewalDate: maybe(isoInstant),
        apiConcurrencySlots: maybe(numeric),
      }),
      { required: true },
    ),
  }),
  reading({ user_details: [user] }) {
    if (user === undefined) return refuse('malformed', '“user_details” is empty.');
    return {
      remaining: user.apiSubscriptionTokens + user.apiPaidTokens,
      cycle: { renewsAt: user.apiPlanTokenRenewalDate },
      grants: [
        { kind: 'refill' as const, label: 'Plan', remaining: user.apiSubscriptionTokens },
        { kind: 'topup' as const, label: 'Paid tokens', remaining: user.apiPaidTokens },
      ].filter(({ remaining }) => remaining > 0),
      caps: [{ window: 'concurrent', limit: user.apiConcurrencySlots }],
    };
  },
});
