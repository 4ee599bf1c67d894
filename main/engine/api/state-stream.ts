import type { EngineApi } from '../../../shared/api/engine.ts';
import { type AppState, type StatePush, statePushSchema } from '../../../shared/model/index.ts';
import { pushOf } from '../../../shared/state-push.ts';

/** What a stream needs of its shell: the engine in charge, and word of another one. */
export interface StateSource {
  engine(): Pick<EngineApi, 'state' | 'subscribe'>;
  demo: { onChange(listener: () => void): () => void } | null;
}

export interface StateStream {
  /** The next message for this watcher: the state whole, then what changed since. Null: nothing is new. */
  next(): StatePush | null;
  leave(): void;
}

/**
 * What one watcher of the state is to be told, across the switch to the demo and back. `wake` is called when something may
 * be new; a watcher that is slow to ask gets all changes since in one message.
 */
export function openStateStream(source: StateSource, wake: () => void): StateStream {
  let told: AppState | null = null;
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
      const push = latest && pushOf(told, latest);
      if (push) told = latest;
      latest = null;
      return push && statePushSchema.parse(push);
    },
    leave() {
      leave();
      leaveDemo?.();
    },
  };
}
