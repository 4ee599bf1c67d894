import {
  apiKey,
  captchaErrors,
  defineProvider,
  epochSeconds,
  json,
  listOf,
  maybe,
  numeric,
  type PoolParts,
  post,
  z,
} from '../contract/index.ts';

/** A package's token is a secret, so it is not read at all. */
const callPackage = z.object({
  packageId: z.union([z.string().min(1), z.number().transform(String)]),
  title: maybe(z.string()),
  numberOfCalls: numeric,
  status: numeric,
  expireTime: maybe(epochSeconds),
});

export const capsolver = defineProvider({
  id: 'capsolver',
  name: 'CapSolver',
  category: 'captcha solving',
  links: { home: 'https://www.capsolver.com/', keys: 'https://dashboard.capsolver.com/dashboard/overview' },
  docs: {
    url: 'https://docs.capsolver.com/en/guide/api-getbalance',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    label: 'Client key',
    env: ['CAPSOLVER_API_KEY'],
    prefix: 'CAP-',
    hint: 'The account’s API key, on the dashboard’s overview page. Not the token of a package.',
  }),
  summary: 'The balance in US dollars, and active packages with their calls and expiry dates.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: post('https://api.capsolver.com/getBalance', json('clientKey')),
  response: z.object({ balance: numeric, packages: listOf(callPackage) }),
  reading: ({ balance, packages }, { now }) => {
    const active = packages.filter(
      ({ status, expireTime }) => status === 1 && (expireTime === null || expireTime > now),
    );
    const hidden = packages.length - active.length;
    return {
      remaining: balance,
      pools: active.map(packagePool),
      notes: hidden === 0 ? [] : [`${hidden} inactive or expired ${hidden === 1 ? 'package' : 'packages'}.`],
    };
  },
  // No rate limit is published. Repeated errors block the key for 5 minutes, the IP address for 10 to 30 (November 2026).
  errors: {
    ...captchaErrors,
    codes: {
      ...captchaErrors.codes,
      ERROR_KEY_TEMP_BLOCKED: {
        kind: 'rate-limited',
        because: 'has blocked this key for 5 minutes',
        waitSeconds: 300,
      },
      ERROR_IP_BANNED: {
        kind: 'rate-limited',
        because: 'has blocked your IP address for up to 30 minutes',
        waitSeconds: 1800,
      },
      ERROR_RATE_LIMIT: 'rate-limited',
      ERROR_SETTLEMENT_FAILED: 'exhausted',
      // The misspelling is CapSolver's own.
      ERROR_SERVICE_UNAVALIABLE: 'unavailable',
    },
  },
});

/** Each active package is a separate pool, because its calls are not dollars. */
function packagePool(one: z.infer<typeof callPackage>): PoolParts {
  const { packageId: id, numberOfCalls: remaining, expireTime: expiresAt } = one;
  const label = one.title ?? 'Package';
  return {
    id: `package-${id}`,
    label,
    unit: { kind: 'calls' },
    remaining,
    grants: [{ id, kind: 'package', label, remaining, expiresAt }],
  };
}
