import {
  apiKey,
  defineProvider,
  get,
  header,
  isoInstant,
  maybe,
  numeric,
  type PoolParts,
  pick,
  unlimited,
  z,
} from '../contract/index.ts';

const key = header('authorization', { prefix: 'DeepL-Auth-Key ' });
/** 1e12 stands for no limit. */
const limit = maybe(unlimited(numeric, 1e12));
const inMinutes = numeric.transform((milliseconds) => milliseconds / 60_000);
const documents = { kind: 'count', one: 'document', many: 'documents' } as const;
const speech = { label: 'Speech to text', unit: { kind: 'count', one: 'minute', many: 'minutes' } } as const;

export const deepl = defineProvider({
  id: 'deepl',
  name: 'DeepL',
  category: 'translation',
  links: {
    home: 'https://www.deepl.com/',
    keys: 'https://www.deepl.com/your-account/keys',
    billing: 'https://www.deepl.com/your-account/subscription',
  },
  docs: {
    url: 'https://developers.deepl.com/api-reference/usage-and-quota',
    readOn: '2026-06',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['DEEPL_API_KEY', 'DEEPL_AUTH_KEY'],
    pattern: '^[0-9a-fA-F-]{36}:fx$',
    hint: 'Any API key. Keys of the free API end in “:fx”. Each sees what the account and the key itself used.',
  }),
  unit: { kind: 'characters' },
  floor: 10_000,
  summary: 'The characters left of this billing period, and of the key’s own limit if it has one.',

  // A key is only known on the host of its kind.
  request: pick('key', (value) => (value.endsWith(':fx') ? 'free' : 'pro'), {
    free: get('https://api-free.deepl.com/v2/usage', key),
    pro: get('https://api.deepl.com/v2/usage', key),
  }),
  response: z.object({
    character_count: numeric,
    character_limit: unlimited(numeric, 1e12),
    api_key_character_count: maybe(numeric),
    api_key_character_limit: limit,
    document_count: maybe(numeric),
    document_limit: limit,
    speech_to_text_minutes_count: maybe(numeric),
    speech_to_text_minutes_limit: limit,
    speech_to_text_milliseconds_count: maybe(inMinutes),
    speech_to_text_milliseconds_limit: maybe(unlimited(inMinutes, 1e12)),
    end_time: maybe(isoInstant),
  }),
  reading(told) {
    const cycle = { frequency: 'monthly' as const, renewsAt: told.end_time };
    const pool = (used: number | null, limit: number | null, parts: PoolParts) =>
      limit === null ? null : { used, limit, cycle, ...parts };
    return {
      pools: [
        { used: told.character_count, limit: told.character_limit, cycle },
        pool(told.api_key_character_count, told.api_key_character_limit, { label: 'API key' }),
        pool(told.document_count, told.document_limit, { unit: documents }),
        told.speech_to_text_milliseconds_limit
          ? pool(told.speech_to_text_milliseconds_count, told.speech_to_text_milliseconds_limit, speech)
          : pool(told.speech_to_text_minutes_count, told.speech_to_text_minutes_limit, speech),
      ],
      notes: [told.character_limit === null && 'The plan has no limit of characters.'],
    };
  },
  // A 403 is a wrong key, unless its words speak of scopes; 456 is the end of the quota.
  errors: { status: { 456: 'exhausted', 529: 'rate-limited' }, otherwise: 'bad-credential' },
});
