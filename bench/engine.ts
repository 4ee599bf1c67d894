import type { Clock } from '../main/engine/clock.ts';
import type { Engine } from '../main/engine/engine.ts';
import { createNodeFetch } from '../main/engine/network/fetch.ts';
import { openEngine } from '../main/engine/open-engine.ts';
import { createMemoryVault } from '../main/engine/vault/memory.ts';
import type { PlanPrice, Result } from '../shared/model/index.ts';

export function must<Value>(result: Result<Value, { message: string }>): Value {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

interface BenchAccounts {
  accounts: number;
  origin: string;
  /** Default: the system's. */
  clock?: Clock;
  /** What each account's plan costs. Default: nothing is known. */
  prices?: PlanPrice[];
}

/** An engine with this many Crustdata accounts, whose endpoint is `origin`. */
export async function openBenchEngine(
  home: string,
  { accounts, origin, clock, prices }: BenchAccounts,
): Promise<Engine> {
  const { engine, settings } = must(
    openEngine({
      home,
      shell: 'browser',
      mode: 'live',
      environment: { INVENTED_KEY: 'invented-key-for-the-benchmark' },
      endpoints: { crustdata: origin },
      vault: createMemoryVault,
      fetch: createNodeFetch({}),
      ...(clock && { clock }),
    }),
  );
  const createdAt = Date.now();
  must(
    await settings.update((current) => ({
      ...current,
      accounts: Array.from({ length: accounts }, (_, index) => ({
        id: `a${index + 1}`,
        provider: 'crustdata',
        label: `account ${index + 1}`,
        createdAt,
        credential: { kind: 'environment' as const, variables: { key: 'INVENTED_KEY' } },
        tags: [],
        note: '',
        pinned: false,
        hidden: false,
        credentialSince: null,
        credentialEnd: null,
        paused: false,
        intervalMs: null,
        entered: {
          plan: null,
          cycleStart: null,
          refill: null,
          rollover: null,
          grants: [],
          ...(prices && { prices }),
        },
        alerts: { rules: {}, mutedUntil: null },
      })),
    })),
  );
  return engine;
}
