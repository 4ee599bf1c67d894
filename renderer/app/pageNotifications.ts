import type { Notification as Message } from '../../shared/model/index.ts';
import { isBudgetId } from '../../shared/money/budget-id.ts';
import { api, useStore } from '../state/index.ts';
import { currentPermission, onPermission } from '../state/permission.ts';

/** Only the page with this lock shows notifications; when it closes, another one takes over. */
const lock = 'fuelgauge-notifications';

/**
 * Shows notifications in browser mode while the channel is on and the browser allows them, until you call the returned
 * function. Of several open pages, one shows them.
 */
export function startPageNotifications(): () => void {
  if (window.fuelgauge !== undefined) return () => {};
  let shownFor: string | null = null;
  let leave = () => {};
  const stop = () => {
    leave();
    leave = () => {};
    shownFor = null;
  };
  const update = () => {
    const wanted = wantedFor();
    if (wanted === shownFor) return;
    stop();
    if (wanted === null) return;
    shownFor = wanted;
    // The next state that arrives opens a broken stream again.
    leave = followNotifications(stop);
  };
  const unsubscribeStore = useStore.subscribe(update);
  const unsubscribePermission = onPermission(update);
  update();
  return () => {
    unsubscribeStore();
    unsubscribePermission();
    stop();
  };
}

/** Whose notifications to show: the app's or the demo's; null for none. */
function wantedFor(): string | null {
  const { state, connection } = useStore.getState();
  if (state === null || connection !== 'live' || currentPermission() !== 'granted') return null;
  return state.alerting.channels.some(({ kind, enabled }) => kind === 'browser' && enabled)
    ? state.mode
    : null;
}

function followNotifications(onBroken: () => void): () => void {
  const controller = new AbortController();
  const follow = () =>
    new Promise<void>((resolve) => {
      const broken = () => {
        if (!controller.signal.aborted) onBroken();
      };
      const stream = api.alerts.onNotification.subscribe(undefined, {
        onData: show,
        onError: broken,
      });
      controller.signal.addEventListener('abort', () => {
        stream.unsubscribe();
        resolve();
      });
    });
  if ('locks' in navigator)
    navigator.locks.request(lock, { signal: controller.signal }, follow).catch(() => {
      // Aborted while waiting for the lock.
    });
  else void follow();
  return () => controller.abort();
}

function pageOf({ account, episode }: Message): string {
  if (account !== null) return `#/account/${encodeURIComponent(account)}`;
  return isBudgetId(episode) ? '#/spend' : '#/alerts';
}

function show(message: Message): void {
  const mask = useStore.getState().state?.preferences.maskAmounts ?? false;
  const { title, body } = mask ? message.masked : message;
  // The tag keeps a repeated message from showing twice.
  const shown = new Notification(title, { body, tag: message.id, silent: !message.sound });
  shown.onclick = () => {
    window.focus();
    window.location.hash = pageOf(message);
    shown.close();
  };
}
