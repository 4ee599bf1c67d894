import {
  apiKey,
  defineProvider,
  get,
  header,
  isoInstant,
  labelFrom,
  listOf,
  maybe,
  numeric,
  z,
} from '../contract/index.ts';

const row = z.object({ type: z.string(), credits: numeric, endDate: maybe(isoInstant) });

export const brevo = defineProvider({
  id: 'brevo',
  name: 'Brevo',
  category: 'email',
  links: {
    home: 'https://www.brevo.com/',
    keys: 'https://app.brevo.com/settings/keys/api',
    billing: 'https://app.brevo.com/billing/account/plan',
  },
  docs: {
    url: 'https://developers.brevo.com/reference/get-account',
    readOn: '2026-03',
    confidence: 'official client',
  },
  credential: apiKey({
    env: ['BREVO_API_KEY', 'SENDINBLUE_API_KEY'],
    prefix: 'xkeysib-',
    otherKinds: { 'xsmtpsib-': 'This key is for SMTP. Make an API key on the page for API keys.' },
    hint: 'Any API key. Each sees the plans of the whole account.',
  }),
  unit: { kind: 'count', one: 'email', many: 'emails' },
  floor: 100,
  summary: 'The emails and SMS credits left of each plan, and when they renew.',

  request: get('https://api.brevo.com/v3/account', header('api-key')),
  // The answer also has the key of the marketing automation, which is not read.
  response: z.object({ plan: listOf(row, { required: true }) }),
  reading: ({ plan }) => ({
    pools: plan.map(({ type, credits, endDate }) => ({
      id: type.toLowerCase(),
      label: labelFrom(type.replace('payAsYouGo', 'pay as you go').replace('sms', 'SMS')),
      ...(type === 'sms' && { unit: { kind: 'credits' as const } }),
      remaining: credits,
      cycle: cycleOf(type, endDate),
    })),
  }),
  // Brevo answers 401 to an IP address that is not on the account's list, too.
  errors: { words: [[/\bIP\b/, { kind: 'limited-scope', because: 'your IP address is not on its list' }]] },
});

function cycleOf(type: string, renewsAt: number | null) {
  if (type === 'free') return { frequency: 'daily' as const, renewsAt };
  return type === 'subscription' ? { frequency: 'monthly or yearly' as const, renewsAt } : null;
}
