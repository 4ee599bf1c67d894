import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { appId } from '../../../shared/desktop/app-id.ts';
import { ok, type Result } from '../../../shared/model/index.ts';
import type { ChannelFailure, NotificationAction, OutgoingNotification } from './define.ts';
import { actionLabels, buttonsOf, type DesktopOptions, type Presenter, urgencyOf } from './desktop-parts.ts';
import { channelFailure } from './post.ts';
import { childEnvironment, findProgram } from './processes.ts';
import { oneLine, withinBytes } from './texts.ts';

// We run notify-send ourselves: node-notifier runs it through a shell, and supports neither clicks nor closing.
// Since libnotify 0.8 it can wait, print what was clicked, and close its notification when it is interrupted.

/** How many notify-send processes may wait. Beyond that, clicks on the oldest notification are no longer noticed. */
const maxWaiting = 20;
const limitMs = 10_000;
const maxOutput = 4096;

interface Program {
  /** Through `stdbuf` if there is one: before libnotify 0.8.4, notify-send buffered the id until it ended. */
  command: readonly [string, ...string[]];
  tellsId: boolean;
  /** Whether it supports clicks, buttons and closing. */
  interactive: boolean;
}

type Waiting = ChildProcessByStdio<null, Readable, Readable>;

interface State extends DesktopOptions {
  /** Notification → the process that waits for a click on it. */
  waiting: Map<string, Waiting>;
  /** Remembered once it is found, as you may install it while Fuelgauge runs. */
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
    return 'Notifications need notify-send. Install libnotify-bin (Debian, Ubuntu) or libnotify (other systems).';
  return hasSessionBus(state.env) ? null : 'There is no desktop session to show notifications in.';
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
  // It is already on the screen.
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
  // It now waits for a click, which must not keep this process alive.
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
  // If it was interrupted before it could handle that, it has not closed the notification.
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
  // After we exit, nobody would read a click. The notification itself stays.
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

/** The notification is shown once notify-send prints its id or exits with 0. */
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
    give(channelFailure('The desktop did not show the notification within 10 seconds.'));
  });
  signal.addEventListener('abort', abort);
  child.stdout.on('data', () => {
    if (idIn(said.output()) !== null) give(ok(undefined));
  });
  child.on('error', () => give(channelFailure('notify-send could not be started.')));
  // With an id it was shown, even if the exit code is 1 because the desktop does not support buttons.
  child.on('close', (code) =>
    give(code === 0 || idIn(said.output()) !== null ? ok(undefined) : showFailure(said.errors())),
  );
  if (signal.aborted) abort();
  return promise;
}

/** The desktop's id of the notification; null: it was not shown, or this version prints the id later. */
const idIn = (output: string): string | null => /^([1-9]\d*)\n/.exec(output)?.[1] ?? null;

function actionIn(output: string): NotificationAction | null {
  const name = /^(default|snooze|billing)$/m.exec(output)?.[1];
  return name === 'snooze' || name === 'billing' ? name : name === 'default' ? 'open' : null;
}

function closeNotification(id: string, env: DesktopOptions['env']): void {
  const name = 'org.freedesktop.Notifications';
  const call = [`/${name.replaceAll('.', '/')}`, `${name}.CloseNotification`, `uint32:${id}`];
  // If this fails, the notification stays until the user closes it.
  execFile(
    'dbus-send',
    ['--session', '--type=method_call', `--dest=${name}`, ...call],
    { env: childEnvironment(env) },
    () => {},
  );
}

/** Does not pass on notify-send's own text, which may quote the notification. */
function showFailure(errors: string) {
  if (/ServiceUnknown|NameHasNoOwner|ServiceNotFound|Spawn\.\w+/.test(errors))
    return channelFailure('This desktop has no notification service. Start one, such as dunst.');
  if (/connect|autolaunch|address/i.test(errors))
    return channelFailure('Could not reach the desktop session to show the notification.');
  return channelFailure('notify-send could not show the notification.');
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
    `--hint=string:desktop-entry:${appId}`,
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
    // What follows is text, even if it starts with a dash.
    '--',
    withinBytes(oneLine(title), 200) || 'Fuelgauge',
    bodyArgument(body),
  ];
}

/** Escapes the body: the desktop reads it as markup, and notify-send replaces `\n`, `\t` and the like. */
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
    // Both came with 0.8, as did closing.
    interactive: help.includes('--action') && help.includes('boolean'),
  };
}

function hasSessionBus(env: DesktopOptions['env']): boolean {
  if (env.DBUS_SESSION_BUS_ADDRESS) return true;
  return env.XDG_RUNTIME_DIR !== undefined && existsSync(join(env.XDG_RUNTIME_DIR, 'bus'));
}
