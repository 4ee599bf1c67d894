import { describe, expect, it } from 'vitest';
import { apiKey, bearer, defineProvider, get, numeric, z } from '../../main/providers/contract/index.ts';
import { about, answering, json } from './invented.ts';

describe('a key of the wrong kind', () => {
  const provider = defineProvider({
    ...about,
    credential: apiKey({
      env: ['ACME_ADMIN_KEY'],
      prefix: 'sk-admin-',
      hint: 'An admin key.',
      otherKinds: { 'sk-': 'This key is for calls.', 'sk-svc-': 'This is a service key. Make an admin key.' },
    }),
    request: get('https://api.acme.example/left', bearer()),
    response: z.object({ left: numeric }),
    reading: ({ left }) => ({ remaining: left }),
  });
  it('is refused without a request, by the longest prefix', async () => {
    const { ctx, asked } = answering({ key: 'sk-svc-invented-1' });
    expect(await provider.read(ctx)).toEqual({
      ok: false,
      error: {
        kind: 'limited-scope',
        message: 'Acme: This is a service key. Make an admin key.',
        retryAt: null,
      },
    });
    expect(asked).toEqual([]);
  });
  it('is not a key that fits, though another kind begins as it does', async () => {
    const { ctx } = answering({ key: 'sk-admin-invented-1' }, json({ left: 3 }));
    expect(await provider.read(ctx)).toMatchObject({ value: { pools: [{ remaining: 3 }] } });
  });
});
