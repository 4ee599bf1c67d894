import type { Engine } from '../engine/engine.ts';
import type { Log } from '../engine/log.ts';
import type { Listening } from '../server/listen.ts';
import { startScriptListener } from '../server/script-listener.ts';

/** Answers scripts while the preference is on. Returns how to stop for good. */
export function followScriptPreference(engine: Engine, log: Log): () => Promise<void> {
  let listening: Listening | null = null;
  // One change after the other, so that the last choice wins after quick switching.
  let settled: Promise<void> = Promise.resolve();

  const follow = (wanted: boolean): Promise<void> => {
    settled = settled.then(async () => {
      if (wanted === (listening !== null)) return;
      if (listening) {
        await listening.close();
        listening = null;
      } else {
        const started = await startScriptListener({ live: engine, shown: () => engine, log });
        if (started.ok) listening = started.value;
        else log.warn('scripts are not answered', { reason: started.error.message });
      }
      engine.setUsageAddress(listening && `${listening.origin}/v1/usage`);
    });
    return settled;
  };

  const leave = engine.subscribe(({ preferences }) => void follow(preferences.usageListener));
  void follow(engine.state().preferences.usageListener);
  return () => {
    leave();
    return follow(false);
  };
}
