import { appStateSchema } from '../../shared/model/index.ts';
import { api } from './client.ts';
import { useStore } from './store.ts';

const shortestWait = 1_000;
const longestWait = 30_000;

/**
 * Keeps the store at the engine's state until the returned function is called. A broken stream is opened
 * again, later each time; while the page is hidden nothing is tried.
 */
export function followState(): () => void {
  let ended = false;
  let wait = shortestWait;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let leave = () => {};

  const again = () => {
    leave();
    leave = () => {};
    if (ended) return;
    useStore.setState({ connection: 'lost' });
    clearTimeout(timer);
    if (document.hidden) timer = undefined;
    else timer = setTimeout(open, wait);
    wait = Math.min(longestWait, wait * 2);
  };

  const open = () => {
    timer = undefined;
    let over = false;
    const broken = () => {
      if (over) return;
      over = true;
      again();
    };
    const stream = api.onState.subscribe(undefined, {
      onData: (data) => {
        const parsed = appStateSchema.safeParse(data);
        if (!parsed.success) return broken();
        wait = shortestWait;
        useStore.setState({ state: parsed.data, connection: 'live' });
      },
      onConnectionStateChange: ({ state }) => {
        if (state === 'connecting' && useStore.getState().connection === 'live')
          useStore.setState({ connection: 'lost' });
      },
      onError: broken,
      onStopped: broken,
      onComplete: broken,
    });
    leave = () => {
      over = true;
      stream.unsubscribe();
    };
    if (over) leave();
  };

  const seen = () => {
    if (document.hidden || timer !== undefined) return;
    if (useStore.getState().connection === 'lost') {
      leave();
      open();
    }
  };

  document.addEventListener('visibilitychange', seen);
  open();
  return () => {
    ended = true;
    document.removeEventListener('visibilitychange', seen);
    clearTimeout(timer);
    leave();
  };
}
