import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { isAbsolute } from 'node:path';
import { badInput, ok, type Result } from '../../../shared/model/index.ts';
import type { Clock } from '../clock.ts';
import type { ChannelDriver, ChannelFailure, OutgoingNotification } from './define.ts';
import { channelFailure } from './post.ts';
import { childEnvironment, endTree } from './processes.ts';
import { oneLine, plainLines } from './texts.ts';

interface CommandOptions {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  clock: Pick<Clock, 'after'>;
}

const limitSeconds = 10;

/** Runs a program of the user's: with an argument list, no shell, no input, for at most 10 seconds. */
export function createCommandChannel(options: CommandOptions): ChannelDriver {
  return {
    kind: 'command',
    unavailable: async () => null,
    check(fields) {
      const command = parseCommand(fields.command);
      return command.ok ? ok({ host: null }) : command;
    },
    async deliver(notification, fields, signal) {
      const command = parseCommand(fields.command);
      if (!command.ok) return channelFailure(command.error.message, { retry: false });
      return await run(command.value, notification, options, signal);
    },
  };
}

/** The program on the first line, then one argument per line. Trailing blank lines are ignored. */
function parseCommand(entered: string | undefined) {
  const text = (entered ?? '').replaceAll('\r\n', '\n').replace(/\n\s*$/, '');
  const [first = '', ...args] = text.split('\n');
  const program = first.trim();
  if (program === '') return badInput('Enter the program on the first line.');
  if (text.includes('\0')) return badInput('The command has a character that arguments cannot have.');
  // A relative path would depend on the current folder.
  if (/[/\\]/.test(program) && !isAbsolute(program))
    return badInput('Give the full path of the program, or only its name.');
  return ok({ program, args });
}

function run(
  { program, args }: { program: string; args: string[] },
  notification: OutgoingNotification,
  { platform, env, clock }: CommandOptions,
  signal: AbortSignal,
): Promise<Result<void, ChannelFailure>> {
  if (signal.aborted) return Promise.resolve(stopped());
  const { promise, resolve } = Promise.withResolvers<Result<void, ChannelFailure>>();
  try {
    const child = spawn(program, args, {
      cwd: tmpdir(),
      env: { ...childEnvironment(env), ...notificationEnvironment(notification) },
      stdio: 'ignore',
      windowsHide: true,
      // Its own process group on POSIX systems, so that its children end with it.
      detached: platform !== 'win32',
    });
    const settle = (result: Result<void, ChannelFailure>) => {
      cancel();
      signal.removeEventListener('abort', abort);
      resolve(result);
    };
    const end = (result: Result<void, ChannelFailure>) => {
      endTree(child, platform);
      settle(result);
    };
    const abort = () => end(stopped());
    const cancel = clock.after(limitSeconds * 1000, () =>
      end(channelFailure(`The command was stopped because it took longer than ${limitSeconds} seconds.`)),
    );
    signal.addEventListener('abort', abort);
    child.on('error', (error) => settle(startFailure(error)));
    child.on('exit', (code, killedBy) => {
      if (code === 0) settle(ok(undefined));
      else
        settle(
          channelFailure(
            code === null
              ? `The command was ended by ${killedBy}.`
              : `The command failed with exit code ${code}.`,
          ),
        );
    });
  } catch (error) {
    // Some errors are thrown instead of emitted, such as for a batch file or too long a list of arguments.
    resolve(startFailure(error));
  }
  return promise;
}

const notificationEnvironment = ({ id, account, severity, title, body }: OutgoingNotification) => ({
  FUELGAUGE_ID: oneLine(id),
  FUELGAUGE_ACCOUNT: oneLine(account ?? ''),
  FUELGAUGE_SEVERITY: severity,
  FUELGAUGE_TITLE: oneLine(title),
  FUELGAUGE_BODY: plainLines(body),
});

const stopped = () => channelFailure('Fuelgauge stopped before the command ended.');

/** Does not repeat the error's own text, which quotes the command. */
function startFailure(error: unknown) {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const noRetry = { retry: false };
  if (code === 'ENOENT') return channelFailure('The command’s program was not found.', noRetry);
  if (code === 'EACCES' || code === 'EPERM')
    return channelFailure('The command’s program is not executable. Check its permissions.', noRetry);
  if (code === 'EINVAL') return channelFailure('The command’s program needs a shell to run.', noRetry);
  return channelFailure('The command could not be started.');
}
