import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import { createLog, type Log } from '../../main/engine/log.ts';
import { createNodeFetch } from '../../main/engine/network/fetch.ts';
import { openHistory } from '../../main/engine/store/history.ts';
import { openSettings, type SettingsStore } from '../../main/engine/store/settings.ts';
import { createMemoryVault } from '../../main/engine/vault/memory.ts';
import { providers } from '../../main/providers/index.ts';
import { createTestClock } from '../helpers/clock.ts';

export interface House {
  folder: string;
  engine: Engine;
  settings: SettingsStore;
  log: Log;
  rendererDir: string;
  time: ReturnType<typeof createTestClock>;
  /** Removes everything. */
  close(): Promise<void>;
}

/** A real engine on a data folder of its own, beside a small build of pages, in a folder with a secret next to them. */
export function openHouse(endpoints: Readonly<Record<string, string>> = {}): House {
  const folder = mkdtempSync(join(tmpdir(), 'fuelgauge-server-'));
  const home = join(folder, 'home');
  const rendererDir = join(folder, 'renderer');
  mkdirSync(home);
  mkdirSync(join(rendererDir, 'assets'), { recursive: true });
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><title>Fuelgauge</title><h1>the page</h1>');
  writeFileSync(join(rendererDir, 'assets', 'index-abc123.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'not for the browser');
  symlinkSync(join(folder, 'secret.txt'), join(rendererDir, 'link.txt'));
  symlinkSync(folder, join(rendererDir, 'folder'));

  const settings = openSettings(home);
  const history = openHistory(join(home, 'history.db'));
  if (!settings.ok || !history.ok) throw new Error('The data folder could not be opened.');
  const time = createTestClock();
  const log = createLog(home);
  const engine = createEngine({
    home,
    shell: 'browser',
    mode: 'live',
    vault: createMemoryVault(),
    settings: settings.value,
    history: history.value.history,
    providers,
    fetch: createNodeFetch({}),
    endpoints,
    environment: {},
    clock: time.clock,
    random: () => 0,
    log,
  });
  return {
    folder,
    engine,
    settings: settings.value,
    log,
    rendererDir,
    time,
    async close() {
      await engine.stop();
      log.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Signs in as the page does, with a session of its own. */
export async function signIn(
  address: string,
  session = `${randomBytes(9).toString('base64url')}.${randomBytes(32).toString('base64url')}`,
): Promise<{ session: string; status: number }> {
  const { origin, searchParams } = new URL(address);
  const { status } = await ask(origin, '/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token: searchParams.get('token'), session }),
  });
  return { session, status };
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** One request whose headers are as given: `fetch` would refuse to set Host and would tidy the path. */
export function ask(
  origin: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path, method: options.method ?? 'GET', headers: options.headers ?? {}, agent: false },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}
