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
  unlimited,
  z,
} from '../contract/index.ts';

export const decodo = defineProvider({
  id: 'decodo',
  name: 'Decodo',
  category: 'proxies',
  links: { home: 'https://decodo.com/', keys: 'https://dashboard.decodo.com/' },
  docs: { url: 'https://help.decodo.com/', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['DECODO_API_KEY', 'SMARTPROXY_API_KEY'],
    hint: 'An API key from the dashboard’s settings (formerly Smartproxy). Not the password of a proxy user.',
  }),
  summary: 'The traffic left of each subscription in this period. Datacenter and ISP plans have no figures.',
  unit: { kind: 'count', one: 'GB', many: 'GB' },
  floor: 1,

  request: get('https://api.decodo.com/v2/subscriptions', header('authorization')),
  response: listOf(
    z.object({
      service_type: maybe(z.string()),
      traffic_limit: maybe(unlimited(numeric, 0)),
      traffic_per_period: maybe(numeric),
      valid_until: maybe(isoInstant),
    }),
    { required: true },
  ),
  reading(subscriptions) {
    const pools = subscriptions
      .filter((one) => one.traffic_limit !== null || one.traffic_per_period !== null)
      .map((one) => ({
        label: labelFrom(one.service_type ?? 'traffic'),
        used: one.traffic_per_period,
        limit: one.traffic_limit,
        cycle: { renewsAt: one.valid_until },
      }));
    return {
      pools,
      notes:
        pools.length > 0 ? [] : ['No subscription has traffic figures. Datacenter and ISP plans have none.'],
    };
  },
});
