import { createServer } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRequester } from '../../main/engine/network/requester.ts';
import { enteredHosts } from '../../main/providers/contract/credential.ts';
import type { Provider, ReadResult } from '../../main/providers/contract/provider.ts';
import { providerFiles } from '../../scripts/provider-pages.ts';
import { ok, readErrorSchema, readingSchema } from '../../shared/model/index.ts';
import {
  type Case,
  changedAt,
  type Fixture,
  now,
  type Response,
  readable,
  readFixtures,
} from './fixtures.ts';

// What every provider must hold, generated from its fixture. The answers and refusals of the fixture go over real HTTP,
// through the engine's request layer; what is generated goes to `read` directly.

/** From their files, so that a change counts before `npm run providers` has written the catalogue anew. */
const files = await providerFiles();

interface Received {
  method: string | undefined;
  path: string;
  query: Record<string, string>;
  headers: Record<string, unknown>;
  body: string;
}

let received: Received[] = [];
let steps: readonly Response[] = [];
let origin = '';

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const answer = steps[received.length];
    received.push({
      method: request.method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    });
    // One request more than the fixture tells shows in `received`.
    response.writeHead(answer?.status ?? 599, { ...answer?.headers, connection: 'close' });
    response.end(answer?.body ?? '');
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const page =
  '<!DOCTYPE html>\n<html><head><title>Service</title></head><body>Checking your browser</body></html>';

