import type { Refusal } from './balance.ts';
import { isWhole, type SandboxProvider, type WholeProvider } from './scenarios.ts';

export type Refused = 'missing-credential' | 'bad-credential' | 'forbidden' | 'rate-limited' | 'broken';

export interface ErrorAnswer {
  status: 400 | 401 | 402 | 403 | 429 | 500 | 503;
  body: Record<string, unknown>;
}

/** The Retry-After of a 429, in seconds. */
export const retryAfterSeconds = 30;

const scrapioError = (status: ErrorAnswer['status'], code: string, message: string): ErrorAnswer => ({
  status,
  body: { request_id: 'req_sandbox', error: { code, message } },
});
const capsolverError = (
  status: ErrorAnswer['status'],
  errorCode: string,
  errorDescription: string,
): ErrorAnswer => ({
  status,
  body: { errorId: 1, errorCode, errorDescription },
});
const scraperapiError = (status: ErrorAnswer['status'], error: string): ErrorAnswer => ({
  status,
  body: { error },
});
const crustdataError = (status: ErrorAnswer['status'], message: string): ErrorAnswer => ({
  status,
  body: { message },
});
const spidraError = (status: ErrorAnswer['status'], message: string, more: object = {}): ErrorAnswer => ({
  status,
  body: { status: 'error', message, ...more },
});

const scraperapiUnauthorized = scraperapiError(
  401,
  'Unauthorized request, please make sure your API key is valid.',
);
const capsolverDenied = capsolverError(401, 'ERROR_KEY_DENIED_ACCESS', 'The clientKey is invalid.');

/**
 * How each provider refuses. Statuses and codes are as documented. The wording is too if the documentation has it
 * (Crustdata's 401, Spidra's bad key), and invented in the same style otherwise. CapSolver's status for a bad key is not
 * documented; 401 stands for anything but 2xx.
 */
const errorAnswers: Record<WholeProvider, Record<Refused, ErrorAnswer>> = {
  scraperapi: {
    'missing-credential': scraperapiUnauthorized,
    'bad-credential': scraperapiUnauthorized,
    forbidden: scraperapiError(403, 'You have exhausted the API credits available in this monthly cycle.'),
    'rate-limited': scraperapiError(
      429,
      'You are sending requests to the API faster than your account allows.',
    ),
    broken: scraperapiError(500, 'Internal server error.'),
  },
  crustdata: {
    'missing-credential': crustdataError(401, 'Missing API key in request'),
    'bad-credential': crustdataError(401, 'Invalid API key in request'),
    forbidden: crustdataError(403, 'This API key has no permission for this endpoint'),
    'rate-limited': crustdataError(429, 'Rate limit exceeded'),
    broken: crustdataError(500, 'Internal server error'),
  },
  capsolver: {
    'missing-credential': capsolverError(400, 'ERROR_BAD_REQUEST', 'The clientKey is missing.'),
    'bad-credential': capsolverDenied,
    forbidden: capsolverError(403, 'ERROR_IP_BANNED', 'Too many errors from this address.'),
    'rate-limited': capsolverError(429, 'ERROR_RATE_LIMIT', 'Too many requests.'),
    // The misspelling is theirs.
    broken: capsolverError(500, 'ERROR_SERVICE_UNAVALIABLE', 'The service is temporarily unavailable.'),
  },
  spidra: {
    'missing-credential': spidraError(401, 'API key is required'),
    'bad-credential': spidraError(403, 'Invalid token or API key'),
    forbidden: spidraError(403, 'Credit limit reached. Upgrade your plan or buy a top-up.'),
    'rate-limited': spidraError(429, 'Too many requests, please try again later', {
      retry_after: retryAfterSeconds,
    }),
    broken: spidraError(500, 'Internal server error'),
  },
  scrapio: {
    'missing-credential': scrapioError(401, 'unauthorized', 'Missing bearer token.'),
    'bad-credential': scrapioError(401, 'unauthorized', 'The API key is not valid.'),
    forbidden: scrapioError(403, 'forbidden', 'This key may not use this endpoint.'),
    'rate-limited': scrapioError(429, 'rate_limited', 'Too many requests.'),
    broken: scrapioError(500, 'internal_error', 'Internal server error.'),
  },
};

/** What Scrapio answers when the credits of the cycle, or of an older plan's day, are used up. */
export const scrapioRefusals: Record<Refusal, ErrorAnswer> = {
  exhausted: scrapioError(402, 'credits_exhausted', 'The credits of this billing cycle are used up.'),
  cap: scrapioError(429, 'daily_credit_cap_exceeded', 'The tenant has reached its daily credit cap.'),
};

const plain = (status: ErrorAnswer['status'], error: string): ErrorAnswer => ({ status, body: { error } });
const plainAnswers: Record<Refused, ErrorAnswer> = {
  'missing-credential': plain(401, 'The key is missing.'),
  'bad-credential': plain(401, 'The key is invalid.'),
  forbidden: plain(403, 'This key has no permission.'),
  'rate-limited': plain(429, 'Too many requests.'),
  broken: plain(500, 'Internal server error.'),
};

/** How a provider refuses; in plain words if only its balance is emulated. */
export const errorAnswer = (provider: SandboxProvider, why: Refused): ErrorAnswer =>
  isWhole(provider) ? errorAnswers[provider][why] : plainAnswers[why];

/** Spidra answers a wrong key with 403, so its 401 is the missing header. All others answer a bad key with 401. */
export const unauthorizedAnswer = (provider: SandboxProvider): ErrorAnswer =>
  errorAnswer(provider, provider === 'spidra' ? 'missing-credential' : 'bad-credential');
