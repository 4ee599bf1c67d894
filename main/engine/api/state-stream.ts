import type { EngineApi } from '../../../shared/api/engine.ts';
import {
  type AppState,
  besidesAccountsSchema,
  type StatePush,
  statePartsSchema,
} from '../../../shared/model/index.ts';
import { pushOf } from '../../../shared/state-push.ts';

/** What a stream needs from its shell: the engine that is shown, and an event when that changes. */
export interface StateSource {
  engine(): Pick<EngineApi, 'state' | 'subscribe'>;
  demo: { onChange(listener: () => void): () => void } | null;
}

export interface StateStream {
  /** The next message for this watcher: first the whole state, then what changed since. Null: nothing is new. */
  next(): StatePush | null;
  leave(): void;
}

/**
 * The messages for one watcher of the state, including switches to the demo and back. `wake` is called when there may be
 * something new. A slow watcher gets all changes in one message.
 */
export function openStateStream(source: StateSource, wake: () => void): StateStream {
  let sent: AppState | null = null;
  let latest: AppState | null = null;
  const follow = () => {
    const engine = source.engine();
    latest = engine.state();
    return engine.subscribe((state) => {
      latest = state;
      wake();
    });
  };
  let leave = follow();
  const leaveDemo = source.demo?.onChange(() => {
    leave();
    leave = follow();
    wake();
  });
  return {
    next() {
      const push = latest && pushOf(sent, latest);
      if (push) sent = latest;
      latest = null;
      if (!push) return null;
      // The engine has checked each account when it worked it out.
      if (push.kind === 'change') return { ...push, parts: statePartsSchema.parse(push.parts) };
      return {
        ...push,
        state: { ...besidesAccountsSchema.parse(push.state), accounts: push.state.accounts },
      };
    },
    leave() {
      leave();
      leaveDemo?.();
    },
  };
}