describe.each(readFixtures().map((fixture) => [fixture.id, fixture] as const))('%s', (id, fixture) => {
  const provider = mustFind(id);
  const { credential, requests, answers, refusals } = fixture;
  const secrets = provider.credentialFields.flatMap(({ id, secret }) =>
    secret ? [credential[id] ?? ''] : [],
  );
  const forms = secrets.flatMap(formsOf);
  const ask = (response: Response | readonly Response[]) => readFrom(provider, credential, response);

  it('has a credential in its fixture for each field', () => {
    const fields = provider.credentialFields.map((field) => field.id);
    expect(Object.keys(credential)).toEqual(fields);
    for (const secret of secrets)
      expect(secret.length, 'an invented value of 12 characters or more').toBeGreaterThan(11);
    expect(answers.length, 'at least one answer').toBeGreaterThan(0);
  });

  it.each(answers.map((answer) => [answer.name, answer] as const))('reads %s', async (_, answer) => {
    const result = await exchange(provider, fixture, answer);
    if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
    readingSchema.parse(result.value);
    expect(readable(result.value)).toMatchObject({ notes: [], ...answer.reads });
    expectNoSecret(result, forms);
  });
  if (requests.length === 0) return;

  it.each(refusals.map((refusal) => [refusal.name, refusal] as const))('says %s', async (_, refusal) => {
    const result = await exchange(provider, fixture, refusal);
    const error = errorOf(result);
    expect(error.kind, `It said “${error.message}”`).toBe(refusal.kind);
    expect(error.message).toContain(refusal.says);
    if (refusal.waitSeconds !== null) expect(error.retryAt).toBe(now + refusal.waitSeconds * 1000);
    expectNoSecret(result, forms);
  });

  const usual = {
    401: 'bad-credential',
    402: 'exhausted',
    403: 'limited-scope',
    404: 'refused',
    408: 'unavailable',
    418: 'refused',
    429: 'rate-limited',
    500: 'unavailable',
    502: 'unavailable',
    503: 'unavailable',
  };
  it.each(Object.entries({ ...usual, ...fixture.statuses }))('calls a bare %s %s', async (status, kind) => {
    const error = errorOf(await ask({ status: Number(status), headers: {}, body: '' }));
    const hint = `It said “${error.message}” If that is right, name it in "statuses" of the fixture`;
    expect(error, hint).toMatchObject({ kind, retryAt: null });
    expect(error.message).toContain(provider.name);
  });
  it('does not blame the key for a web page in its place', async () => {
    expect(errorOf(await ask({ status: 403, headers: {}, body: page })).kind).toBe('unavailable');
    expect(errorOf(await ask({ status: 502, headers: {}, body: page })).kind).toBe('unavailable');
  });

  it.each([
    ['120', now + 120_000],
    ['Sat, 21 Nov 2026 09:10:30 GMT', now + 630_000],
    ['Saturday, 21-Nov-26 09:10:30 GMT', now + 630_000],
    ['Sat Nov 21 09:10:30 2026', now + 630_000],
    ['Tue Dec  1 09:00:00 2026', now + 86_400_000],
    ['Sat, 21 Nov 2026 08:00:00 GMT', now],
    ['soon', null],
  ])('waits as Retry-After says: %s', async (value, retryAt) => {
    const waiting = [429, 503].filter((status) => fixture.statuses[status] !== 'exhausted');
    for (const status of waiting) {
      const result = await ask({ status, headers: { 'retry-after': value }, body: '' });
      expect(errorOf(result).retryAt).toBe(retryAt);
    }
  });

  const whole = answers[0]?.steps.at(-1)?.body ?? '';
  const isJson = /^\s*[[{]/.test(whole);
  // Where the fixture has a bare number among its answers, one is no mistake.
  const isNumber = answers.some(({ steps }) => steps.some(({ body }) => /^\d[\d.]*$/.test(body.trim())));
  const odd = ['[1,2]', ...(isNumber ? [] : ['7']), 'null', '{}', '"text"'];
  it.each([
    ['nothing', ''],
    ['a web page', page],
    ...(isJson ? [['JSON that is cut off', whole.slice(0, -2)]] : []),
    ...(isJson ? odd.map((body) => [body, body]) : []),
  ])('calls %s malformed', async (_, body = '') => {
    const hint =
      'What has to be there is not `maybe`, and a list that has to be there is `listOf(…, { required: true })`.';
    expect(errorOf(await ask({ status: 200, headers: {}, body }), hint).kind).toBe('malformed');
  });

  it.each(answers.map((answer) => [answer.name, answer] as const))(
    'leaves out or names what is wrong in %s',
    async (_, { steps }) => {
      const whole = await ask(steps);
      for (const [index, step] of steps.entries())
        for (const { path, wrong } of wrongParts(step.body)) {
          const changed = (value: unknown) =>
            ask(steps.with(index, { ...step, body: changedAt(step.body, path, value) }));
          const without = await changed(undefined);
          for (const value of wrong)
            expectLeftOut(await changed(value), {
              whole,
              without,
              key: path.findLast((key) => !/^\d+$/.test(key)) ?? '',
              what: `step ${index + 1}: ${path.join('.')} = ${JSON.stringify(value)}`,
              // As a limit, it says that there is none, which is not what is missing.
              silently: value === 1e16,
            });
        }
    },
  );

  it('never repeats the credential', async () => {
    const echoes = secrets.flatMap((secret) => [
      secret,
      `Invalid key ${secret}: no credits`,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('hex'),
      Buffer.from(secret).toString('hex').replaceAll(/(..)/g, '$1:'),
      [...secret].reverse().join(''),
      Array.from(secret, (sign) => `&#${sign.codePointAt(0)};`).join(''),
      ...[1, 2].map((by) => Buffer.from(`${'k'.repeat(by)}${secret}`).toString('base64')),
      `${'x'.repeat(75)}${secret}`,
    ]);
    for (const echo of echoes) {
      for (const status of [200, 400, 403, 418, 429, 500])
        for (const body of [
          echo,
          ...['error', 'message', 'code', 'errorCode'].map((key) => JSON.stringify({ [key]: echo })),
        ])
          expectNoSecret(await ask({ status, headers: {}, body }), forms);
      for (const { steps } of answers)
        for (const [index, step] of steps.entries())
          for (const { path, text } of wrongParts(step.body))
            if (text) {
              const body = changedAt(step.body, path, echo);
              expectNoSecret(await ask(steps.with(index, { ...step, body })), forms);
            }
    }
  });

  it('reads any answer without throwing', async () => {
    const bodies = [...answers, ...refusals].flatMap(({ steps }) => steps.map(({ body }) => body));
    await fc.assert(
      fc.asyncProperty(anyResponse(bodies), async (response) => {
        const result = await ask(response);
        if (result.ok) readingSchema.parse(result.value);
        else readErrorSchema.parse(result.error);
        expectNoSecret(result, forms);
      }),
      { numRuns: 100, seed: 20261121 },
    );
  });
});

/** Over real HTTP; each request must be as the fixture says. */
async function exchange(provider: Provider, { credential }: Fixture, it: Case): Promise<ReadResult> {
  received = [];
  steps = it.steps;
  const requester = createRequester({
    fetch: (url, init) => fetch(url, init),
    endpoints: { [provider.id]: origin },
    now: () => now,
  });
  const entered = enteredHosts(provider.credentialFields, credential);
  const result = await provider.read({ credential, now, request: requester(provider, entered) });
  const expected = it.requests.slice(0, it.steps.length);
  const sent = received.map(({ method, path, query }) => ({ method, path, query }));
  expect(sent, 'The requests that were sent. An answer has one of `steps` for each of them').toEqual(
    expected.map(({ method, path, query }) => ({ method, path, query })),
  );
  for (const [index, { headers, json, form }] of expected.entries()) {
    const body = received[index]?.body ?? '';
    expect(received[index]?.headers).toMatchObject(headers);
    if (form) expect(Object.fromEntries(new URLSearchParams(body))).toEqual(form);
    else expect(body === '' ? undefined : JSON.parse(body)).toEqual(json);
  }
  return result;
}

/** Each request gets its own response; a single one is given to all. */
function readFrom(
  provider: Provider,
  credential: Record<string, string>,
  responses: Response | readonly Response[],
): Promise<ReadResult> {
  let asked = 0;
  const request = async () => {
    const response = 'status' in responses ? responses : responses[asked];
    asked += 1;
    return ok(response ?? { status: 599, headers: {}, body: '' });
  };
  return provider.read({ credential, now, request });
}

function errorOf(result: ReadResult, hint = '') {
  if (result.ok) throw new Error(`It was read as ${JSON.stringify(result.value)}. ${hint}`.trim());
  return readErrorSchema.parse(result.error);
}

/** What a credential may look like where it is repeated. */
const formsOf = (secret: string): string[] => [
  secret,
  secret.toLowerCase(),
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('hex').replaceAll(/(..)/g, '$1:').slice(0, 40),
  [...secret].reverse().join(''),
  Array.from(secret, (sign) => `&#${sign.codePointAt(0)};`).join(''),
  ...[1, 2].map((by) =>
    Buffer.from(secret.slice(3 - by))
      .toString('base64')
      .slice(0, 20),
  ),
  secret.slice(0, Math.ceil(secret.length * 0.7)),
];

/** Called some 300,000 times, so it asks `expect` only once it has found something. */
function expectNoSecret(result: ReadResult, forms: readonly string[]): void {
  const text = JSON.stringify(result);
  for (const form of forms) if (text.includes(form)) expect.fail(`${form} is in ${text}`);
}

/** A wrong part makes no difference, is as if it were missing and noted, or is named as malformed. */
function expectLeftOut(
  result: ReadResult,
  {
    whole,
    without,
    key,
    what,
    silently,
  }: { whole: ReadResult; without: ReadResult; key: string; what: string; silently: boolean },
): void {
  if (!result.ok) {
    expect(['malformed', 'refused'], what).toContain(result.error.kind);
    if (result.error.kind === 'malformed') expect(result.error.message, what).toContain(key);
    if (!isBalance(key))
      expect(without.ok, `${what} hides the account, though it may be missing`).toBe(false);
    return;
  }
  const same = JSON.stringify(result) === JSON.stringify(whole);
  if (same || silently) return;
  expect(withoutNotes(result), what).toEqual(withoutNotes(without));
  expect(result.value.notes, `${what} is noted`).not.toEqual([]);
}

/** What is left follows from other fields where it is missing, but not where it is wrong. */
const isBalance = (key: string) => /^(creditsLeft|balance|remaining)$/.test(key);

const withoutNotes = (result: ReadResult) => (result.ok ? { ...result.value, notes: [] } : result);

interface Part {
  path: string[];
  /** Values that this part may not have. */
  wrong: unknown[];
  text: boolean;
}

/** Every part of a JSON body with what would be wrong in its place. */
function wrongParts(body: string): Part[] {
  return /^\s*[[{]/.test(body) ? partsOf(JSON.parse(body), []) : [];
}

function partsOf(value: unknown, path: string[]): Part[] {
  const here =
    path.length === 0
      ? []
      : [{ path, wrong: wrongFor(value, path.at(-1) ?? ''), text: typeof value === 'string' }];
  if (typeof value !== 'object' || value === null) return here;
  return [...here, ...Object.entries(value).flatMap(([key, part]) => partsOf(part, [...path, key]))];
}

/** An id may be a number or a text. */
function wrongFor(value: unknown, key: string): unknown[] {
  if (value === null) return [];
  if (Array.isArray(value)) return [true, 'n/a', {}];
  if (typeof value === 'object') return [true, 'n/a', []];
  if (typeof value === 'boolean') return ['n/a', {}, []];
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^-?[\d.]+$/.test(value));
  return isNumber && !/id$/i.test(key) ? [true, '', 'n/a', {}, [], 1e16] : [true, {}, []];
}

function anyResponse(bodies: readonly string[]): fc.Arbitrary<Response> {
  const parts = bodies.flatMap((body) => wrongParts(body).map(({ path }) => ({ body, path })));
  const leaf = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.double().map(String),
    fc.constantFrom<unknown>(
      0,
      1,
      -1,
      1e300,
      8.64e15,
      '1e999',
      'success',
      'error',
      '',
      '2026-12-01',
      '\u202e',
    ),
  );
  // Nothing, where no answer is JSON.
  const changed = fc
    .tuple(fc.constantFrom(...(parts.length > 0 ? parts : [{ body: '{}', path: ['left'] }])), leaf)
    .map(([{ body, path }, value]) => changedAt(body, path, value));
  return fc.record({
    status: fc.constantFrom(200, 200, 200, 201, 400, 401, 402, 403, 404, 418, 429, 500, 503),
    headers: fc.dictionary(
      fc.constantFrom('retry-after', 'ratelimit-reset', 'ratelimit', 'content-type'),
      fc.oneof(fc.string(), fc.double().map(String), fc.constantFrom('text/html', 'reset=9')),
    ),
    body: fc.oneof(changed, changed, fc.json(), fc.string()),
  });
}

function mustFind(id: string): Provider {
  const provider = files.find((file) => file.provider.id === id)?.provider;
  if (!provider) throw new Error(`There is no file of a provider “${id}”.`);
  return provider;
}
