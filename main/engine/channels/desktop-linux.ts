import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { ok, type Result } from '../../../shared/model/index.ts';
import type { ChannelFailure, NotificationAction, OutgoingNotification } from './define.ts';
import { actionLabels, buttonsOf, type DesktopOptions, type Presenter, urgencyOf } from './desktop-parts.ts';
import { channelFailure } from './post.ts';
import { childEnvironment, findProgram } from './processes.ts';
import { oneLine, withinBytes } from './texts.ts';

// notify-send is run as it stands: node-notifier's way to it goes through a shell and knows neither clicks nor closing.
// From libnotify 0.8 on it waits, prints what was clicked, and closes its notification when it is interrupted.

/** Waiting programs at a time; beyond it, clicks on the oldest notification are no longer heard. */
const maxWaiting = 20;
const limitMs = 10_000;
const maxOutput = 4096;

interface Program {
  /** With `stdbuf` before it where there is one: libnotify before 0.8.4 kept the id back until its end. */
  command: readonly [string, ...string[]];
  tellsId: boolean;
  /** Clicks, actions and closing. */
  interactive: boolean;
}

type Waiting = ChildProcessByStdio<null, Readable, Readable>;

interface State extends DesktopOptions {
  /** Notification → the program that waits for a click on it. */
  waiting: Map<string, Waiting>;
  /** Remembered once it is there; you may install it while Fuelgauge runs. */
  program: Promise<Program | null> | null;
  killsAtExit: boolean;
}

export function createLinuxPresenter(options: DesktopOptions): Presenter {
  const state: State = { ...options, waiting: new Map(), program: null, killsAtExit: false };
  return {
    unavailable: () => unavailable(state),
    deliver: (notification, signal) => deliver(state, notification, signal),
    withdraw(notificationId) {
      // notify-send then closes its notification.
      state.waiting.get(notificationId)?.kill('SIGINT');
    },
  };
}

async function programOf(state: State): Promise<Program | null> {
  state.program ??= findNotifySend(state.env);
  const present = await state.program;
  if (present === null) state.program = null;
  return present;
}

async function unavailable(state: State): Promise<string | null> {
  if ((await programOf(state)) === null)
    return 'Notifications need the program notify-send. Install libnotify-bin (Debian, Ubuntu) or libnotify (other systems).';
  return hasSessionBus(state.env) ? null : 'No desktop session was found that could show notifications.';
}

async function deliver(
  state: State,
  notification: OutgoingNotification,
  signal: AbortSignal,
): Promise<Result<void, ChannelFailure>> {
  const { env, clock, icon, waiting } = state;
  const sentence = await unavailable(state);
  const program = await programOf(state);
  if (sentence !== null || program === null)
    return channelFailure(sentence ?? 'Notifications cannot be shown here.', { retry: false });
  // Given again while it stands: once is enough.
  if (waiting.has(notification.id)) return ok(undefined);

  const [file, ...before] = program.command;
  const child = spawn(file, [...before, ...notifySendArguments(notification, program.interactive, icon)], {
    env: childEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  remember(state, notification.id, child);
  const said = listen(child);
  child.once('close', (_, endedBy) => onClosed(state, notification, said, endedBy));
  const shown = await untilShown(child, said, program, clock, signal);
  // From here on it waits for a click, which is no reason for this process to go on.
  child.unref();
  for (const stream of [child.stdout, child.stderr]) if (stream instanceof Socket) stream.unref();
  return shown;
}

function onClosed(
  { env, onAction }: State,
  notification: OutgoingNotification,
  said: Said,
  endedBy: NodeJS.Signals | null,
): void {
  const action = actionIn(said.output());
  if (action !== null) onAction(notification, action);
  // Interrupted in the moment before it was ready for that: it has closed nothing.
  const id = idIn(said.output());
  if (endedBy === 'SIGINT' && id !== null) closeNotification(id, env);
}

function remember(state: State, id: string, child: Waiting): void {
  const { waiting } = state;
  waiting.set(id, child);
  const forget = () => {
    if (waiting.get(id) === child) waiting.delete(id);
  };
  child.once('close', forget).once('error', forget);
  const [oldest] = waiting;
  if (oldest !== undefined && waiting.size > maxWaiting) {
    waiting.delete(oldest[0]);
    oldest[1].kill();
  }
  if (state.killsAtExit) return;
  state.killsAtExit = true;
  // Nobody would read a click after our own end. The notification itself stays.
  process.once('exit', () => {
    for (const each of waiting.values()) each.kill();
  });
}

interface Said {
  output(): string;
  errors(): string;
}

function listen(child: Waiting): Said {
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(0, maxOutput);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(0, maxOutput);
  });
  return { output: () => output, errors: () => errors };
}

