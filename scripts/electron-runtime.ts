import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Runtime = { ok: true; value: string } | { ok: false; error: string };

const downloadLimitMs = 60_000;

/** The executable that Electron's package points at, where it is really there. */
function installed(folder: string, environment: NodeJS.ProcessEnv): string | null {
  const note = join(folder, 'path.txt');
  const name = existsSync(note) ? readFileSync(note, 'utf8') : null;
  const override = environment.ELECTRON_OVERRIDE_DIST_PATH;
  const usual = process.platform === 'win32' ? 'electron.exe' : 'electron';
  const file = override ? join(override, name ?? usual) : name ? join(folder, 'dist', name) : null;
  return file && existsSync(file) ? file : null;
}

/** The system's name for what went wrong (`ENOTFOUND`, `HTTP 403`), from what Electron's installer wrote. */
export function downloadProblem(output: string): string {
  const code = /\b(E[A-Z]{3,}(?:_[A-Z]+)*)\b/.exec(output)?.[1];
  const status = /\b(?:status(?: code)?|Response code|HTTP)[ :]*([45]\d\d)\b/i.exec(output)?.[1];
  const first = output
    .split('\n')
    .map((line) => line.replace(/^\w*Error: /, '').trim())
    .find((line) => line !== '');
  return code ?? (status ? `HTTP ${status}` : (first?.slice(0, 120) ?? 'no reason given'));
}

/** Path of Electron's executable, downloaded once where it is missing; or why it cannot be had, in a few words. */
export function electronRuntime(folder: string, environment: NodeJS.ProcessEnv): Runtime {
  const present = installed(folder, environment);
  if (present) return { ok: true, value: present };
  if (environment.ELECTRON_SKIP_BINARY_DOWNLOAD)
    return { ok: false, error: 'ELECTRON_SKIP_BINARY_DOWNLOAD is set' };
  // Somebody who watches should know why it takes a while; a log gets the outcome alone.
  if (process.stderr.isTTY) process.stderr.write('Downloading Electron’s runtime, once.\n');
  const ran = spawnSync(process.execPath, [join(folder, 'install.js')], {
    // The person's proxy, where one is set, is the way out for this download too.
    env: { ELECTRON_GET_USE_PROXY: '1', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: downloadLimitMs,
  });
  const executable = installed(folder, environment);
  if (executable) return { ok: true, value: executable };
  if (ran.signal) return { ok: false, error: 'it took longer than a minute' };
  return { ok: false, error: downloadProblem(ran.stderr) };
}
