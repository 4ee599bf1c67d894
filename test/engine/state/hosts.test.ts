import { describe, expect, it } from 'vitest';
import { hostsInUse } from '../../../main/engine/state/hosts.ts';
import { accountSchema, type ProviderInfo } from '../../../shared/model/index.ts';
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

  it('are those that you entered, with the accounts of each', () => {
    const gateway: ProviderInfo = {
      ...(providers[0] ?? never('first')),
      id: 'gateway',
      hosts: [],
      credentialFields: [
        {
          id: 'base',
          label: 'Address',
          secret: false,
          pattern: null,
          environment: [],
          hint: '',
          address: true,
        },
      ],
    };
    const at = (id: string, entered: readonly string[] | null, attemptedAt: number | null = null) => ({
      ...account(id, 'scraperapi', attemptedAt),
      provider: gateway,
      entered,
    });
    const own = [
      at('a1', ['one.example'], now - 5),
      at('a2', ['two.example']),
      at('a3', ['one.example']),
      at('a4', null),
    ];
    expect(hostsInUse([gateway], own, {})).toMatchObject([
      { host: 'one.example', accounts: 2, lastAt: now - 5 },
      { host: 'two.example', accounts: 1, lastAt: null },
      { host: 'an address that you entered', accounts: 1 },
    ]);
    expect(hostsInUse([gateway], own, { gateway: 'http://127.0.0.1:4871' })).toMatchObject([
      { host: '127.0.0.1:4871', accounts: 4 },
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
