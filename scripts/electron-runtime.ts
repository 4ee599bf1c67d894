import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Runtime = { ok: true; value: string } | { ok: false; error: string };

const downloadLimitMs = 60_000;

/** The executable that Electron's package points at, if it exists. */
function installed(folder: string, environment: NodeJS.ProcessEnv): string | null {
  const note = join(folder, 'path.txt');
  const name = existsSync(note) ? readFileSync(note, 'utf8') : null;
  const override = environment.ELECTRON_OVERRIDE_DIST_PATH;
  const usual = process.platform === 'win32' ? 'electron.exe' : 'electron';
  const file = override ? join(override, name ?? usual) : name ? join(folder, 'dist', name) : null;
  return file && existsSync(file) ? file : null;
}

/** The error code (`ENOTFOUND`, `HTTP 403`) in the output of Electron's installer. */
export function downloadProblem(output: string): string {
  const code = /\b(E[A-Z]{3,}(?:_[A-Z]+)*)\b/.exec(output)?.[1];
  const status = /\b(?:status(?: code)?|Response code|HTTP)[ :]*([45]\d\d)\b/i.exec(output)?.[1];
  const first = output
    .split('\n')
    .map((line) => line.replace(/^\w*Error: /, '').trim())
    .find((line) => line !== '');
  return code ?? (status ? `HTTP ${status}` : (first?.slice(0, 120) ?? 'no reason given'));
}

/** The path of Electron's executable, which is downloaded if it is missing; or, in a few words, why that failed. */
export function electronRuntime(folder: string, environment: NodeJS.ProcessEnv): Runtime {
  const present = installed(folder, environment);
  if (present) return { ok: true, value: present };
  if (environment.ELECTRON_SKIP_BINARY_DOWNLOAD)
    return { ok: false, error: 'ELECTRON_SKIP_BINARY_DOWNLOAD is set' };
  // On a terminal, say why it takes a while; a log needs only the outcome.
  if (process.stderr.isTTY)
    process.stderr.write('Downloading the Electron runtime. This happens only once.\n');
  const ran = spawnSync(process.execPath, [join(folder, 'install.js')], {
    // Use the system's proxy, if one is set, for this download too.
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
