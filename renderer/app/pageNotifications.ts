import type { Notification as Message } from '../../shared/model/index.ts';
import { api, useStore } from '../state/index.ts';
import { currentPermission, onPermission } from '../state/permission.ts';

/** Only the page that holds this lock shows notifications; when it closes, another one takes over. */
const lock = 'fuelgauge-notifications';

/**
 * Shows notifications in browser mode while the person wants and the browser allows them, until the returned function
 * is called. Of several open pages one does.
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
  const arrange = () => {
    const wanted = wantedFor();
    if (wanted === shownFor) return;
    stop();
    if (wanted === null) return;
    shownFor = wanted;
    // A broken stream is opened again with the next state that comes in.
    leave = followNotifications(stop);
  };
  const leaveStore = useStore.subscribe(arrange);
  const leavePermission = onPermission(arrange);
  arrange();
  return () => {
    leaveStore();
    leavePermission();
    stop();
  };
}

/** Whose notifications to show: the live world's or the demo's; null: none. */
function wantedFor(): string | null {
  const { state, connection } = useStore.getState();
  if (state === null || connection !== 'live' || currentPermission() !== 'granted') return null;
  return state.alerting.channels.some(({ kind, enabled }) => kind === 'browser' && enabled)
    ? state.mode
    : null;
}

function followNotifications(onBroken: () => void): () => void {
  const gone = new AbortController();
  const follow = () =>
    new Promise<void>((resolve) => {
      const broken = () => {
        if (!gone.signal.aborted) onBroken();
      };
      const stream = api.alerts.onNotification.subscribe(undefined, {
        onData: show,
        onError: broken,
        onStopped: broken,
        onComplete: broken,
      });
      gone.signal.addEventListener('abort', () => {
        stream.unsubscribe();
        resolve();
      });
    });
  if ('locks' in navigator)
    navigator.locks.request(lock, { signal: gone.signal }, follow).catch(() => {
      // Not wanted any more before it was this page's turn.
    });
  else void follow();
  return () => gone.abort();
}

function show(message: Message): void {
  const mask = useStore.getState().state?.preferences.maskAmounts ?? false;
  const { title, body } = mask ? message.masked : message;
  // The tag keeps a message that comes twice from showing twice.
  const shown = new Notification(title, { body, tag: message.id, silent: !message.sound });
  shown.onclick = () => {
    window.focus();
    window.location.hash =
      message.account === null ? '#/alerts' : `#/account/${encodeURIComponent(message.account)}`;
    shown.close();
  };
}
