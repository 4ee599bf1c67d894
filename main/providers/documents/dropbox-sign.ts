import { apiKey, basic, defineProvider, get, maybe, numeric, someOf, z } from '../contract/index.ts';

const requests = { kind: 'requests' } as const;
const counted = (one: string) => ({ kind: 'count' as const, one, many: `${one}s` });
/** Null is no limit; a quota that is missing is another plan's. */
const quota = z.preprocess(
  (left) => (left === null ? 'no limit' : left),
  maybe(z.union([z.literal('no limit'), numeric])),
);

export const dropboxSign = defineProvider({
  id: 'dropbox-sign',
  name: 'Dropbox Sign',
  alsoCalled: ['HelloSign'],
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
  summary: 'The API signature requests, documents, templates and SMS verifications left.',
  unit: requests,
  floor: 10,

  request: get('https://api.hellosign.com/v3/account', basic({ user: 'key' })),
  response: z.object({
    account: z.object({
      quotas: someOf(
        z.object({
          api_signature_requests_left: quota,
          documents_left: quota,
          templates_left: quota,
          sms_verifications_left: quota,
        }),
      ),
    }),
  }),
  reading({ account: { quotas } }) {
    const all = [
      { label: 'API signature requests', unit: requests, left: quotas.api_signature_requests_left },
      { label: 'Documents', unit: counted('document'), left: quotas.documents_left },
      { label: 'Templates', unit: counted('template'), left: quotas.templates_left },
      { label: 'SMS verifications', unit: counted('SMS verification'), left: quotas.sms_verifications_left },
    ].filter(({ left }) => left !== null);
    return {
      pools: all.map(({ left, ...pool }) => ({ ...pool, remaining: left === 'no limit' ? null : left })),
      notes: all.flatMap(({ label, left }) => (left === 'no limit' ? `${label} have no limit.` : [])),
    };
  },
  errors: { message: 'error.error_msg' },
});
