import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHistory } from '../main/engine/store/history.ts';
import { settingsSchema } from '../shared/model/index.ts';
import { totalUse } from '../shared/use-slots.ts';
import { median, report, skip, timed } from './report.ts';

const warmUp = 500;
const rounds = 2000;
const requests = 10_000;
const atOnce = 16;
const megabytes = 200;

/** The built `fuelgauge meter` between a client and a provider, three processes, against the same calls without it. */
export async function meter(cli: string): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-bench-'));
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings()));
  const provider = start([join(import.meta.dirname, 'metered-provider.ts')]);
  const direct = await firstLine(provider);
  const metering = start([cli, 'meter', '--port', '0'], {
    FUELGAUGE_HOME: home,
    FUELGAUGE_ENDPOINT_SCRAPIO: direct,
  });
  const [metered = ''] = (await firstLine(metering)).split(/\s/);
  try {
    await latency(direct, metered);
    await throughput(direct, metered);
    await stream(metered, metering);
    await ended(metering);
    report('answers that the meter did not log', warmUp + rounds + requests - loggedIn(home), '', 0);
  } finally {
    await Promise.all([provider, metering].map(ended));
    rmSync(home, { recursive: true });
  }
}

/** One after the other, in pairs, over one connection each. */
async function latency(direct: string, metered: string): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const pairs: { direct: number; metered: number }[] = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    const pair = {
      direct: await timed(() => ask(direct, agent)),
      metered: await timed(() => ask(metered, agent)),
    };
    if (round >= 0) pairs.push(pair);
  }
  agent.destroy();
  const added = median(pairs.map((pair) => pair.metered)) - median(pairs.map((pair) => pair.direct));
  report('the meter adds to a request, at the median', added, 'ms', 2);
}

async function throughput(direct: string, metered: string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const all = (origin: string) =>
    timed(() => Promise.all(Array.from({ length: requests }, () => ask(origin, agent))));
  const without = await all(direct);
  const withMeter = await all(metered);
  agent.destroy();
  report(`${requests} requests, ${atOnce} at once, through the meter`, withMeter / 1000, 's');
  report('the same against calls without it', withMeter / without, '×');
}

async function stream(metered: string, { pid }: ChildProcess): Promise<void> {
  if (process.platform !== 'linux')
    return skip('a stream', 'because only Linux tells the memory of a process');
  const most = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  const agent = new Agent();
  const streamed = () => timed(() => ask(`${metered}/stream/${megabytes}`, agent));
  const before = most();
  const ms = await streamed();
  const first = most();
  report(`a stream of ${megabytes} MB through the meter`, ms / 1000, 's');
  report('what it adds to the most memory the meter had', first - before, 'MB');
  for (let more = 0; more < 3; more += 1) await streamed();
  report('what three more of it add', most() - first, 'MB', 20);
}

function ask(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (answer) => answer.resume().once('end', resolve).once('error', reject)).once(
      'error',
      reject,
    );
  });
}

function loggedIn(home: string): number {
  const opened = openHistory(join(home, 'history.db'));
  if (!opened.ok) throw new Error(opened.error.message);
  const { history } = opened.value;
  const logged = totalUse(history.useSlots('a1'));
  history.close();
  return logged;
}

const settings = () =>
  settingsSchema.parse({
    version: 2,
    lastAccountNumber: 1,
    accounts: [
      {
        id: 'a1',
        provider: 'scrapio',
        label: 'metered',
        createdAt: Date.now(),
        credential: { kind: 'vault' },
        tags: [],
        credentialEnd: null,
      },
    ],
  });

const start = (args: string[], environment: NodeJS.ProcessEnv = {}) =>
  spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });

async function firstLine({ stdout }: ReturnType<typeof start>): Promise<string> {
  const [text] = await once(stdout, 'data');
  return String(text).split('\n')[0] ?? '';
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.kill()) return;
  await once(child, 'exit');
}
