import { expect, it } from 'vitest';
import { apiKey, bearer, defineProvider, get, numeric, z } from '../../main/providers/contract/index.ts';
import { loadedLater } from '../../main/providers/contract/provider.ts';
import { ok } from '../../shared/model/index.ts';
import { about, answering, json } from './invented.ts';

const acme = defineProvider({
  ...about,
  credential: apiKey({ env: ['ACME_API_KEY'], hint: 'Any key will do.' }),
  request: get('https://api.acme.example/credits', bearer()),
  response: z.object({ left: numeric }),
  reading: ({ left }) => ({ remaining: left }),
});
const { read: _, ...data } = acme;

it('loads a provider’s code with its first check', async () => {
  let loaded = 0;
  const later = loadedLater(data, async () => {
    loaded += 1;
    return acme;
  });
  expect(later).toMatchObject({ id: 'acme', hosts: ['api.acme.example'] });
  expect(loaded).toBe(0);
  const read = await later.read(answering({ key: 'invented-key-1' }, json({ left: 812 })).ctx);
  expect(read).toMatchObject(ok({ pools: [{ remaining: 812 }] }));
  expect(loaded).toBe(1);
});

it('says so if the code is gone, and does not blame the provider', async () => {
  const later = loadedLater(data, () => Promise.reject(new Error('no such file')));
  const { ctx, asked } = answering({ key: 'invented-key-1' }, json({ left: 812 }));
  expect(await later.read(ctx)).toEqual({
    ok: false,
    error: {
      kind: 'malformed',
      message:
        'The part of Fuelgauge that reads Acme is missing. If Fuelgauge was updated while it ran, restart it.',
      retryAt: null,
    },
  });
  expect(asked).toEqual([]);
});
