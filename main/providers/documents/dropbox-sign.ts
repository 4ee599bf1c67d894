import { apiKey, basic, defineProvider, get, maybe, numeric, type PoolParts, z } from '../contract/index.ts';

export const dropboxSign = defineProvider({
  id: 'dropbox-sign',
  name: 'Dropbox Sign',
  category: 'documents',
  links: {
    home: 'https://sign.dropbox.com/',
    keys: 'https://app.hellosign.com/home/myAccount#api',
    billing: 'https://app.hellosign.com/home/myAccount',
  },
  docs: {
    url: 'https://developers.hellosign.com/api/reference/account',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['DROPBOX_SIGN_API_KEY', 'HELLOSIGN_API_KEY'],
    hint: 'An API key of the account (formerly HelloSign), from the API tab of its settings.',
  }),
  summary:
    'The API signature requests left this period, and the documents, templates and SMS verifications left.',
  unit: { kind: 'requests' },
  floor: 10,

  request: get('https://api.hellosign.com/v3/account', basic({ user: 'key' })),
  response: z.object({
    account: z.object({
      quotas: z.object({
        // Null is no limit.
        api_signature_requests_left: numeric.nullable(),
        documents_left: maybe(numeric),
        templates_left: maybe(numeric),
        sms_verifications_left: maybe(numeric),
      }),
    }),
  }),
  reading({ account: { quotas } }) {
    const requests = quotas.api_signature_requests_left;
    return {
      pools: [
        requests === null ? null : { label: 'API signature requests', remaining: requests },
        left('document', 'documents', quotas.documents_left),
        left('template', 'templates', quotas.templates_left),
        left('SMS verification', 'SMS verifications', quotas.sms_verifications_left),
      ],
      notes: requests === null ? ['API signature requests have no limit.'] : [],
    };
  },
  errors: { message: 'error.error_msg' },
});

const left = (one: string, many: string, remaining: number | null): PoolParts | null =>
  remaining === null ? null : { unit: { kind: 'count', one, many }, remaining };
