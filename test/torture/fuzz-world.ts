import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createNodeFetch } from '../../main/engine/network/fetch.ts';
import { type OpenEngine, openEngine } from '../../main/engine/open-engine.ts';
import { createMemoryVault } from '../../main/engine/vault/memory.ts';
import { startServer } from '../../main/server/server.ts';
import { type AccountState, appStateSchema } from '../../shared/model/index.ts';
import { pageHeaders } from '../helpers/browser-session.ts';
import { createTestClock } from '../helpers/clock.ts';
import { type MockProvider, type MockRequest, startMockProvider } from '../helpers/mock-provider.ts';
import { type CliResult, runBuiltCli, writeAccounts } from '../helpers/run-cli.ts';

// A data folder with an account that is well and one for each provider whose answers are made up, asked over real HTTP.

/** Text goes out as it is. */
export type Body = unknown;
export const polled = ['crustdata', 'scraperapi', 'capsolver', 'spidra'] as const;
export type Polled = (typeof polled)[number];

/** What a provider says when it is well. */
export const well: Record<Polled, Body> = {
  crustdata: {
    account: { credits: 9406.5, recurring_credits: 10_000, recurring_credits_frequency: 'monthly' },
  },
  scraperapi: { creditsLeft: 58_127, requestCount: 41_873, requestLimit: 100_000 },
  capsolver: { errorId: 0, balance: 7.4, packages: [] },
  spidra: { status: 'success', data: [] },
};

const healthyKey = 'invented-key-of-the-healthy-account';
const keyVariable = (label: string) => `KEY_${label.toUpperCase()}`;

export interface FuzzWorld {
  mock: MockProvider;
  /** What each provider answers to the sick account from now on. */
  answers: Map<Polled, Body>;
  /** The engine now open. */
  opened(): OpenEngine;
  /** Closes the engine and opens it again on the same folder. */
  reopen(): Promise<void>;
  /** Asks every account once, a while after the last time. */
  poll(): Promise<AccountState[]>;
  /** Asks the state over the real server, and its first push. */
  served(): Promise<string[]>;
  run(args: readonly string[]): Promise<CliResult>;
  close(): Promise<void>;
}

export async function openFuzzWorld(folder: string, tries: number): Promise<FuzzWorld> {
  const home = join(folder, 'home');
  const pages = join(folder, 'pages');
  for (const made of [home, pages]) mkdirSync(made, { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Fuelgauge</title>');
  writeAccounts(home, [
    { provider: 'crustdata', label: 'healthy', variable: keyVariable('healthy') },
    ...polled.map((provider) => ({ provider, label: provider, variable: keyVariable(provider) })),
  ]);
  const answers = new Map<Polled, Body>(polled.map((provider) => [provider, well[provider]]));
  const mock = await startMockProvider((request) => ({ body: answerTo(request, answers) }));
  const env = {
    [keyVariable('healthy')]: healthyKey,
    ...Object.fromEntries(polled.map((id) => [keyVariable(id), `invented-key-of-${id}-0000`])),
    ...Object.fromEntries(polled.map((id) => [`FUELGAUGE_ENDPOINT_${id.toUpperCase()}`, mock.origin])),
  };
  // All is over before now, because the command line looks at the computer's own clock.
  const time = createTestClock(Date.now() - (tries + 10) * pauseMs);
  const open = (): OpenEngine => {
    const result = openEngine({
      shell: 'browser',
      mode: 'live',
      home,
      environment: env,
      fetch: createNodeFetch({}),
      vault: () => createMemoryVault(),
      clock: time.clock,
      random: () => 0,
    });
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };
  let current = open();
  const added = await current.engine.addAccount({
    provider: 'scrapio',
    label: 'scrapio',
    credential: { from: 'values', values: {} },
  });
  if (!added.ok) throw new Error(added.error.message);
  return {
    mock,
    answers,
    opened: () => current,
    async reopen() {
      await current.close();
      current = open();
    },
    async poll() {
      time.jump(pauseMs);
      await current.engine.refresh({});
      return appStateSchema.parse(JSON.parse(JSON.stringify(current.engine.state()))).accounts;
    },
    served: () => served(current, pages),
    run: (args) => runBuiltCli(home, args, { env }),
    async close() {
      await current.close();
      await mock.close();
    },
  };
}

/** More than the shortest interval of any provider. */
const pauseMs = 30_000;

function answerTo(request: MockRequest, answers: ReadonlyMap<Polled, Body>): Body {
  const whole = `${request.url} ${JSON.stringify(request.headers)} ${request.body}`;
  if (whole.includes(healthyKey)) return well.crustdata;
  const id = polled.find((provider) => whole.includes(`invented-key-of-${provider}-0000`));
  return (id && answers.get(id)) ?? '';
}

async function served({ engine, home, log }: OpenEngine, rendererDir: string): Promise<string[]> {
  const started = await startServer({
    home,
    context: { engine: () => engine, demo: null },
    live: engine,
    shown: () => engine,
    rendererDir,
    port: 0,
    log,
  });
  if (!started.ok) throw new Error(started.error.message);
  const server = started.value;
  try {
    const headers = await pageHeaders(server.address);
    const state = await fetch(`${server.origin}/trpc/state`, { headers });
    if (state.status !== 200) throw new Error(`/trpc/state answers ${state.status}`);
    const stream = await fetch(`${server.origin}/trpc/onState`, { headers });
    return [await state.text(), await firstPush(stream)];
  } finally {
    await server.close();
  }
}

/** The stream up to its first message with accounts. */
async function firstPush(stream: Response): Promise<string> {
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (reader && !/"accounts":\[.*\n\n/s.test(text)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`the stream ended: ${text.slice(-300)}`);
    text += value;
  }
  await reader?.cancel();
  return text;
}
