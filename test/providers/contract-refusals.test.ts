import { describe, expect, it } from 'vitest';
import { captchaErrors } from '../../main/providers/contract/captcha.ts';
import { received } from '../../main/providers/contract/received.ts';
import { disguisedRefusalOf, type ErrorRules, refusalOf } from '../../main/providers/contract/refusals.ts';
import { now } from './fixtures.ts';
import { json } from './invented.ts';

const judge = (response: ReturnType<typeof json>, rules: ErrorRules = {}) =>
  refusalOf('Acme', received(response), rules, now);
const plain = (body: string, status: number) => ({ status, headers: {}, body });

describe('an answer that is no reading', () => {
  it.each([
    [401, 'anything', 'bad-credential'],
    [402, 'anything', 'exhausted'],
    [403, 'Invalid API key', 'bad-credential'],
    [403, 'Your key was revoked', 'bad-credential'],
    [403, 'You have no credits left', 'exhausted'],
    [403, 'Not allowed', 'limited-scope'],
    [403, 'Your key lacks the permission billing:read', 'limited-scope'],
    [403, 'This API key is not authorized to see the credits', 'limited-scope'],
    [403, 'Forbidden', 'limited-scope'],
    [400, 'API key not valid. Please pass a valid API key.', 'bad-credential'],
    [400, 'range is required', 'refused'],
    [404, 'Unknown API key', 'refused'],
    [405, '', 'refused'],
    [408, '', 'unavailable'],
    [429, 'Rate limit exceeded', 'rate-limited'],
    [429, 'Quota for requests per minute', 'rate-limited'],
    [429, 'INSUFFICIENT_FUNDS_CREDITS', 'exhausted'],
    [429, 'You have not enough credits', 'exhausted'],
    [529, 'overloaded', 'unavailable'],
  ])('is judged by status and words: %i “%s” is %s', (status, message, kind) => {
    for (const body of [
      { error: message },
      { error: { message } },
      { detail: message },
      { errors: [{ message }] },
    ])
      expect(judge(json(body, status))?.kind, JSON.stringify(body)).toBe(kind);
    expect(judge(plain(message, status))?.kind).toBe(kind);
  });
  it('quotes the words that decided, if they are short, without control characters', () => {
    expect(judge(json({ message: 'No credits\u202e\n left' }, 403))?.message).toBe(
      'Acme says the credits are used up. It says: “No credits left”',
    );
    expect(judge(json({ message: `No credits left. ${'Buy more. '.repeat(30)}` }, 403))?.message).toBe(
      'Acme says the credits are used up.',
    );
  });
  it('is none where the status is a success', () => {
    expect(judge(json({ error: 'Invalid key' }))).toBeNull();
  });

  it('is a captcha service’s own code', () => {
    const code = (errorCode: string) => judge(json({ errorId: 1, errorCode }), captchaErrors);
    expect(code('ERROR_KEY_DOES_NOT_EXIST')?.kind).toBe('bad-credential');
    expect(code('ERROR_ZERO_BALANCE')?.kind).toBe('exhausted');
    expect(code('ERROR_IP_BANNED')).toMatchObject({ kind: 'rate-limited', retryAt: now + 1_800_000 });
    expect(code('ERROR_NO_SUCH_METHOD')?.kind).toBe('refused');
    expect(judge(json({ errorId: 0, balance: 1 }), captchaErrors)).toBeNull();
    expect(judge(json({ errorId: '2' }), captchaErrors)?.kind).toBe('refused');
  });
  it('has its code where a function finds it', () => {
    const rules: ErrorRules = {
      code: (body, text) => Object.keys(body)[0] ?? /^ERROR (\d+)/.exec(text)?.[1] ?? '',
      codes: { token: 'bad-credential', 130: 'limited-scope' },
    };
    expect(judge(json({ token: 'Unknown.' }), rules)?.kind).toBe('bad-credential');
    expect(judge(plain('ERROR 130 :: API DISABLED', 200), rules)?.kind).toBe('limited-scope');
    expect(judge(plain('1,000', 200), rules)).toBeNull();
  });

  it('is what a provider’s own words mean, whatever the status, but in a success', () => {
    const rules: ErrorRules = {
      words: [
        [/\badmin key\b/i, { kind: 'limited-scope', because: 'it needs an admin key' }],
        [/limit reached/i, 'exhausted'],
      ],
      status: { 409: 'unavailable' },
      in200: (body) => body.ok === false,
    };
    for (const status of [401, 403, 409])
      expect(judge(json({ error: 'Use an admin key' }, status), rules)?.message).toBe(
        'Acme does not let this key read the balance: it needs an admin key.',
      );
    expect(judge(json({ ok: false, error: 'Monthly limit reached' }), rules)?.kind).toBe('exhausted');
    expect(judge(json({ error: 'Monthly limit reached' }), rules)).toBeNull();
    expect(judge(json({ error: 'Wrong key' }, 401), rules)?.kind).toBe('bad-credential');
    expect(judge(json({}, 409), rules)?.kind).toBe('unavailable');
    for (const page of ['<html>Limit reached</html>', 'error code: 1010'])
      expect(judge(plain(page, 403), rules)?.kind).toBe('unavailable');
    // Nor is a web page what the provider means by its status.
    expect(judge(plain('<html>Conflict</html>', 409), rules)?.kind).toBe('refused');
  });

  const rules: ErrorRules = {
    message: 'meta.text',
    code: 'meta.code',
    codes: {
      OUT_OF_CREDITS: 'exhausted',
      OVERDUE: { kind: 'exhausted', because: 'a payment is overdue' },
      BANNED: { kind: 'rate-limited', because: 'blocks this key', waitSeconds: 300 },
      'KEY_*': 'bad-credential',
      1004: 'limited-scope',
    },
    status: { 456: 'exhausted', 404: { kind: 'bad-credential', because: 'there is no such project' } },
    in200: (body) => body.ok === false,
    otherwise: 'limited-scope',
    waitSeconds: 'meta.wait',
  };
  it.each([
    [json({ meta: { code: 'OUT_OF_CREDITS' } }), 'exhausted', 'used up'],
    [json({ meta: { code: 'OUT_OF_CREDITS' } }, 401), 'exhausted', 'used up'],
    [json({ meta: { code: 'OVERDUE' } }, 500), 'exhausted', 'a payment is overdue'],
    [json({ meta: { code: 'KEY_GONE' } }, 400), 'bad-credential', 'invalid'],
    [json({ meta: { code: 1004 } }), 'limited-scope', 'read the balance'],
    [json({}, 456), 'exhausted', 'used up'],
    [json({}, 404), 'bad-credential', 'no such project'],
    [plain('<html>Not found</html>', 404), 'refused', '404'],
    [json({ ok: false, meta: { text: 'Unknown key' } }), 'bad-credential', 'invalid'],
    [json({ ok: false, meta: { text: 'Something' } }), 'limited-scope', 'Something'],
    [json({ ok: false, message: 'Unknown key' }), 'limited-scope', 'read the balance'],
  ])('is judged by what the provider says of itself: %#', (response, kind, words) => {
    expect(judge(response, rules)).toMatchObject({ kind, message: expect.stringContaining(words) });
  });
  it('is not judged by a code that only looks like one of an object', () => {
    expect(judge(json({ meta: { code: 'constructor' } }), rules)).toBeNull();
  });

  it('says when to ask again: headers, then the body, then the code, then the RateLimit headers', () => {
    const wait = (response: ReturnType<typeof json>) => {
      const at = judge(response, rules)?.retryAt ?? null;
      return at === null ? null : (at - now) / 1000;
    };
    const body = { meta: { code: 'BANNED', wait: '90' } };
    expect(wait(json(body, 429, { 'retry-after': '20' }))).toBe(20);
    expect(wait(json(body, 429))).toBe(90);
    expect(wait(json({ meta: { code: 'BANNED' } }))).toBe(300);
    expect(wait(json({}, 429, { 'ratelimit-reset': '600' }))).toBe(600);
    expect(wait(json({}, 429, { 'x-ratelimit-reset': String(now / 1000 + 420) }))).toBe(420);
    expect(wait(json({}, 429, { 'x-ratelimit-reset': String(now + 5000) }))).toBe(5);
    expect(wait(json({}, 429, { ratelimit: 'limit=300, remaining=0, reset=120' }))).toBe(120);
    expect(wait(json({}, 429, { ratelimit: '"default";r=0;t=30' }))).toBe(30);
    expect(wait(json({}, 429))).toBeNull();
    expect(wait(json({}, 429, { 'retry-after': '99999999999' }))).toBe(86_400);
    expect(judge(json({}, 402, { 'retry-after': '20' }), rules)?.retryAt).toBeNull();
  });
});

