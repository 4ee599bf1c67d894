import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Encrypter } from 'age-encryption';
import { z } from 'zod';
import type { Clock } from '../../../main/engine/clock.ts';
import type { Fetch } from '../../../main/engine/network/requester.ts';
import { openEngine } from '../../../main/engine/open-engine.ts';
import { openSettings } from '../../../main/engine/store/settings.ts';
import { createMemoryVault } from '../../../main/engine/vault/memory.ts';
import { ensureBuilt } from '../../../scripts/build.ts';
import { minuteMs, secondMs } from '../../../shared/time/index.ts';
import { createTestClock, settle } from '../../helpers/clock.ts';
import { openLoadPage } from '../load/page.ts';
import { startLoadServer } from '../load/server.ts';
import {
  createLoadWorld,
  endpointsOf,
  environmentOf,
  faultsOf,
  type LoadAccount,
  type LoadWorld,
  loadAccounts,
  settingsOf,
} from '../load/world.ts';
import type { Figure, Scenario, TortureContext, TortureResult } from '../scenario.ts';

const intervalMs = 15 * secondMs;
/** Fewer run in this process, on a clock that is moved. */
const fewAccounts = 200;
const passphrase = 'an invented passphrase';

/** Thousands of accounts of which a third fail, then no network, then all is well. A case is an account. */
export const load: Scenario = {
  name: 'load',
  about: 'thousands of accounts, a third failing, then no network: nothing is wrong, late, slow or lost',
  tries: { quick: 60, full: 2000 },
  run: (context) => (context.tries <= fewAccounts ? runOnClock(context) : runForReal(context)),
};

async function writeSettings(home: string, accounts: readonly LoadAccount[]): Promise<void> {
  const settings = openSettings(home);
  if (!settings.ok) throw new Error(settings.error.message);
  await settings.value.update((current) => ({ ...current, accounts: settingsOf(accounts, intervalMs) }));
  settings.value.close();
}

async function runOnClock({ tries, random, folder }: TortureContext): Promise<TortureResult> {
  const accounts = loadAccounts(tries).map((account) => ({ ...account, kept: 'environment' as const }));
  const world = createLoadWorld(accounts, random);
  await writeSettings(folder, accounts);
  const time = createTestClock();
  const opened = openEngine({
    home: folder,
    shell: 'browser',
    mode: 'live',
    environment: environmentOf(accounts),
    endpoints: endpointsOf('http://127.0.0.1:9'),
    vault: createMemoryVault,
    fetch: fetchFrom(world, time.clock),
    clock: time.clock,
    random: random.next,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const { engine, close } = opened.value;
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 250) {
      await time.advance(250);
      await settle();
    }
  };
  engine.start();
  engine.subscribe(() => {});
  await pass(2 * minuteMs);
  const failures = faultsOf(world, engine.state().accounts, time.clock.now());
  world.mode = 'down';
  await pass(45 * secondMs);
  world.mode = 'well';
  const returnedAt = time.clock.now();
  await pass(minuteMs);
  failures.push(...unasked(world, returnedAt), ...faultsOf(world, engine.state().accounts, time.clock.now()));
  await close();
  return { failures };
}

const unasked = ({ accounts, seen }: LoadWorld, since: number): string[] =>
  accounts
    .filter(({ id }) => (seen.get(id)?.askedAt ?? 0) < since)
    .map(({ id }) => `${id} was not asked within a minute after the network returned`);

/** The world without HTTP. What hangs is given up after 15 seconds of its clock. */
function fetchFrom(world: LoadWorld, { now, after }: Clock): Fetch {
  return async (url, { body, headers, signal }) => {
    const given = z.object({ clientKey: z.string() }).safeParse(body === undefined ? null : JSON.parse(body));
    const bearer = (headers.authorization ?? '').replace(/^(Bearer|Token) /, '');
    const key = given.success ? given.data.clientKey : (new URL(url).searchParams.get('api_key') ?? bearer);
    if (world.mode === 'down') throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const deed = world.answer(key, now());
    if (deed.kind === 'cut') throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
    if (deed.kind === 'hang')
      return await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        after(15 * secondMs, () => reject(new DOMException('It took too long.', 'TimeoutError')));
      });
    return {
      status: deed.status,
      headers: new Headers(deed.headers),
      body: new Blob([deed.body]).stream(),
    };
  };
}

const figuresSchema = z.object({ p50: z.number(), p99: z.number(), max: z.number(), rss: z.number() });

