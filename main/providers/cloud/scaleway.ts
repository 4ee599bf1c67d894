import {
  defineProvider,
  fields,
  get,
  header,
  isoInstant,
  leftOf,
  listOf,
  maybe,
  numeric,
  z,
} from '../contract/index.ts';

const discount = z.object({
  id: maybe(z.string()),
  mode: maybe(z.string()),
  value: maybe(numeric),
  value_remaining: numeric,
  start_date: maybe(isoInstant),
  stop_date: maybe(isoInstant),
  coupon: maybe(z.object({ description: maybe(z.string()) })),
});

export const scaleway = defineProvider({
  id: 'scaleway',
  name: 'Scaleway',
  category: 'cloud',
  links: {
    home: 'https://www.scaleway.com/',
    keys: 'https://console.scaleway.com/iam/api-keys',
    billing: 'https://console.scaleway.com/billing',
  },
  docs: {
    url: 'https://www.scaleway.com/en/developers/api/billing/',
    readOn: '2026-11',
    confidence: 'official client',
  },
  credential: fields({
    organization: {
      label: 'Organization ID',
      env: ['SCW_DEFAULT_ORGANIZATION_ID', 'SCW_ORGANIZATION_ID'],
      hint: 'The ID of the organization, on its page of settings.',
      secret: false,
    },
    key: {
      label: 'Secret key',
      env: ['SCW_SECRET_KEY', 'SCALEWAY_SECRET_KEY'],
      hint: 'The secret key of an API key with the permission set BillingReadOnly, not its access key.',
    },
  }),
  summary: 'The vouchers that are valid, with what is left of them in euros and when they expire.',
  unit: { kind: 'money', code: 'EUR' },

  request: get(
    'https://api.scaleway.com/billing/v2beta1/discounts?organization_id={organization}',
    header('x-auth-token'),
  ),
  response: z.object({ discounts: listOf(discount, { required: true }) }),
  reading({ discounts }, { now }) {
    // Some discounts are a percentage of the bill and have no value.
    const valid = discounts.filter(
      ({ mode, start_date: start, stop_date: stop }) =>
        mode !== 'discount_mode_rate' && (start ?? now) <= now && (stop === null || stop > now),
    );
    const grants = valid.map((one) => ({
      kind: 'promotion' as const,
      ...(one.id !== null && { id: one.id }),
      label: one.coupon?.description ?? 'Voucher',
      granted: one.value,
      remaining: one.value_remaining,
      grantedAt: one.start_date,
      expiresAt: one.stop_date,
    }));
    return { label: 'Vouchers', remaining: leftOf(grants), grants };
  },
});
