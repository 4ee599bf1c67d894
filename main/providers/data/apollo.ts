import {
  apiKey,
  ask,
  dayMs,
  defineProvider,
  entriesOf,
  firstOf,
  get,
  header,
  isoInstant,
  labelFrom,
  maybe,
  numeric,
  post,
  z,
} from '../contract/index.ts';

const key = header('x-api-key');
const count = z.object({ limit: numeric, consumed: maybe(numeric), left_over: maybe(numeric) });
const usage = z.object({
  // One member for each kind of credit; Apollo adds kinds.
  credit_usage_stats: entriesOf(count),
  current_credit_cycle: maybe(z.object({ start_date: maybe(isoInstant), end_date: maybe(isoInstant) })),
});
/** Its `num_credits_remaining` is no longer kept up to date, so it is not read. */
const profile = z.object({ effective_num_lead_credits: numeric, total_unified_credits_used: numeric });

export const apollo = defineProvider({
  id: 'apollo',
  name: 'Apollo',
  category: 'data',
  links: {
    home: 'https://www.apollo.io/',
    keys: 'https://app.apollo.io/#/settings/integrations/api',
    billing: 'https://app.apollo.io/#/settings/plans/upgrade',
  },
  docs: {
    url: 'https://docs.apollo.io/reference/view-credit-usage-stats',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['APOLLO_API_KEY'],
    hint: 'A master key, or one with the endpoint usage_stats/credit_usage_stats: it sees all credits of the team. Others see lead credits at most.',
  }),
  summary: 'What is left of each kind of credit, and when the cycle ends.',

  requests: {
    credits: firstOf(
      ask(post('https://api.apollo.io/api/v1/usage_stats/credit_usage_stats', key), usage),
      ask(get('https://api.apollo.io/api/v1/users/api_profile?include_credit_usage=true', key), profile),
      { on: [403] },
    ),
  },
  reading({ credits }) {
    if ('total_unified_credits_used' in credits)
      return {
        label: 'Lead credits',
        used: credits.total_unified_credits_used,
        limit: credits.effective_num_lead_credits,
      };
    const { start_date: start = null, end_date: end = null } = credits.current_credit_cycle ?? {};
    const isLong = start !== null && end !== null && end - start > 32 * dayMs;
    return {
      pools: credits.credit_usage_stats
        .filter(([, { limit }]) => limit > 0)
        .map(([kind, { limit, consumed, left_over }]) => ({
          id: kind,
          label: labelFrom(kind).replace(/credit$/, 'credits'),
          remaining: left_over,
          used: consumed,
          limit,
          cycle: { frequency: isLong ? 'yearly' : 'monthly', renewsAt: end },
        })),
    };
  },
  errors: { code: 'error_code', codes: { API_INACCESSIBLE: 'limited-scope' } },
});
