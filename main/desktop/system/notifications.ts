import { createHash } from 'node:crypto';
import { app, Notification } from 'electron';
import { appId } from '../../../shared/desktop/app-id.ts';
import { ok, type Result } from '../../../shared/model/index.ts';
import { secondMs } from '../../../shared/time/index.ts';
import type {
  ChannelDriver,
  ChannelFailure,
  NotificationAction,
  OutgoingNotification,
} from '../../engine/channels/define.ts';
import { actionLabels, buttonsOf, urgencyOf } from '../../engine/channels/desktop-parts.ts';
import { channelFailure } from '../../engine/channels/post.ts';
import type { Clock } from '../../engine/clock.ts';
import { platform } from './platform.ts';
import { toastAnswer, toastXml } from './toast.ts';

/** By this, Windows finds the app when a toast is clicked, also to start it. It must never change: old toasts keep it. */
const toastActivator = '{65BDD4E2-ECE0-4363-8611-542029630E01}';

/** How many notifications are kept in memory. Without a reference, Electron drops them together with their clicks. */
const most = 50;
/** The system may ask you first whether Fuelgauge may notify you, or may not answer at all. */
const limitMs = 10 * secondMs;
/** Windows takes a toast first, and says afterwards that it does not show it: because you have switched them off, say. */
const settledMs = platform === 'win32' ? 500 : 0;

/** Before the app is ready: Electron writes both into the shortcut in the Start menu that notifications need. */
export function identifyToWindows(): void {
  if (platform !== 'win32') return;
  app.setAppUserModelId(appId);
  app.setToastActivatorCLSID(toastActivator);
}

interface Shown {
  notification: Notification;
  /** Whether the system has shown it, once it says so. */
  answer: Promise<Result<void, ChannelFailure>>;
}

interface Options {
  clock: Pick<Clock, 'after'>;
  onAction(about: Pick<OutgoingNotification, 'account' | 'episode'>, action: NotificationAction): void;
}

/** Electron's own notifications. */
export function createElectronChannel({ clock, onAction }: Options): ChannelDriver {
  const held = new Map<string, Shown>();
  const drop = (tag: string) => {
    held.get(tag)?.notification.close();
    held.delete(tag);
  };
  const listen = () => {
    Notification.handleActivation((details) => {
      const answer = toastAnswer(details.arguments);
      if (answer !== null) held.delete(answer.tag);
      onAction(answer ?? { account: null, episode: null }, answer?.action ?? 'open');
    });
    // This registers the activator, for which a toast that has started the app is waiting.
    Notification.isSupported();
  };
  // It may be called back at once, and the engine that hears of it is still being made.
  if (platform === 'win32') queueMicrotask(listen);

  function show(outgoing: OutgoingNotification, tag: string): Shown {
    const notification = new Notification(optionsOf(outgoing, tag));
    const { promise: answer, resolve } = Promise.withResolvers<Result<void, ChannelFailure>>();
    notification.once('show', () => clock.after(settledMs, () => resolve(ok(undefined))));
    notification.once('failed', () => {
      held.delete(tag);
      resolve(channelFailure(refused));
    });
    // On Windows, `handleActivation` hears of every click.
    if (platform !== 'win32') {
      notification.on('click', () => onAction(outgoing, 'open'));
      notification.on('action', ({ actionIndex }) => {
        const action = buttonsOf(outgoing)[actionIndex];
        if (action !== undefined) onAction(outgoing, action);
      });
    }
    const shown = { notification, answer };
    held.set(tag, shown);
    const [oldest] = held.keys();
    if (held.size > most && oldest !== undefined) held.delete(oldest);
    notification.show();
    return shown;
  }

  return {
    kind: 'desktop',
    unavailable: async () =>
      Notification.isSupported() ? null : 'This system does not support notifications from Fuelgauge.',
    check: () => ok({ host: null }),
    deliver: async (outgoing, _, signal) => {
      if (signal.aborted) return channelFailure(stopped);
      const tag = tagOf(outgoing.id);
      // After an attempt without an answer, the same one is asked again: it may be on the screen by now.
      const { answer } = held.get(tag) ?? show(outgoing, tag);
      const result = await inTime(answer, clock, signal);
      // What the system would show later is shown at the next start instead.
      if (!result.ok && signal.aborted) drop(tag);
      return result;
    },
    withdraw: (id) => drop(tagOf(id)),
  };
}

/** Windows takes no more than 64 characters, and Electron splits what it hands over at `&` and `=`. */
const tagOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 32);

const optionsOf = (outgoing: OutgoingNotification, tag: string) => ({
  id: tag,
  title: outgoing.title,
  body: outgoing.body,
  silent: !outgoing.sound,
  urgency: urgencyOf(outgoing),
  timeoutType: outgoing.severity === 'critical' ? ('never' as const) : ('default' as const),
  actions: buttonsOf(outgoing).map((action) => ({ type: 'button' as const, text: actionLabels[action] })),
  ...(platform === 'win32' && { toastXml: toastXml(outgoing, tag) }),
});

/** The system's answer; a failure once it takes too long, or Fuelgauge stops. */
function inTime(
  answer: Shown['answer'],
  clock: Pick<Clock, 'after'>,
  signal: AbortSignal,
): Promise<Result<void, ChannelFailure>> {
  const { promise, resolve } = Promise.withResolvers<Result<void, ChannelFailure>>();
  const stop = () => resolve(channelFailure(stopped));
  const cancel = clock.after(limitMs, () => resolve(channelFailure(unanswered)));
  signal.addEventListener('abort', stop);
  void answer.then(resolve);
  return promise.finally(() => {
    cancel();
    signal.removeEventListener('abort', stop);
  });
}

const refused =
  platform === 'darwin'
    ? 'macOS refused the notification. Allow notifications from Fuelgauge in System Settings. From a build that is not signed, macOS shows none.'
    : 'The system refused the notification. Allow notifications from Fuelgauge in the system’s settings.';
const unanswered =
  'The system did not show the notification within 10 seconds. If it asks whether Fuelgauge may notify you, allow it.';
const stopped = 'Fuelgauge stopped before the notification was shown.';
