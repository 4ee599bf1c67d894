import { EventEmitter } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type {
  ActivationArguments,
  Notification as ElectronNotification,
  NotificationConstructorOptions,
} from 'electron';
import { xmlOf } from './toast.ts';

/** What the system does with a notification: it may show it, refuse it, or say nothing until you have answered it. */
export type Willing = 'shows' | 'refuses' | 'waits';
export const presenter: { willing: Willing } = { willing: 'shows' };

interface Standing {
  /** As the person sees it. */
  title: string;
  body: string;
  silent: boolean;
  stays: boolean;
  buttons: string[];
  /** What Windows hands over for a click on the text, and on each button. */
  launch: string;
  pressed: string[];
  tag: string;
  /** The app may let its object go; its clicks then find nobody. */
  object: WeakRef<StandInNotification>;
}

/** Those that are shown now. */
export const shownNotifications: Standing[] = [];
/** Those about which the system still waits for you. */
const waiting: StandInNotification[] = [];

const onWindows = process.platform === 'win32';
/** Documented for macOS: what the app no longer holds is withdrawn (docs of Notification.getHistory, August 2026). */
const collected = new FinalizationRegistry<Standing>((standing) => {
  if (process.platform === 'darwin') remove(standing);
});

function remove(standing: Standing | undefined): void {
  const at = standing ? shownNotifications.indexOf(standing) : -1;
  if (at >= 0) shownNotifications.splice(at, 1);
}

let lastId = 0;

class StandInNotification extends EventEmitter implements Pick<ElectronNotification, 'show' | 'close'> {
  readonly options: NotificationConstructorOptions;
  readonly tag: string;

  constructor(options: NotificationConstructorOptions = {}) {
    super();
    lastId += 1;
    this.options = options;
    this.tag = options.id || `generated-${lastId}`;
    if (onWindows && this.tag.length > 64)
      throw new Error('Notification id exceeds Windows limit of 64 UTF-16 characters');
  }

  /** The first question makes Electron's presenter, which registers the activator: only then Windows hands over a toast. */
  static isSupported = () => {
    const { early } = activation;
    activation.early = null;
    if (early !== null)
      setImmediate(() => {
        if (activation.handler) activation.handler(early);
        else activation.stored = early;
      });
    return true;
  };

  /** Called back for each activation of a toast, and at once for one that came before. Windows alone has it. */
  static handleActivation = onWindows
    ? (callback: (details: ActivationArguments) => void) => {
        activation.handler = callback;
        const { stored } = activation;
        activation.stored = null;
        if (stored !== null) callback(stored);
      }
    : undefined;

  show(): void {
    this.close();
    if (presenter.willing === 'waits') waiting.push(this);
    // Linux answers within the call, the others later.
    else if (process.platform === 'linux') this.settle();
    else setImmediate(() => this.settle());
  }

  settle(): void {
    if (presenter.willing === 'refuses') {
      // Windows takes it, and says afterwards that it was not shown (ToastNotification.Failed).
      if (onWindows) this.emit('show', {});
      this.emit('failed', {}, 'Settings prevent the notification from being delivered.');
      return;
    }
    const standing = standingOf(this);
    // One with the same tag replaces the one before.
    remove(shownNotifications.find(({ tag }) => tag === this.tag));
    shownNotifications.push(standing);
    collected.register(this, standing);
    this.emit('show', {});
  }

  close(): void {
    const at = waiting.indexOf(this);
    if (at >= 0) waiting.splice(at, 1);
    remove(shownNotifications.find(({ object }) => object.deref() === this));
  }
}

function standingOf(notification: StandInNotification): Standing {
  const { options, tag } = notification;
  const object = new WeakRef(notification);
  const { title = '', body = '', silent = false, timeoutType, actions = [], toastXml } = options;
  const buttons = actions.map(({ text = '' }) => text);
  const stays = timeoutType === 'never' && process.platform !== 'darwin';
  const pressed = buttons.map((_, index) => `type=action&action=${index}&tag=${tag}`);
  const usual = { title, body, silent, stays, buttons, launch: '', pressed, tag, object };
  // On Windows this takes the place of everything else.
  return onWindows && toastXml ? { ...usual, ...xmlOf(toastXml) } : usual;
}

const activation: {
  handler: ((details: ActivationArguments) => void) | null;
  /** What started the app, until there is an activator. */
  early: ActivationArguments | null;
  /** What was clicked while nobody listened; the last one alone. */
  stored: ActivationArguments | null;
} = {
  handler: null,
  stored: null,
  early: process.env.STAND_IN_TOAST === undefined ? null : detailsOf(process.env.STAND_IN_TOAST),
};

function detailsOf(given: string): ActivationArguments {
  const type = new URLSearchParams(given).get('type') ?? 'click';
  const index = new URLSearchParams(given).get('action');
  return {
    type,
    arguments: given,
    ...(type === 'action' && { actionIndex: index === null ? -1 : Number(index) }),
  };
}

/** A click on a notification, or on one of its buttons. False: there is none. */
export function clickNotification(at: number, button: number | null): boolean {
  const standing = shownNotifications[at];
  const given = button === null ? standing?.launch : standing?.pressed[button];
  if (standing === undefined || given === undefined) return false;
  remove(standing);
  const object = standing.object.deref();
  if (!onWindows) {
    if (button === null) return object?.emit('click', {}) ?? false;
    return object?.emit('action', { actionIndex: button, selectionIndex: -1 }, button, -1) ?? false;
  }
  return activate(given, object);
}

/** As HandleToastActivation and the toast's own event (windows_toast_notification.cc, August 2026). */
function activate(given: string, object: StandInNotification | undefined): boolean {
  const isStructured = /type=(action|reply)/.test(given);
  const details = detailsOf(given);
  // A plain click on a toast whose object lives goes to the object alone.
  if (!isStructured && object) return object.emit('click', {});
  activation.handler?.(details);
  if (activation.handler === null) activation.stored = details;
  const { actionIndex = -1 } = details;
  if (object && details.type === 'action' && actionIndex >= 0)
    object.emit('action', { actionIndex }, actionIndex, -1);
  return activation.handler !== null;
}

/** You have answered the system's question. */
export function answerWaiting(): void {
  for (const notification of waiting.splice(0)) notification.settle();
}

/** Collects what the app no longer holds. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  for (let round = 0; round < 3; round += 1) {
    if (typeof collect === 'function') collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export { StandInNotification as Notification };
