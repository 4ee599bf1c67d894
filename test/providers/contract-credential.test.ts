import { describe, expect, it } from 'vitest';
import { apiKey, bearer, defineProvider, get, numeric, z } from '../../main/providers/contract/index.ts';
import { about, answering, json } from './invented.ts';

describe('a description', () => {
  const described = (links: { home: string; keys: string; billing?: string | null }) =>
    defineProvider({
      ...about,
      links,
      credential: apiKey({ env: ['ACME_KEY'], hint: 'Any key.' }),
      request: get('https://api.acme.example/left', bearer()),
      response: z.object({ left: numeric }),
      reading: ({ left }) => ({ remaining: left }),
    });
  const links = { home: 'https://acme.example/', keys: 'https://acme.example/keys' };

  it('has its billing where the keys are, unless it says otherwise', () => {
    expect(described(links).billingPage).toBe(links.keys);
    expect(described({ ...links, billing: null }).billingPage).toBeNull();
    expect(described({ ...links, billing: links.home }).billingPage).toBe(links.home);
  });
  it('calls a key so', () => {
    expect(described(links).credentialFields).toMatchObject([{ id: 'key', label: 'API key', secret: true }]);
  });
});

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
