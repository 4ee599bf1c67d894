import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { isAbsolute } from 'node:path';
import { badInput, ok, type Result } from '../../../shared/model/index.ts';
import type { Clock } from '../clock.ts';
import type { ChannelDriver, ChannelFailure, OutgoingNotification } from './define.ts';
import { channelFailure } from './post.ts';
import { childEnvironment, endTree } from './processes.ts';
import { oneLine } from './texts.ts';

interface CommandOptions {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  clock: Pick<Clock, 'after'>;
}

const limitSeconds = 10;

/** A program of your own: an argument list, no shell, no input, 10 seconds. */
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

/** First line the program, then one argument a line; blank lines at the end are not arguments. */
function parseCommand(entered: string | undefined) {
  const text = (entered ?? '').replaceAll('\r\n', '\n').replace(/\n\s*$/, '');
  const [first = '', ...args] = text.split('\n');
  const program = first.trim();
  if (program === '') return badInput('Enter the program in the first line.');
  if (text.includes('\0')) return badInput('The command holds a character that cannot stand in an argument.');
  // Whatever lies in the present folder must not be run in its place.
  if (/[/\\]/.test(program) && !isAbsolute(program))
    return badInput('Give the whole path of the program, or its name alone.');
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
      // A group of its own on POSIX systems, so that its children end with it.
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
      end(channelFailure(`The command did not end within ${limitSeconds} seconds and was stopped.`)),
    );
    signal.addEventListener('abort', abort);
    child.on('error', (error) => settle(startFailure(error)));
    child.on('exit', (code, killedBy) => {
      if (code === 0) settle(ok(undefined));
      else
        settle(
          channelFailure(`The command ended ${code === null ? `by ${killedBy}` : `with code ${code}`}.`),
        );
    });
  } catch (error) {
    // Some errors are thrown and not emitted, such as those of a batch file or of too long a list.
    resolve(startFailure(error));
  }
  return promise;
}

const notificationEnvironment = ({ id, account, severity, title, body }: OutgoingNotification) => ({
  FUELGAUGE_ID: oneLine(id),
  FUELGAUGE_ACCOUNT: oneLine(account ?? ''),
  FUELGAUGE_SEVERITY: severity,
  FUELGAUGE_TITLE: oneLine(title),
  FUELGAUGE_BODY: body.toWellFormed().replaceAll('\0', ' '),
});

const stopped = () => channelFailure('Fuelgauge stopped before the command had ended.');

/** The error's own text quotes the command. */
function startFailure(error: unknown) {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const forGood = { retry: false };
  if (code === 'ENOENT') return channelFailure('The program of the command was not found.', forGood);
  if (code === 'EACCES' || code === 'EPERM')
    return channelFailure('The program of the command may not be run. Check its permissions.', forGood);
  if (code === 'EINVAL')
    return channelFailure('The program of the command cannot be run without a shell.', forGood);
  return channelFailure('The command could not be started.');
}
