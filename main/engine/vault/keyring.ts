import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type CommandError, fail, ok, type Result } from '../../../shared/model/index.ts';
import { childEnvironment } from '../channels/processes.ts';
import type { Log } from '../log.ts';
import type { Environment } from './credentials.ts';

/** The system's keyring: Secret Service, Keychain or Credential Manager. It keeps one passphrase for each data folder. */
export interface Keyring {
  /** Null: it has none for this folder. */
  read(): Promise<Result<string | null, CommandError>>;
  keep(passphrase: string): Promise<Result<void, CommandError>>;
  forget(): Promise<Result<void, CommandError>>;
}

export interface KeyringOptions {
  home: string;
  environment: Environment;
  log: Pick<Log, 'warn'>;
  /** How long reading may take. Default: 3 s. */
  readMs?: number;
}

const usualReadMs = 3000;
/** You asked for it and may have to answer a dialog of the system first. */
const keepMs = 60_000;

const answerSchema = z.union([
  z.object({ passphrase: z.string().nullable() }),
  z.object({ failed: z.string(), code: z.string().optional() }),
]);

/**
 * Asks the keyring in a process of its own: the library's calls block, and one that hangs can only be ended with its
 * process (@napi-rs/keyring 2.1, November 2026).
 */
export function createSystemKeyring({
  home,
  environment,
  log,
  readMs = usualReadMs,
}: KeyringOptions): Keyring {
  const ask = async (action: string, limitMs: number, passphrase = '') => {
    const answer = await run([action, realpathSync(home)], passphrase, environment, limitMs);
    if (answer.ok) return answer;
    log.warn('the keyring was not used', { action, reason: answer.error });
    return fail<CommandError>({ kind: 'not-supported', message: sentenceFor(answer.error, limitMs) });
  };
  const done = <Value>(result: Result<Value, CommandError>) => (result.ok ? ok(undefined) : result);
  return {
    read: () => ask('read', readMs),
    keep: async (passphrase) => done(await ask('keep', keepMs, passphrase)),
    forget: async () => done(await ask('forget', keepMs)),
  };
}

const noAnswer = 'no answer';
const notInstalled = 'not installed';

/** The libraries' texts are the only sign of a keyring that is locked. */
function sentenceFor(reason: string, limitMs: number): string {
  if (reason === noAnswer)
    return `The system’s keyring did not answer within ${limitMs / 1000} seconds. A dialog of the system may be waiting for you.`;
  if (reason === notInstalled)
    return 'This copy of Fuelgauge came without the part that uses the system’s keyring. Install it again.';
  return /prompt|locked|dismiss|cancel|denied/i.test(reason)
    ? 'The system’s keyring is locked. Unlock it, then try again.'
    : 'There is no keyring on this system that Fuelgauge can use.';
}

function run(
  args: readonly string[],
  input: string,
  environment: Environment,
  limitMs: number,
): Promise<Result<string | null, string>> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [programFile(), ...args], {
      env: childEnvironment(environment),
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const end = (result: Result<string | null, string>) => {
      clearTimeout(limit);
      resolve(result);
    };
    const limit = setTimeout(() => {
      child.kill('SIGKILL');
      end(fail(noAnswer));
    }, limitMs);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', ({ message }) => end(fail(message)));
    child.once('close', () => end(answerOf(Buffer.concat(chunks).toString())));
    // It may have ended before it read this.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

function answerOf(text: string): Result<string | null, string> {
  try {
    const answer = answerSchema.parse(JSON.parse(text));
    if ('passphrase' in answer) return ok(answer.passphrase);
    return fail(answer.code === 'MODULE_NOT_FOUND' ? notInstalled : answer.failed);
  } catch {
    return fail('it ended without an answer');
  }
}

/** Beside this file in the sources; one of the entries of the build. */
function programFile(): string {
  const source = join(import.meta.dirname, 'keyring-process.ts');
  return existsSync(source) ? source : join(import.meta.dirname, '..', 'keyring.js');
}
