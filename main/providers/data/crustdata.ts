import {
  apiKey,
  ask,
  bearer,
  defineProvider,
  firstOf,
  type GrantParts,
  get,
  isoInstant,
  listOf,
  maybe,
  maybes,
  numeric,
  unlimited,
  z,
} from '../contract/index.ts';

/** An entry of `wallets` or `credit_topups`. Its field names are not documented, so several are accepted. */
const lot = z
  .object({
    origin: maybe(z.string()),
    type: maybe(z.string()),
    ...maybes(numeric, 'remaining_credits', 'credits_remaining', 'remaining', 'balance'),
    ...maybes(numeric, 'original_credits', 'credits_original', 'amount'),
    ...maybes(isoInstant, 'expires_at', 'expiry_date', 'expires_on'),
  })
  .transform((row) => ({
    origin: (row.origin ?? row.type ?? '').toLowerCase(),
    remaining: row.remaining_credits ?? row.credits_remaining ?? row.remaining ?? row.balance,
    granted: row.original_credits ?? row.credits_original ?? row.amount,
    expiresAt: row.expires_at ?? row.expiry_date ?? row.expires_on,
  }))
  .refine(({ remaining }) => remaining !== null);
type Lot = z.infer<typeof lot>;

/** Found beside `account` or inside it. */
const lots = { wallets: listOf(lot), credit_topups: listOf(lot) };
const full = z.object({
  account: z.object({
    credits: numeric,
    recurring_credits: maybe(unlimited(numeric, 0)),
    recurring_credits_frequency: maybe(z.string()),
    recurring_credits_refresh_date: maybe(isoInstant),
    credit_rollover: maybe(z.boolean()),
    ...lots,
  }),
  ...lots,
});

// Without this header, /account/credits answers 400.
const version = { headers: { 'x-api-version': '2025-11-01' } };

export const crustdata = defineProvider({
  id: 'crustdata',
  name: 'Crustdata',
  category: 'data',
  links: { home: 'https://crustdata.com/', keys: 'https://app.crustdata.com/' },
  docs: { url: 'https://docs.crustdata.com/general/credits', readOn: '2026-11', confidence: 'documented' },
  // Without a plan, the balance has no limit.
  floor: 100,
  credential: apiKey({
    env: ['CRUSTDATA_API_KEY'],
    hint: 'Any API key from the dashboard. All keys share one balance.',
  }),
  // Checking is free; 300 requests a minute are allowed (documentation, November 2026).
  summary:
    'The credits left, the recurring grant with its next refill and rollover, and top-ups with their expiry dates.',

  requests: {
    // With these statuses, the bare endpoint may still report the balance.
    credits: firstOf(
      ask(get('https://api.crustdata.com/account/credits', bearer(), version), full),
      ask(get('https://api.crustdata.com/user/credits', bearer(), version), z.object({ credits: numeric })),
      { on: [400, 403, 404, 405, 410, 501] },
    ),
  },
  reading({ credits: answer }) {
    if (!('account' in answer)) return { remaining: answer.credits };
    const { account } = answer;
    const limit = account.recurring_credits;
    const word = account.recurring_credits_frequency?.trim().toLowerCase() ?? null;
    const frequency = frequencies.find(([pattern]) => word !== null && pattern.test(word))?.[1] ?? null;
    const rolls = account.credit_rollover;
    const cycle =
      limit === null
        ? null
        : {
            frequency,
            renewsAt: account.recurring_credits_refresh_date,
            rollover: rolls === null ? ('unknown' as const) : rolls ? ('all' as const) : ('none' as const),
          };
    return {
      remaining: account.credits,
      limit,
      cycle,
      grants: grantsOf(answer, limit, cycle?.rollover === 'none' ? cycle.renewsAt : null),
      notes: [
        cycle !== null &&
          word !== null &&
          frequency === null &&
          'Crustdata reports a refill frequency that Fuelgauge does not know.',
      ],
    };
  },
});

const frequencies = [
  [/^daily$/, 'daily'],
  [/^weekly$/, 'weekly'],
  [/^monthly$/, 'monthly'],
  [/^(yearly|annual|annually)$/, 'yearly'],
] as const;

/**
 * In draw order: the recurring grant first, then top-ups by expiry. The top-up wallet has the same credits as
 * `credit_topups`, so it counts only if those are missing.
 */
function grantsOf(
  answer: z.infer<typeof full>,
  refill: number | null,
  lapsesAt: number | null,
): GrantParts[] {
  const { account } = answer;
  const wallets = answer.wallets.length > 0 ? answer.wallets : account.wallets;
  const listed = answer.credit_topups.length > 0 ? answer.credit_topups : account.credit_topups;
  const topups = listed.length > 0 ? listed : wallets.filter(({ origin }) => /top.?up/.test(origin));
  const recurring = wallets.find(({ origin }) => origin.includes('recurring'));
  return [
    ...(recurring ? [recurring] : []).map((wallet) => ({
      id: 'refill',
      kind: 'refill' as const,
      label: 'Recurring credits',
      granted: wallet.granted ?? refill,
      remaining: wallet.remaining ?? 0,
      expiresAt: wallet.expiresAt ?? lapsesAt,
    })),
    ...topups.toSorted((a, b) => (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity)).map(topupGrant),
  ];
}

const origins = new Map<string, Pick<GrantParts, 'kind' | 'label'>>([
  ['auto_topup', { kind: 'topup', label: 'Automatic top-up' }],
  ['granted', { kind: 'promotion', label: 'Granted by Crustdata' }],
]);

/** The answer has no ids, so they are derived from what does not change while a top-up is spent. */
function topupGrant({ origin, granted, remaining, expiresAt }: Lot): GrantParts {
  const { kind, label } = origins.get(origin) ?? { kind: 'topup', label: 'Top-up' };
  return { kind, label, granted, remaining: remaining ?? 0, expiresAt };
}
