import {
  apiKey,
  defineProvider,
  epochSeconds,
  get,
  header,
  maybe,
  numeric,
  unlimited,
  z,
} from '../contract/index.ts';

const noRight = { kind: 'limited-scope', because: 'it needs the permission user_read' } as const;
const unlimitedUse = 'Use beyond the plan is allowed without a limit, and charged.';
const frequencies = new Map([
  ['monthly_period', 'monthly' as const],
  ['annual_period', 'yearly' as const],
]);

export const elevenlabs = defineProvider({
  id: 'elevenlabs',
  name: 'ElevenLabs',
  category: 'speech',
  links: {
    home: 'https://elevenlabs.io/',
    keys: 'https://elevenlabs.io/app/settings/api-keys',
    billing: 'https://elevenlabs.io/app/subscription',
  },
  docs: {
    url: 'https://elevenlabs.io/docs/api-reference/user/subscription/get',
    readOn: '2026-07',
    confidence: 'official client',
  },
  credential: apiKey({
    env: ['ELEVENLABS_API_KEY', 'XI_API_KEY'],
    pattern: '^sk_[a-f0-9]{48}$',
    hint: 'An API key with the permission to read the user (user_read). It sees the whole account.',
  }),
  unit: { kind: 'characters' },
  floor: 10_000,
  summary: 'The characters left of the plan, when they are reset, and what is allowed beyond them.',

  request: get('https://api.elevenlabs.io/v1/user/subscription', header('xi-api-key')),
  response: z.object({
    tier: maybe(z.string()),
    character_count: numeric,
    // 0 or less: the account is not metered.
    character_limit: unlimited(numeric, 0),
    max_credit_limit_extension: maybe(unlimited(numeric).transform((most) => most ?? Infinity)),
    next_character_count_reset_unix: maybe(epochSeconds),
    character_refresh_period: maybe(z.string().transform((period) => frequencies.get(period) ?? null)),
  }),
  reading: ({ character_count: used, character_limit: limit, ...plan }) => {
    const beyond = plan.max_credit_limit_extension ?? 0;
    return {
      plan: plan.tier,
      pools: [
        {
          used,
          // Where use goes on without a limit, a plan that is used up is no end.
          limit: beyond === Infinity && limit !== null && used >= limit ? null : limit,
          cycle: { frequency: plan.character_refresh_period, renewsAt: plan.next_character_count_reset_unix },
        },
        // With an extension the service goes on, at a price, when the plan is used up.
        limit !== null && beyond > 0 && beyond < Infinity
          ? { label: 'Beyond the plan', used: Math.max(0, used - limit), limit: beyond }
          : null,
      ],
      notes:
        limit === null ? ['There is no limit of characters.'] : beyond === Infinity ? [unlimitedUse] : [],
    };
  },
  errors: { code: 'detail.status', codes: { missing_permissions: noRight, quota_exceeded: 'exhausted' } },
});
