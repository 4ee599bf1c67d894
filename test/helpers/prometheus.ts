import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

// A real Prometheus, on a port that the system gives it, with a folder and a configuration of its own.

const instantVector = z.object({
  status: z.literal('success'),
  data: z.object({
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
    ),
  }),
});
type Result = z.infer<typeof instantVector>['data']['result'];

export interface Prometheus {
  origin: string;
  /** What a query finds now. Rejects if Prometheus does not understand it. */
  query(expr: string): Promise<Result>;
  /** The answer of its API, such as `/api/v1/rules`. */
  api(path: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts it on this configuration, which is YAML; JSON is, too. */
export async function startPrometheus(configuration: object): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'fuelgauge-prometheus-'));
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, JSON.stringify(configuration));
  const child = spawn(
    'prometheus',
    [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--web.listen-address=127.0.0.1:0',
      '--log.format=json',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const stop = async () => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  const origin = await addressOf(child).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const api = async (path: string): Promise<unknown> => (await fetch(`${origin}${path}`)).json();
  return {
    origin,
    api,
    stop,
    async query(expr) {
      const answer = await api(`/api/v1/query?${new URLSearchParams({ query: expr })}`);
      const parsed = instantVector.safeParse(answer);
      if (!parsed.success) throw new Error(`${expr}: ${JSON.stringify(answer)}`);
      return parsed.data.data.result;
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('close', () => resolve());
    child.kill();
  });
}

const logLine = z.object({ msg: z.string(), address: z.string().optional() });

/** Where it listens, as it says itself once it does. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.setEncoding('utf8').on('data', (more: string) => {
      const lines = (text + more).split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        const { success, data } = logLine.safeParse(JSON.parse(line));
        if (success && data.msg === 'Listening on') resolve(`http://${data.address}`);
      }
    });
    child.once('error', reject);
    child.once('close', () => reject(new Error('Prometheus ended.')));
  });
}

/** Runs promtool. `text`: all that it said. */
export function promtool(args: readonly string[], input = ''): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const child = execFile('promtool', args, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : 1, text: stdout + stderr }),
    );
    child.stdin?.end(input);
  });
}
