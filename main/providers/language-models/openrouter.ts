import {
  ask,
  bearer,
  booleanish,
  defineProvider,
  fields,
  get,
  isoInstant,
  maybe,
  numeric,
  optional,
  tidy,
  z,
} from '../contract/index.ts';
import { managementKey } from './openrouter-credits.ts';

const resets = z.enum(['daily', 'weekly', 'monthly']);
const key = z.object({
  limit: maybe(numeric),
  limit_remaining: maybe(numeric),
  limit_reset: maybe(resets),
  usage: numeric,
  usage_daily: maybe(numeric),
  usage_weekly: maybe(numeric),
  usage_monthly: maybe(numeric),
  byok_usage: maybe(numeric),
  byok_usage_daily: maybe(numeric),
  byok_usage_weekly: maybe(numeric),
  byok_usage_monthly: maybe(numeric),
  include_byok_in_limit: maybe(booleanish),
  expires_at: maybe(isoInstant),
});

/** Both count from the account's first day, so neither is the size of anything. */
const totals = z.object({ total_credits: maybe(numeric), total_usage: maybe(numeric) });

export const openrouter = defineProvider({
  id: 'openrouter',
  name: 'OpenRouter',
  category: 'language models',
  links: {
    home: 'https://openrouter.ai/',
    keys: 'https://openrouter.ai/settings/keys',
    billing: 'https://openrouter.ai/settings/credits',
  },
  docs: {
    url: 'https://openrouter.ai/docs/api/api-reference/api-keys/get-current-key',
    readOn: '2026-08',
    confidence: 'official client',
  },
  credential: fields({
    key: {
      env: ['OPENROUTER_API_KEY'],
      prefix: 'sk-or-v1-',
      hint: 'Any API key. It sees its own limit and what it used.',
    },
    managementKey: {
      ...managementKey,
      prefix: 'sk-or-v1-',
      optional: true,
      hint: 'Only if you want to see the account’s credits too: a management key, made on the page for management keys.',
    },
  }),
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The key’s limit with what is left of it and, with a management key, the account’s credits.',

  requests: {
    key: ask(get('https://openrouter.ai/api/v1/key', bearer()), z.object({ data: key })),
    // Whatever is wrong with the second key or its answer, the first one's limit is shown.
    credits: optional(
      ask(
        get('https://openrouter.ai/api/v1/credits', bearer('managementKey')),
        z.object({ data: maybe(totals) }),
      ),
      { on: [401, 403, 404], needs: 'managementKey' },
    ),
  },
  reading({ key: { data }, credits: account }, { credential }) {
    const { limit, limit_reset: frequency } = data;
    const { total_credits: bought = null, total_usage: spent = null } = account?.data ?? {};
    const credits = bought === null || spent === null ? null : { remaining: tidy(bought - spent) };
    return {
      scope: credits ? 'account' : 'key',
      keyExpiresAt: data.expires_at,
      pools: [
        {
          label: 'API key',
          // What a last request took beyond the limit is not owed.
          remaining: data.limit_remaining === null ? null : Math.max(0, data.limit_remaining),
          used: usedOf(data),
          limit,
          // Limits are reset at midnight UTC, on Mondays, on the 1st. This day was all of them.
          cycle: limit === null || frequency === null ? null : { frequency, began: Date.UTC(2024, 0, 1) },
        },
        credits && { label: 'Account credits', ...credits },
      ],
      notes: [
        limit === null && 'This key has no limit of its own.',
        ...(credential.managementKey && !credits
          ? [account ? 'OpenRouter did not tell the account’s credits.' : notAllowed]
          : []),
      ],
    };
  },
});

const notAllowed = 'The account’s credits need a management key; this one may not read them.';

/** What was used since the last reset, with what your own providers' keys cost if that counts towards the limit. */
function usedOf(data: z.infer<typeof key>): number | null {
  const { limit_reset: reset, include_byok_in_limit: byok } = data;
  const used = reset === null ? data.usage : data[`usage_${reset}`];
  const own = reset === null ? data.byok_usage : data[`byok_usage_${reset}`];
  return used === null ? null : tidy(used + (byok ? (own ?? 0) : 0));
}