/** The notification is shown when notify-send tells its id, or has ended well. */
function untilShown(
  child: Waiting,
  said: Said,
  { interactive, tellsId }: Program,
  clock: DesktopOptions['clock'],
  signal: AbortSignal,
): Promise<Result<void, ChannelFailure>> {
  const { promise, resolve } = Promise.withResolvers<Result<void, ChannelFailure>>();
  const give = (result: Result<void, ChannelFailure>) => {
    cancel();
    signal.removeEventListener('abort', abort);
    resolve(result);
  };
  const abort = () => {
    child.kill();
    give(channelFailure('Fuelgauge stopped before the notification was shown.'));
  };
  const cancel = clock.after(limitMs, () => {
    if (interactive && !tellsId) return give(ok(undefined));
    child.kill();
    give(channelFailure('The program that shows notifications did not answer within 10 seconds.'));
  });
  signal.addEventListener('abort', abort);
  child.stdout.on('data', () => {
    if (idIn(said.output()) !== null) give(ok(undefined));
  });
  child.on('error', () => give(channelFailure('The program notify-send could not be started.')));
  // With an id it was shown, even if the exit code is 1, because the desktop knows no buttons.
  child.on('close', (code) =>
    give(code === 0 || idIn(said.output()) !== null ? ok(undefined) : showFailure(said.errors())),
  );
  if (signal.aborted) abort();
  return promise;
}

/** The id by which the desktop knows the notification; null: it was not shown, or this version tells it later. */
const idIn = (output: string): string | null => /^([1-9]\d*)\n/.exec(output)?.[1] ?? null;

function actionIn(output: string): NotificationAction | null {
  const name = /^(default|snooze|billing)$/m.exec(output)?.[1];
  return name === 'snooze' || name === 'billing' ? name : name === 'default' ? 'open' : null;
}

function closeNotification(id: string, env: DesktopOptions['env']): void {
  const name = 'org.freedesktop.Notifications';
  const call = [`/${name.replaceAll('.', '/')}`, `${name}.CloseNotification`, `uint32:${id}`];
  // Where it fails, the notification stays until the person closes it.
  execFile(
    'dbus-send',
    ['--session', '--type=method_call', `--dest=${name}`, ...call],
    { env: childEnvironment(env) },
    () => {},
  );
}

/** Its own text is not passed on: it may quote the notification. */
function showFailure(errors: string) {
  if (/ServiceUnknown|NameHasNoOwner|ServiceNotFound|Spawn\.\w+/.test(errors))
    return channelFailure('This desktop has no program that shows notifications. Start one, such as dunst.');
  if (/connect|autolaunch|address/i.test(errors))
    return channelFailure('The desktop session could not be reached to show the notification.');
  return channelFailure('The program notify-send could not show the notification.');
}

function notifySendArguments(
  notification: OutgoingNotification,
  interactive: boolean,
  icon: string | undefined,
): string[] {
  const { severity, sound, title, body } = notification;
  return [
    '--app-name=Fuelgauge',
    `--urgency=${urgencyOf(notification)}`,
    '--hint=string:desktop-entry:fuelgauge',
    ...(severity === 'critical' ? ['--expire-time=0'] : []),
    ...(icon === undefined ? [] : [`--icon=${icon}`]),
    ...(interactive
      ? [
          ...(sound ? [] : ['--hint=boolean:suppress-sound:true']),
          '--print-id',
          '--action=default=Open',
          ...buttonsOf(notification).map((action) => `--action=${action}=${actionLabels[action]}`),
        ]
      : []),
    // What follows is text, also when it begins with a dash.
    '--',
    withinBytes(oneLine(title), 200) || 'Fuelgauge',
    bodyArgument(body),
  ];
}

/** The body is read as markup by the desktop, and before that notify-send replaces `\n`, `\t` and the like. */
const bodyArgument = (body: string): string =>
  withinBytes(body.split('\n').map(oneLine).join('\n'), 1000)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\\', '\\\\');

async function findNotifySend(env: DesktopOptions['env']): Promise<Program | null> {
  const path = await findProgram('notify-send', env);
  if (path === null) return null;
  const stdbuf = await findProgram('stdbuf', env);
  const help = await promisify(execFile)(path, ['--help'], {
    env: childEnvironment(env),
    timeout: limitMs,
  }).then(
    ({ stdout }) => stdout,
    () => '',
  );
  return {
    command: stdbuf === null ? [path] : [stdbuf, '-oL', path],
    tellsId: stdbuf !== null,
    // Both came with 0.8, and with them the closing.
    interactive: help.includes('--action') && help.includes('boolean'),
  };
}

function hasSessionBus(env: DesktopOptions['env']): boolean {
  if (env.DBUS_SESSION_BUS_ADDRESS) return true;
  return env.XDG_RUNTIME_DIR !== undefined && existsSync(join(env.XDG_RUNTIME_DIR, 'bus'));
}
