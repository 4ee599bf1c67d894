import { join } from 'node:path';
import { systemClock } from '../main/engine/clock.ts';
import { createEngine, type Engine } from '../main/engine/engine.ts';
import { createLog } from '../main/engine/log.ts';
import { createNodeFetch } from '../main/engine/network/fetch.ts';
import { openHistory } from '../main/engine/store/history.ts';
import { openSettings } from '../main/engine/store/settings.ts';
import { createMemoryVault } from '../main/engine/vault/memory.ts';
import { providers } from '../main/providers/index.ts';
import type { Result } from '../shared/model/index.ts';

export function must<Value>(result: Result<Value, { message: string }>): Value {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** An engine with so many Crustdata accounts, whose endpoint is `origin`. */
export async function openEngine(
  home: string,
  { accounts, origin }: { accounts: number; origin: string },
): Promise<Engine> {
  const settings = must(openSettings(home));
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
        credentialEnd: null,
        paused: false,
        intervalMs: null,
        entered: { plan: null, cycleStart: null, refill: null, rollover: null, grants: [] },
        alerts: { rules: {}, mutedUntil: null },
      })),
    })),
  );
  return createEngine({
    home,
    shell: 'browser',
    mode: 'live',
    vault: createMemoryVault(),
    settings,
    history: must(openHistory(join(home, 'history.db'))).history,
    providers,
    fetch: createNodeFetch({}),
    endpoints: { crustdata: origin },
    environment: { INVENTED_KEY: 'invented-key-for-the-benchmark' },
    clock: systemClock,
    random: Math.random,
    log: createLog(home),
  });
}
