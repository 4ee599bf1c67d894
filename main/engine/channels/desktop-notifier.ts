import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { arch } from 'node:os';
import { promisify } from 'node:util';
import { ok, type Result } from '../../../shared/model/index.ts';
import type { ChannelFailure, NotificationAction, OutgoingNotification } from './define.ts';
import { actionLabels, buttonsOf, type DesktopOptions, type Presenter } from './desktop-parts.ts';
import { channelFailure } from './post.ts';
import { childEnvironment } from './processes.ts';
import { oneLine, withinBytes } from './texts.ts';

// node-notifier 10 and the programs in its package: SnoreToast 0.7 on Windows, terminal-notifier on macOS. Both run while
// the notification is shown, and report what was clicked when they end.

/** The options of node-notifier that we use. Its published types lack some of them. */
export interface NotifierOptions {
  title?: string;
  message?: string;
  sound?: boolean;
  icon?: string;
  actions?: string[];
  /** Windows. */
  id?: number;
  /** The id of the notification to remove. */
  close?: number;
  /** macOS; `timeout` in seconds. */
  group?: number;
  timeout?: number;
  /** The group of the notification to remove. */
  remove?: number;
}
export type Heard = (
  error: unknown,
  response?: string,
  data?: { activationType?: string; activationValue?: string },
) => void;
export interface Notifier {
  notify(options: NotifierOptions, heard: Heard): unknown;
}

/** Loaded for the first notification, because it is large and most commands show none. */
export async function loadNotifier(platform: NodeJS.Platform): Promise<Notifier> {
  const { default: nodeNotifier } = await import('node-notifier');
  if (platform === 'darwin') {
    const center = new nodeNotifier.NotificationCenter();
    return { notify: (options: NotifierOptions, heard) => center.notify(options, heard) };
  }
  const toaster = new nodeNotifier.WindowsToaster();
  return { notify: (options: NotifierOptions, heard) => toaster.notify(options, heard) };
}

/** A program that ends sooner than this, without output, has shown nothing. */
const settledMs = 1500;
const hour = 3600;
/** terminal-notifier removes the notification after this time, and reports clicks only until then. */
const macSeconds = { info: hour, warning: 8 * hour, critical: 24 * hour };
const macMessageBytes = 256;

interface State extends DesktopOptions {
  load: (platform: NodeJS.Platform) => Promise<Notifier>;
  runsHere: () => Promise<boolean>;
  /** Notification id → the system's id. */
  standing: Map<string, number>;
}

export function createNotifierPresenter(
  options: DesktopOptions,
  load: State['load'],
  runsHere: State['runsHere'] = () => runsIntelPrograms(options.env),
): Presenter {
  const state: State = { ...options, load, runsHere, standing: new Map() };
  return {
    unavailable: () => unavailable(state),
    deliver: (notification, signal) => deliver(state, notification, signal),
    withdraw: (id) => withdraw(state, id),
  };
}

async function unavailable({ platform, runsHere }: State): Promise<string | null> {
  return platform === 'darwin' && !(await runsHere())
    ? 'On this Mac, notifications need Rosetta. Install it with: softwareupdate --install-rosetta'
    : null;
}

async function deliver(
  state: State,
  notification: OutgoingNotification,
  signal: AbortSignal,
): Promise<Result<void, ChannelFailure>> {
  const { standing, clock, platform, load } = state;
  if (signal.aborted) return channelFailure('Fuelgauge stopped before the notification was shown.');
  const sentence = await unavailable(state);
  if (sentence !== null) return channelFailure(sentence, { retry: false });
  if (standing.has(notification.id)) return ok(undefined);
  const handle = randomInt(1, 2 ** 31 - 1);
  standing.set(notification.id, handle);

  const { promise, resolve } = Promise.withResolvers<Result<void, ChannelFailure>>();
  const cancel = clock.after(settledMs, () => resolve(ok(undefined)));
  const heard: Heard = (error, response, data) => {
    cancel();
    if (!standing.delete(notification.id)) return;
    const failed = error instanceof Error || (response === undefined && data?.activationType === undefined);
    resolve(failed ? channelFailure('The system did not show the notification.') : ok(undefined));
    const action = failed ? null : actionOf(notification, response, data);
    if (action !== null) state.onAction(notification, action);
  };
  try {
    (await load(platform)).notify(optionsFor(state, notification, handle), heard);
  } catch (error) {
    heard(error instanceof Error ? error : new Error('node-notifier could not be loaded'));
  }
  return await promise;
}

function optionsFor(
  { platform, icon }: State,
  notification: OutgoingNotification,
  handle: number,
): NotifierOptions {
  const { title, body, severity, sound } = notification;
  const isMac = platform === 'darwin';
  const message = body.split('\n').map(oneLine).join('\n');
  const actions = buttonsOf(notification).map((action) => actionLabels[action]);
  return {
    title: withinBytes(oneLine(title), 200) || 'Fuelgauge',
    message: withinBytes(message, isMac ? macMessageBytes : 1000),
    sound,
    ...(actions.length > 0 && { actions }),
    ...(icon !== undefined && { icon }),
    ...(isMac
      ? { group: handle, timeout: macSeconds[severity] }
      : // Without an app ID, SnoreToast makes the shortcut that tells it of clicks; with ours, Windows would tell nobody.
        { id: handle }),
  };
}

function withdraw({ standing, load, platform }: State, notificationId: string): void {
  const handle = standing.get(notificationId);
  if (handle === undefined) return;
  void load(platform)
    .then((notifier) => notifier.notify(removalOf(platform, handle), () => {}))
    .catch(() => {});
}

/** On Windows node-notifier checks for a message or `close` before it would translate `remove`. */
const removalOf = (platform: NodeJS.Platform, handle: number): NotifierOptions =>
  platform === 'darwin' ? { remove: handle } : { close: handle };

/** The action that was clicked; null if it was only dismissed. The two systems report it in different places. */
function actionOf(
  notification: OutgoingNotification,
  response: string | undefined,
  data: { activationType?: string; activationValue?: string } | undefined,
): NotificationAction | null {
  const reported = [data?.activationValue, data?.activationType, response].map((text) => text?.toLowerCase());
  const button = buttonsOf(notification).find((action) =>
    reported.includes(actionLabels[action].toLowerCase()),
  );
  if (button !== undefined) return button;
  // A click is `contentsClicked` on macOS and `clicked` on Windows; the close button is not a click.
  return response === 'activate' && data?.activationType !== 'actionClicked' ? 'open' : null;
}

/** terminal-notifier is built for Intel, so Apple silicon needs Rosetta to run it. */
async function runsIntelPrograms(env: DesktopOptions['env']): Promise<boolean> {
  if (arch() !== 'arm64') return true;
  return await promisify(execFile)('/usr/bin/arch', ['-x86_64', '/usr/bin/true'], {
    env: childEnvironment(env),
  }).then(
    () => true,
    () => false,
  );
}
