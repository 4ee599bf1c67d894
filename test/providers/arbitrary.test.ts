import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProviderResponse } from '../../main/providers/contract/provider.ts';
import { providers } from '../../main/providers/index.ts';
import { ok, readErrorSchema, readingSchema } from '../../shared/model/index.ts';
import { bodyOf, fixturesOf, keysOf, now } from './exchanges.ts';

// Whatever an endpoint answers, a read ends in a valid reading or a valid error.

const status = fc.constantFrom(200, 200, 200, 201, 400, 401, 402, 403, 404, 418, 429, 500, 503);
const headers = fc.dictionary(
  fc.constantFrom('retry-after', 'ratelimit-reset', 'ratelimit', 'content-type'),
  fc.oneof(
    fc.string(),
    fc.double().map(String),
    fc.constantFrom('text/html', 'reset=9', 'Sat, 99 Nov 2026 GMT'),
  ),
);
const leaf = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.double().map(String),
  fc.constantFrom(
    0,
    1,
    -1,
    1e300,
    8.64e15,
    '1e999',
    'success',
    'error',
    'ERROR_',
    'recurring',
    '',
    '2026-12-01',
  ),
);

describe.each(providers.filter((provider) => provider.hosts.length > 0))('$name', (provider) => {
  const fixtures = fixturesOf(provider.id);
  const credential = fixtures[0]?.credential ?? {};
  const bodies = fixtures.flatMap(({ exchanges }) =>
    exchanges.flatMap(({ exchange }) => exchange.map(({ response }) => bodyOf(response))),
  );
  const keys = [...new Set(bodies.flatMap((body) => keysOf(parsed(body))))];
  const json = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, leaf, tie('object'), fc.array(tie('value'), { maxLength: 3 })),
    object: fc.dictionary(fc.constantFrom(...keys), tie('value')),
  }));
  /** A real answer with one of its fields replaced, wherever it stands. */
  const changed = fc
    .tuple(fc.constantFrom(...bodies), fc.constantFrom(...keys), leaf)
    .map(([body, key, value]) => JSON.stringify(parsed(body), (name, part) => (name === key ? value : part)));
  const body = fc.oneof(
    json.object.map((value) => JSON.stringify(value)),
    changed,
    fc.json(),
    fc.string(),
  );

  it('reads any answer without throwing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.record({ status, headers, body }), async (response: ProviderResponse) => {
        const result = await provider.read({ credential, now, request: async () => ok(response) });
        if (result.ok) readingSchema.parse(result.value);
        else readErrorSchema.parse(result.error);
        expect(JSON.stringify(result)).not.toContain(Object.values(credential)[0]);
      }),
      { numRuns: 1500, seed: 20261121 },
    );
  });
});

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