describe('an error that comes as a success without what was asked for', () => {
  const disguised = (body: unknown) => disguisedRefusalOf('Acme', received(json(body)), {}, now);
  it.each([
    [{ message: 'Invalid API key in request' }, 'bad-credential'],
    [{ error: { message: 'The API key provided is not valid.' } }, 'bad-credential'],
    [{ code: 401, success: false }, 'bad-credential'],
    [{ status: 'error', message: 'unauthorized' }, 'bad-credential'],
    [{ status: { error_code: 1001, error_message: 'This API Key is invalid.' } }, 'bad-credential'],
    [{ error: 'invalid_api_key' }, 'bad-credential'],
    [{ errors: [{ code: 'AUTHENTICATION_FAILED', detail: 'Authentication failed' }] }, 'bad-credential'],
    [{ result: { error: 'Unknown key: no credits' } }, 'bad-credential'],
    ['Invalid token', 'bad-credential'],
    [{ status: 'error', message: 'The api_key is wrong' }, 'bad-credential'],
    [{ message: 'Your apikey has been revoked' }, 'bad-credential'],
    [{ message: 'accessToken expired' }, 'bad-credential'],
    [{ message: 'Unknown secret_key' }, 'bad-credential'],
    [{ success: false, msg: 'Insufficient credits' }, 'exhausted'],
    [{ error: { code: 402 } }, 'exhausted'],
    [{ detail: 'Rate limit exceeded' }, 'rate-limited'],
    [{ statusCode: '429' }, 'rate-limited'],
    [{ message: 'Missing permission: billing' }, 'limited-scope'],
    [{ message: 'Down for maintenance' }, 'unavailable'],
  ])('is what it says: %j', (body, kind) => {
    expect(disguised(body)).toMatchObject({ kind });
  });
  it.each([
    [{}],
    [[]],
    [{ status: 'ok', data: {} }],
    [{ message: 'Welcome' }],
    [{ message: 'Your key was used 12 times' }],
    [{ account: { name: 'Key & Token Ltd' } }],
    [{ title: 'Tokens and credits', code: 200 }],
    [{ plan: 'no credits' }],
    [{ error: null }],
  ])('is not guessed: %j', (body) => {
    expect(disguised(body)).toBeNull();
  });
  it('is not told by the fields of JSON that is cut off', () => {
    const cut = plain('{"rateLimits":{"daily":{"limit":9},"unauthorized":', 200);
    expect(disguisedRefusalOf('Acme', received(cut), {}, now)).toBeNull();
  });
});
