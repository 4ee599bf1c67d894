import { applyPush, isStatePush } from '../../shared/state-push.ts';
import { api } from './client.ts';
import { distrust, isSignedOut, onSignIn, signInFromAddress } from './session.ts';
import { useStore } from './store.ts';

const shortestWait = 1_000;
const longestWait = 30_000;

/**
 * Keeps the store up to date with the engine while the page is visible, until you call the returned function. It reopens
 * a broken stream with growing delays. A hidden page has no stream; it gets the whole state again when it is visible.
 */
export function followState(): () => void {
  signInFromAddress();
  let ended = false;
  let wait = shortestWait;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let leave: (() => void) | null = null;

  const close = () => {
    clearTimeout(timer);
    timer = undefined;
    leave?.();
    leave = null;
  };

  const again = () => {
    close();
    if (ended) return;
    distrust();
    useStore.setState({ connection: isSignedOut() ? 'signed-out' : 'lost' });
    if (!document.hidden) timer = setTimeout(open, wait);
    wait = Math.min(longestWait, wait * 2);
  };

  const open = () => {
    timer = undefined;
    leave = openStream(() => {
      wait = shortestWait;
    }, again);
  };

  const openOrClose = () => {
    if (document.hidden) close();
    else if (leave === null || timer !== undefined) {
      close();
      open();
    }
  };

  document.addEventListener('visibilitychange', openOrClose);
  const unsubscribe = onSignIn(() => {
    wait = shortestWait;
    if (!document.hidden && useStore.getState().connection !== 'live') openOrClose();
  });
  openOrClose();
  return () => {
    ended = true;
    unsubscribe();
    document.removeEventListener('visibilitychange', openOrClose);
    close();
  };
}

/** Feeds one stream into the store, until you call the returned function. Calls `onBroken` once if the stream ends by itself. */
function openStream(onLive: () => void, onBroken: () => void): () => void {
  let over = false;
  let begun = false;
  const broken = () => {
    if (over) return;
    over = true;
    onBroken();
  };
  const stream = api.onState.subscribe(undefined, {
    onData: (data) => {
      if (over) return;
      if (!isStatePush(data)) return broken();
      // A stream starts with the whole state; a change before that belongs to the previous stream.
      begun ||= data.kind === 'whole';
      if (!begun) return;
      const state = applyPush(useStore.getState().state, data);
      if (state === null) return broken();
      onLive();
      useStore.setState({ state, connection: 'live' });
    },
    onError: broken,
  });
  const leave = () => {
    over = true;
    stream.unsubscribe();
  };
  if (over) leave();
  return leave;
}
