import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { settingsSchema } from '../shared/model/index.ts';
import { pageHeaders } from '../test/helpers/browser-session.ts';
import { report, skip } from './report.ts';

// The built `serve` as a whole process beside bare Node: what the system says it holds, resident (RSS) and with shared
// pages counted by share (PSS).

const command = join(import.meta.dirname, '..', 'out', 'main', 'cli.js');
/** As many as in an hour, every five minutes. */
const pollsOfAnHour = 12;
const settledMs = 2000;
const crowd = { accounts: 500, failing: true };

interface Memory {
  rss: number;
  pss: number;
}

export async function processes(): Promise<void> {
  if (process.platform !== 'linux') return skip('memory of whole processes', 'as only Linux tells of it');
  const bare = await memoryOfBareNode();
  const say = (what: string, memory: Memory, budget?: number) => {
    report(`serve, ${what}: resident, against bare Node`, memory.rss / bare.rss, '×', budget);
    report(`serve, ${what}: resident`, memory.rss / 1024, 'MB');
    report(`serve, ${what}: proportional`, memory.pss / 1024, 'MB');
  };
  report('bare Node: resident', bare.rss / 1024, 'MB');
  await withServe({ accounts: 0 }, async ({ memory }) => say('empty', await memory(), 1.7));
  await withServe({ accounts: 50 }, async ({ poll, memory, openPage }) => {
    await poll(pollsOfAnHour);
    say('50 accounts after the polls of an hour', await memory());
    const leave = await openPage();
    say('with a page open', await memory());
    leave();
    say('after it was closed', await memory());
  });
  await withServe(crowd, async ({ poll, memory, openPage }) => {
    const leave = await openPage();
    await poll(pollsOfAnHour);
    const { rss } = await memory();
    report(
      'serve, 500 accounts, a third failing, a page open, after the polls of an hour: resident',
      rss / 1024,
      'MB',
      200,
    );
    leave();
  });
}

async function memoryOfBareNode(): Promise<Memory> {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1e6)'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(createInterface({ input: child.stdout }), 'line');
    return await memoryOf(child);
  } finally {
    child.kill();
  }
}

/** In kilobytes, a moment after whatever came before. */
async function memoryOf({ pid }: ChildProcess): Promise<Memory> {
  await pause(settledMs);
  const told = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(told)?.[1]);
  return { rss: of('Rss'), pss: of('Pss') };
}

interface Load {
  accounts: number;
  /** Every third answer is an error, or none. */
  failing?: boolean;
}

interface Serving {
  /** Has every account asked this often. */
  poll(times: number): Promise<void>;
  memory(): Promise<Memory>;
  /** Follows the state as a page does. Returns how to leave. */
  openPage(): Promise<() => void>;
}

async function withServe(load: Load, measure: (serving: Serving) => Promise<void>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-bench-'));
  const provider = await startProvider(load.failing ?? false);
  writeFileSync(join(home, 'settings.json'), settingsOf(load));
  const child = spawn(process.execPath, [command, 'serve', '--port', '0'], {
    env: {
      ...process.env,
      FUELGAUGE_HOME: home,
      FUELGAUGE_ENDPOINT_CRUSTDATA: provider.origin,
      INVENTED_KEY: 'invented-key-for-the-benchmark',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  try {
    const [address] = await once(createInterface({ input: child.stdout }), 'line');
    await measure({
      poll: (times) => poll(String(address), times),
      memory: () => memoryOf(child),
      openPage: () => openPage(String(address)),
    });
  } finally {
    child.kill();
    await ended;
    provider.close();
    rmSync(home, { recursive: true, force: true });
  }
}

function settingsOf({ accounts }: Load): string {
  const credential = { kind: 'environment', variables: { key: 'INVENTED_KEY' } };
  const made = Array.from({ length: accounts }, (_, index) => ({
    id: `a${index + 1}`,
    provider: 'crustdata',
    label: `account ${index + 1}`,
    createdAt: Date.now(),
    credential,
    credentialEnd: null,
  }));
  return JSON.stringify(settingsSchema.parse({ version: 2, lastAccountNumber: accounts, accounts: made }));
}

async function poll(address: string, times: number): Promise<void> {
  const headers = { ...(await pageHeaders(address)), 'content-type': 'application/json' };
  for (let time = 0; time < times; time += 1) {
    const asked = await fetch(new URL('/trpc/refresh', address), { method: 'POST', headers, body: '{}' });
    if (!asked.ok) throw new Error(`To refresh was answered ${asked.status}.`);
    await asked.text();
    // No account may be asked again within a second.
    await pause(1100);
  }
}

async function openPage(address: string): Promise<() => void> {
  const leaving = new AbortController();
  const headers = { ...(await pageHeaders(address)), accept: 'text/event-stream' };
  const { signal } = leaving;
  const stream = await fetch(new URL('/trpc/onState', address), { headers, signal });
  const read = async () => {
    for await (const _chunk of stream.body ?? []);
  };
  read().catch(() => {});
  return () => leaving.abort();
}

/** Crustdata's answers; where it fails, errors and broken connections among them. */
async function startProvider(failing: boolean) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    const fate = failing ? asked % 9 : 0;
    if (fate === 1) return void request.destroy();
    response.writeHead(fate === 4 ? 500 : fate === 7 ? 429 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ account: { credits: 1e6 - asked, recurring_credits: 1e6 } }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    close: () => server.close(),
  };
}
