import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { CommandDefinition } from '../../../shared/custom/definition.ts';
import { formatCount } from '../../../shared/format.ts';
import { fail, ok, type ReadError, type Result } from '../../../shared/model/index.ts';
import { readError } from '../../providers/contract/provider.ts';
import { childEnvironment, endTree } from '../channels/processes.ts';

const mostBytes = 1024 * 1024;

/** Those that run now. */
const running = new Set<ChildProcess>();

/** Ends all programs, with all that they started: once this process is gone, nothing limits their time. */
export function endPrograms(): void {
  for (const child of running) endTree(child, process.platform);
}
process.on('exit', endPrograms);

/**
 * What a program prints: no shell, no input, a time limit, and of our environment only what programs need. The credential is
 * in `FUELGAUGE_CREDENTIAL_<FIELD>`, because other programs can see arguments. Its own error output is never shown: it may
 * hold the credential.
 */
export function runCommand(
  { name, command, timeLimitSeconds }: CommandDefinition,
  {
    credential,
    environment,
    stopped,
  }: {
    credential: Readonly<Record<string, string>>;
    environment: Readonly<Record<string, string | undefined>>;
    stopped?: AbortSignal | undefined;
  },
): Promise<Result<string, ReadError>> {
  const { promise, resolve } = Promise.withResolvers<Result<string, ReadError>>();
  const failed = (kind: ReadError['kind'], why: string) => fail(readError(kind, `${name}: ${why}`));
  const limit = formatCount(timeLimitSeconds, 'second');
  const [program = '', ...args] = command;
  const { platform } = process;
  try {
    const child = spawn(program, args, {
      cwd: tmpdir(),
      env: { ...childEnvironment(environment), ...variablesOf(credential) },
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
      // Its own process group on POSIX systems, so that its children end with it.
      detached: platform !== 'win32',
    });
    running.add(child);
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (result: Result<string, ReadError>) => {
      clearTimeout(timer);
      stopped?.removeEventListener('abort', breakOff);
      resolve(result);
    };
    const end = (result: Result<string, ReadError>) => {
      endTree(child, platform);
      settle(result);
    };
    const timer = setTimeout(
      () => end(failed('timed-out', `The program took longer than ${limit} and was ended.`)),
      timeLimitSeconds * 1000,
    );
    const breakOff = () => end(failed('timed-out', 'The program was ended before it was done.'));
    stopped?.addEventListener('abort', breakOff);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > mostBytes) end(failed('malformed', 'The program printed more than 1 MiB.'));
      else chunks.push(chunk);
    });
    child.on('error', (error) => {
      running.delete(child);
      settle(failed('refused', whyNotStarted(error)));
    });
    // What it left running in the background, which may keep its output open.
    if (platform !== 'win32') child.on('exit', () => endTree(child, platform));
    child.on('close', (code, killedBy) => {
      running.delete(child);
      if (code === 0)
        settle(
          size > 0
            ? ok(Buffer.concat(chunks).toString())
            : failed('malformed', 'The program printed nothing.'),
        );
      else
        settle(
          failed(
            'unavailable',
            code === null
              ? `The program was ended by ${killedBy}.`
              : `The program failed with exit code ${code}.`,
          ),
        );
    });
  } catch (error) {
    // Some errors are thrown instead of emitted, such as for too long a list of arguments.
    resolve(failed('refused', whyNotStarted(error)));
  }
  return promise;
}

const variablesOf = (credential: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(credential).map(([field, value]) => [
      `FUELGAUGE_CREDENTIAL_${field.toUpperCase()}`,
      value,
    ]),
  );

/** Does not repeat the error's own text, which quotes the command. */
function whyNotStarted(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return 'The program was not found.';
  if (code === 'EACCES' || code === 'EPERM') return 'The program is not executable. Check its permissions.';
  return 'The program could not be started.';
}
