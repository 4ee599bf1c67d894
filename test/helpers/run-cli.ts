import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { settingsSchema } from '../../shared/model/index.ts';

/** As npm installs it; test/e2e/build.ts builds it. From its sources it would need three times as long to start. */
export const builtCli = join(import.meta.dirname, '../../out/main/cli.js');

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CliOptions {
  env?: Record<string, string>;
  /** What comes on standard input. */
  input?: string;
}

/** A data folder for one test; `remove` takes it away. */
export function temporaryHome(): { home: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-cli-'));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

const environmentOf = (home: string, { env }: CliOptions) => ({
  PATH: process.env.PATH,
  HOME: home,
  TZ: 'UTC',
  FUELGAUGE_HOME: home,
  ...env,
});

/** Starts the built command, with nothing of this process's environment but the way to programs. */
export function startCli(home: string, args: readonly string[], options: CliOptions = {}): ChildProcess {
  const child = spawn(process.execPath, [builtCli, ...args], {
    env: environmentOf(home, options),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A command that reads no input may be gone before it is written.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  return child;
}

/** Runs the built command to its end, as a process: for what only a process has, such as its start, signals and pipes. */
export function runBuiltCli(
  home: string,
  args: readonly string[],
  options: CliOptions = {},
): Promise<CliResult> {
  const child = startCli(home, args, options);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

let isRunning = false;

/**
 * Runs the command to its end, in this process with its environment, arguments and standard streams: a process of its own for
 * each of the suite's hundreds of commands would take minutes. A second one at the same time gets a process. Any JSON that it
 * prints for scripts must be as its schema says.
 */
export async function runCli(
  home: string,
  args: readonly string[],
  options: CliOptions = {},
): Promise<CliResult> {
  if (isRunning) return runBuiltCli(home, args, options);
  isRunning = true;
  const written = { stdout: '', stderr: '' };
  const restore = [
    replaceEnvironment(environmentOf(home, options)),
    replace(process, 'stdin', Readable.from([Buffer.from(options.input ?? '')])),
    replace(process.stdout, 'write', collect(written, 'stdout')),
    replace(process.stderr, 'write', collect(written, 'stderr')),
  ];
  try {
    const { runCommandLine } = await import('../../main/cli/program.ts');
    const { expectPrinted } = await import('./printed-json.ts');
    const code = await runCommandLine(args);
    expectPrinted(args, written.stdout);
    return { code, ...written };
  } finally {
    for (const each of restore) each();
    isRunning = false;
  }
}

/** Variable by variable: the system's own functions, such as the one for the home folder, look at the process's real ones. */
function replaceEnvironment(wanted: NodeJS.ProcessEnv): () => void {
  const own = { ...process.env };
  const set = (variables: NodeJS.ProcessEnv) => {
    for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
    Object.assign(process.env, variables);
  };
  set(wanted);
  return () => set(own);
}

/** Puts something else in a property's place until the returned function is called. */
function replace(object: object, name: string, value: unknown): () => void {
  const own = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { value, configurable: true });
  return () => {
    if (own) Object.defineProperty(object, name, own);
    else Reflect.deleteProperty(object, name);
  };
}

/** Collects what is written to a standard stream. */
const collect =
  (written: Record<'stdout' | 'stderr', string>, name: 'stdout' | 'stderr') =>
  (chunk: string | Uint8Array): boolean => {
    written[name] += Buffer.from(chunk).toString('utf8');
    return true;
  };

/** The first line on standard output of a command that goes on running; null where it ended without one. */
export function firstLine(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
    child.once('close', () => resolve(null));
  });
}

/** Every file below a folder, as text, one after the other: for looking for what must not be there. */
export function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

/** Writes the settings of accounts whose credentials are in the environment: ids a1, a2, … in this order. */
export function writeAccounts(
  home: string,
  accounts: readonly { provider: string; label: string; variable: string }[],
): void {
  const settings = settingsSchema.parse({
    version: 2,
    lastAccountNumber: accounts.length,
    accounts: accounts.map(({ provider, label, variable }, index) => ({
      id: `a${index + 1}`,
      provider,
      label,
      createdAt: 0,
      credential: { kind: 'environment', variables: { key: variable } },
      tags: [],
      credentialEnd: null,
    })),
  });
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
}
