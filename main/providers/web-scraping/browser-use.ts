import { apiKey, defineProvider, get, header, isoInstant, maybe, numeric, z } from '../contract/index.ts';

export const browserUse = defineProvider({
  id: 'browser-use',
  name: 'Browser Use Cloud',
  category: 'web scraping',
  links: {
    home: 'https://browser-use.com/',
    keys: 'https://cloud.browser-use.com/settings?tab=api-keys',
    billing: 'https://cloud.browser-use.com/billing',
  },
  docs: {
    url: 'https://docs.browser-use.com/cloud/api-v3/billing/get-account-billing',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['BROWSER_USE_API_KEY'],
    prefix: 'bu_',
    hint: 'Any API key of a project, from the settings. It sees the account’s credits.',
  }),
  summary: 'The balance in US dollars: monthly credits with their end, and bought credits.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://api.browser-use.com/api/v3/billing/account', header('x-browser-use-api-key')),
  response: z.object({
    totalCreditsBalanceUsd: numeric,
    monthlyCreditsBalanceUsd: maybe(numeric),
    additionalCreditsBalanceUsd: maybe(numeric),
    planInfo: maybe(
      z.object({ planName: maybe(z.string()), subscriptionCurrentPeriodEnd: maybe(isoInstant) }),
    ),
  }),
  reading({
    planInfo: plan,
    monthlyCreditsBalanceUsd: monthly,
    additionalCreditsBalanceUsd: bought,
    ...balance
  }) {
    const renewsAt = plan?.subscriptionCurrentPeriodEnd ?? null;
    return {
      plan: plan?.planName ?? null,
      // The sum of the two others.
      remaining: balance.totalCreditsBalanceUsd,
      cycle: { renewsAt },
      grants:
        monthly === null || bought === null
          ? []
          : [
              { kind: 'refill', label: 'Monthly credits', remaining: monthly, expiresAt: renewsAt },
              { kind: 'topup', label: 'Additional credits', remaining: bought },
            ],
    };
  },
  errors: { status: { 404: { kind: 'bad-credential', because: 'it knows no project for this key' } } },
});
