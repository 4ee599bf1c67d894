import { createHmac, randomBytes } from 'node:crypto';
import { minuteMs } from '../../../shared/time/index.ts';
import { secretsOf } from '../../providers/contract/credential.ts';
import type { Provider, ReadResult } from '../../providers/contract/provider.ts';
import type { Clock } from '../clock.ts';
import type { Credential } from './credentials.ts';

/** What a provider answered to a credential that is in no account yet. */
export interface Tested {
  /** Epoch milliseconds. */
  at: number;
  result: ReadResult;
}

/**
 * The answers to credentials that were tested in the last ten minutes, and a comparison of keys. Both know a key only by a
 * hash, under a key of its own that ends with the process.
 */
export interface TestedCredentials {
  remember(provider: Provider, credential: Credential, tested: Tested): void;
  /** Null: it was not tested lately. */
  recall(provider: Provider, credential: Credential): Tested | null;
  /** Hashes of the secret fields: two credentials share their keys if one's are all among the other's. */
  keysOf(provider: Provider, credential: Credential): ReadonlySet<string>;
}

/** How long an answer stays the first reading of an account with the same credential. */
export const rememberedMs = 10 * minuteMs;

export function createTestedCredentials({ clock }: { clock: Clock }): TestedCredentials {
  const hashKey = randomBytes(32);
  const hash = (text: string) => createHmac('sha256', hashKey).update(text).digest('base64');
  const idOf = (provider: Provider, credential: Credential) =>
    hash(
      JSON.stringify([
        provider.id,
        provider.revision ?? '',
        Object.entries(credential).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ]),
    );
  const tests = new Map<string, Tested>();
  const isFresh = ({ at }: Tested) => Math.abs(clock.now() - at) < rememberedMs;
  return {
    remember(provider, credential, tested) {
      for (const [id, other] of tests) if (!isFresh(other)) tests.delete(id);
      tests.set(idOf(provider, credential), tested);
    },
    recall(provider, credential) {
      const tested = tests.get(idOf(provider, credential));
      return tested && isFresh(tested) ? tested : null;
    },
    keysOf: (provider, credential) => new Set(secretsOf(provider.credentialFields, credential).map(hash)),
  };
}
