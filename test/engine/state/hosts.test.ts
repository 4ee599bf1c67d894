import { describe, expect, it } from 'vitest';
import { hostsInUse } from '../../../main/engine/state/hosts.ts';
import { accountSchema } from '../../../shared/model/index.ts';
import { now, providers } from '../../helpers/states.ts';

const account = (
  id: string,
  provider: string,
  attemptedAt: number | null,
  intervalMs: number | null = null,
) => ({
  account: accountSchema.parse({
    id,
    provider,
    label: id,
    createdAt: now,
    credential: { kind: 'vault' },
    credentialEnd: null,
    intervalMs,
  }),
  provider: providers.find((one) => one.id === provider) ?? never(provider),
  attemptedAt,
});

describe('the hosts in use', () => {
  const accounts = [
    account('a1', 'crustdata', null),
    account('a2', 'scraperapi', now - 60_000, 900_000),
    account('a3', 'scraperapi', now - 90_000),
    account('a4', 'scrapio', null),
  ];

  it('are those of providers with accounts, in the order of the catalogue, once each', () => {
    expect(hostsInUse(providers, accounts, {})).toEqual([
      {
        host: 'api.scraperapi.example',
        provider: 'scraperapi',
        accounts: 2,
        everyMs: 300_000,
        lastAt: now - 60_000,
      },
      { host: 'api.crustdata.example', provider: 'crustdata', accounts: 1, everyMs: 300_000, lastAt: null },
    ]);
    expect(hostsInUse(providers, [], {})).toEqual([]);
  });

  it('are the stand-ins where there are some, but none for who is never asked', () => {
    const endpoints = { crustdata: 'http://127.0.0.1:4871', scrapio: 'http://127.0.0.1:4871' };
    expect(hostsInUse(providers, accounts, endpoints).map(({ host }) => host)).toEqual([
      'api.scraperapi.example',
      '127.0.0.1:4871',
    ]);
  });

  it('goes over the accounts once, however many providers there are', () => {
    let visits = 0;
    const counted = {
      *[Symbol.iterator]() {
        visits += 1;
        yield* accounts;
      },
    };
    expect(hostsInUse(providers, counted, {})).toHaveLength(2);
    expect(visits).toBe(1);
  });
});

function never(id: string): never {
  throw new Error(`There is no provider “${id}”.`);
}