async function runForReal(context: TortureContext): Promise<TortureResult> {
  const { tries, random, folder, progress } = context;
  if (!(await ensureBuilt())) throw new Error('The pages could not be built.');
  const accounts = loadAccounts(tries);
  const world = createLoadWorld(accounts, random);
  const server = await startLoadServer(world);
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  await writeSettings(home, accounts);
  await writeVault(home, accounts);
  const figuresFile = join(folder, 'figures.jsonl');
  writeFileSync(figuresFile, '');
  const child = startServe(home, accounts, server.origin, figuresFile);
  try {
    const page = await openLoadPage(await addressOf(child));
    const latencies: number[] = [];
    const failures: string[] = [];
    const pass = async (seconds: number, what: string) => {
      for (let second = 0; second < seconds; second += 1) {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        latencies.push(await page.latency());
        if (second % 15 === 14 || seconds === 1)
          progress(`${what}: ${second + 1} s; ${lastLine(figuresFile)}`);
      }
    };
    await pass(100, 'a third fails');
    failures.push(...faultsOf(world, (await page.state()).accounts, Date.now()));
    world.mode = 'down';
    await server.setDown(true);
    await pass(45, 'no network');
    world.mode = 'well';
    await server.setDown(false);
    const returnedAt = Date.now();
    const askedMs = await untilAllAsked(world, returnedAt, pass);
    await pass(45, 'all is well');
    const state = await page.state();
    failures.push(...faultsOf(world, state.accounts, Date.now()));
    const shown = new Map(page.shown()?.accounts.map(({ id, pools }) => [id, pools[0]?.remaining]));
    if (shown.size !== state.accounts.length) failures.push(`the page shows ${shown.size} accounts`);
    const quitMs = await endIt(child, page.leave);
    const figures = figuresOf(figuresFile, latencies, page.figures());
    figures.push(
      { name: 'all asked after', value: askedMs / 1000, unit: 's', most: 60 },
      { name: 'quit in', value: quitMs / 1000, unit: 's', most: 2 },
    );
    return { failures, figures };
  } finally {
    child.kill('SIGKILL');
    await server.close();
  }
}

async function untilAllAsked(
  world: LoadWorld,
  since: number,
  pass: (seconds: number, what: string) => Promise<void>,
): Promise<number> {
  for (let second = 0; second < 180 && unasked(world, since).length > 0; second += 1) await pass(1, 'asking');
  const left = unasked(world, since).length;
  return left > 0 ? Number.POSITIVE_INFINITY : Date.now() - since;
}

async function endIt(child: ChildProcess, leave: () => Promise<void>): Promise<number> {
  const began = performance.now();
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
  const tookMs = performance.now() - began;
  await leave();
  return tookMs;
}

function figuresOf(
  file: string,
  latencies: readonly number[],
  { megabytes, pushes }: { megabytes: number; pushes: number },
): Figure[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const all = lines.map((line) => figuresSchema.parse(JSON.parse(line)));
  const last = all.at(-1);
  const sorted = latencies.toSorted((a, b) => a - b);
  const share = (part: number) => sorted[Math.floor(part * sorted.length)] ?? Number.NaN;
  return [
    { name: 'lag p50', value: last?.p50 ?? Number.NaN, unit: 'ms' },
    { name: 'lag p99', value: last?.p99 ?? Number.NaN, unit: 'ms', most: 50 },
    { name: 'lag max', value: Math.max(...all.map(({ max }) => max)), unit: 'ms' },
    { name: 'memory', value: Math.max(...all.map(({ rss }) => rss)) / 2 ** 20, unit: 'MiB', most: 300 },
    { name: 'page p50', value: share(0.5), unit: 'ms' },
    { name: 'page p95', value: share(0.95), unit: 'ms' },
    { name: 'pushed', value: megabytes, unit: 'MB' },
    { name: 'pushes', value: pushes, unit: '' },
  ];
}

const lastLine = (file: string) => readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '';

function startServe(
  home: string,
  accounts: readonly LoadAccount[],
  origin: string,
  figuresFile: string,
): ChildProcess {
  const endpoints = Object.entries(endpointsOf(origin)).map(
    ([provider, at]) => [`FUELGAUGE_ENDPOINT_${provider.toUpperCase()}`, at] as const,
  );
  const profile = process.env.LOAD_PROFILE;
  return spawn(
    process.execPath,
    [
      ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]),
      join(import.meta.dirname, '../load/child.ts'),
      'serve',
      '--port',
      '0',
    ],
    {
      env: {
        PATH: process.env.PATH,
        HOME: home,
        TZ: 'UTC',
        FUELGAUGE_HOME: home,
        FUELGAUGE_PASSPHRASE: passphrase,
        LOAD_FIGURES: figuresFile,
        ...environmentOf(accounts),
        ...Object.fromEntries(endpoints),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
}

/** The first line that the command prints. */
async function addressOf(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes('\n')) return text.slice(0, text.indexOf('\n'));
  }
  throw new Error('The server did not start.');
}

/** The vault as one file, because adding thousands of accounts one by one would take an hour. */
async function writeVault(home: string, accounts: readonly LoadAccount[]): Promise<void> {
  const kept = accounts.filter((each) => each.kept === 'vault').map(({ id, key }) => [id, { key }] as const);
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(16);
  const content = JSON.stringify({ version: 1, accounts: Object.fromEntries(kept) });
  writeFileSync(join(home, 'credentials.age'), await encrypter.encrypt(content), { mode: 0o600 });
}
