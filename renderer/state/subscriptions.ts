import { statePushSchema } from '../../shared/model/index.ts';
import { applyPush } from '../../shared/state-push.ts';
import { api } from './client.ts';
import { useStore } from './store.ts';

const shortestWait = 1_000;
const longestWait = 30_000;

/**
 * Keeps the store at the engine's state while the page can be seen, until the returned function is called. A broken stream
 * is opened again, later each time. A hidden page has no stream and tries nothing; it is told anew when it is seen.
 */
export function followState(): () => void {
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
    useStore.setState({ connection: 'lost' });
    if (!document.hidden) timer = setTimeout(open, wait);
    wait = Math.min(longestWait, wait * 2);
  };

  const open = () => {
    timer = undefined;
    leave = openStream(() => {
      wait = shortestWait;
    }, again);
  };

  const arrange = () => {
    if (document.hidden) close();
    else if (leave === null || timer !== undefined) {
      close();
      open();
    }
  };

  document.addEventListener('visibilitychange', arrange);
  arrange();
  return () => {
    ended = true;
    document.removeEventListener('visibilitychange', arrange);
    close();
  };
}

/** Carries one stream into the store, until the returned function is called. `onBroken` is called once, when it ends by itself. */
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
      const push = statePushSchema.safeParse(data);
      if (!push.success) return broken();
      // A stream begins with the state whole; a change before it was still under way from the stream before.
      begun ||= push.data.kind === 'whole';
      if (!begun) return;
      const state = applyPush(useStore.getState().state, push.data);
      if (state === null) return broken();
      onLive();
      useStore.setState({ state, connection: 'live' });
    },
    onConnectionStateChange: ({ state }) => {
      if (!over && state === 'connecting' && useStore.getState().connection === 'live')
        useStore.setState({ connection: 'lost' });
    },
    onError: broken,
    onStopped: broken,
    onComplete: broken,
  });
  const leave = () => {
    over = true;
    stream.unsubscribe();
  };
  if (over) leave();
  return leave;
}
