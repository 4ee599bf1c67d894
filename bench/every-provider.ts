import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { systemClock } from '../main/engine/clock.ts';
import type { Engine } from '../main/engine/engine.ts';
import { createNodeFetch } from '../main/engine/network/fetch.ts';
import type { Fetch } from '../main/engine/network/requester.ts';
import { openEngine } from '../main/engine/open-engine.ts';
import { createMemoryVault } from '../main/engine/vault/memory.ts';
import { providers } from '../main/providers/index.ts';
import { dayMs } from '../shared/time/index.ts';
import { type SentRequest, startFixtureProviders } from '../test/helpers/fixture-providers.ts';
import { type Fixture, readFixtures } from '../test/providers/fixtures.ts';
import { must } from './engine.ts';
import { median, report, timed, type Use, used } from './report.ts';

/** So many requests at once as the engine sends. */
const concurrency = 8;
const rounds = 5;

/** One account at each provider, polled by the engine, against a bare loop of the same requests. */
export async function everyProvider(): Promise<void> {
  const fixtures = readFixtures();
  // A delay as over the internet; at loopback speed we would only measure the loop itself.
  const { endpoints, requests, close } = await startFixtureProviders(fixtures, 100);
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-bench-'));
  let later = 0;
  const fetch = createNodeFetch({});
  const { engine, close: closeEngine } = must(
    openEngine({
      home,
      shell: 'browser',
      mode: 'live',
      environment: {},
      vault: createMemoryVault,
      fetch,
      endpoints,
      clock: { ...systemClock, now: () => systemClock.now() + later },
    }),
  );
  for (const { id, checkCost } of providers) await add(engine, id, checkCost, fixtures);
  const refresh = async () => {
    // Later than any provider's shortest interval.
    later += dayMs;
    must(await engine.refresh({}));
  };
  const firstMs = await timed(refresh);
  const failed = engine.state().accounts.filter(({ health }) => health.state !== 'ok');
  // As the engine does: the requests of one provider one after the other.
  const sent = [...Map.groupBy(requests.splice(0), ({ url }) => new URL(url).origin).values()];
  const bare = () => {
    const queue = new PQueue({ concurrency });
    return queue.addAll(
      sent.map((ofOne) => async () => {
        for (const request of ofOne) await sendBare(fetch, request);
      }),
    );
  };
  const pairs: { bare: Use; engine: Use }[] = [];
  for (let round = 0; round < rounds; round += 1)
    pairs.push({ bare: await used(bare), engine: await used(refresh) });
  await closeEngine();
  close();
  rmSync(home, { recursive: true });
  report(`accounts that failed, one at each of ${providers.length} providers`, failed.length, '', 0);
  // In pairs, because how busy the computer is changes from one round to the next.
  const ratio = median(pairs.map(({ bare, engine }) => engine.ms / bare.ms));
  report('a poll of them against a bare fetch loop', ratio, '×', 1.2);
  const added = median(pairs.map(({ bare, engine }) => engine.cpuMs - bare.cpuMs));
  report('CPU time that it adds, for each account', added / providers.length, 'ms');
  const firstRatio = firstMs / median(pairs.map(({ bare }) => bare.ms));
  report('the first poll of them, which loads their code', firstRatio, '×');
}

async function sendBare(fetch: Fetch, { url, method, body }: SentRequest): Promise<void> {
  const signal = AbortSignal.timeout(15_000);
  const post = method === 'POST' ? { body } : {};
  const response = await fetch(url, { method, headers: {}, redirect: 'manual', signal, ...post });
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body ?? []) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  if (/^\s*[[{]/.test(text)) JSON.parse(text);
}

async function add(
  engine: Engine,
  provider: string,
  checkCost: number,
  fixtures: readonly Fixture[],
): Promise<void> {
  const values = fixtures.find(({ id }) => id === provider)?.credential ?? {};
  const credential = { from: 'values' as const, values };
  const paid = checkCost > 0 ? { paidChecks: true } : {};
  must(await engine.addAccount({ provider, label: provider, credential, ...paid }));
}
