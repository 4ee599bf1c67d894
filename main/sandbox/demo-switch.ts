import type { EngineApi } from '../../shared/api/engine.ts';
import type { ApiContext } from '../engine/api/procedures.ts';

/** A running demo, as far as the switch is concerned. */
export interface SwitchableDemo<Engine extends EngineApi> {
  engine: Engine;
  close(): Promise<void>;
}

/** The engine that is shown, and the switch between the live one and the demo's: what a shell gives the router. */
export interface DemoSwitch<Engine extends EngineApi> extends ApiContext {
  engine(): Engine;
  demo: NonNullable<ApiContext['demo']>;
}

/**
 * Shows a demo instead of the live engine on request. Starting twice starts only one; requests run one after the other.
 * A shell must call `demo.stop()` before it quits.
 */
export function createDemoSwitch<Engine extends EngineApi>(
  live: Engine,
  start: () => Promise<SwitchableDemo<Engine>>,
): DemoSwitch<Engine> {
  const listeners = new Set<() => void>();
  let running: SwitchableDemo<Engine> | null = null;
  let last: Promise<void> = Promise.resolve();

  const inTurn = (act: () => Promise<void>): Promise<void> => {
    const turn = last.then(act);
    // A demo that failed to start must not block the next request.
    last = turn.catch(() => {});
    return turn;
  };
  const put = (demo: SwitchableDemo<Engine> | null) => {
    running = demo;
    for (const listener of listeners) listener();
  };

  return {
    engine: () => running?.engine ?? live,
    demo: {
      start: () =>
        inTurn(async () => {
          if (!running) put(await start());
        }),
      stop: () =>
        inTurn(async () => {
          const demo = running;
          if (!demo) return;
          put(null);
          await demo.close();
        }),
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}

/** The part of an engine that starts and stops polling. */
export interface Polling {
  start(): void;
  pause(): Promise<void>;
}

/**
 * Lets the live engine poll only while no demo is shown, and while polling is allowed, which it is not while the computer
 * sleeps. `leave` ends this.
 */
export function pollWhileInCharge<Engine extends EngineApi & Polling>(
  world: DemoSwitch<Engine>,
  live: Engine,
) {
  let allowed = true;
  const settle = () => {
    if (allowed && world.engine() === live) live.start();
    else void live.pause();
  };
  settle();
  return {
    allow(wanted: boolean) {
      allowed = wanted;
      settle();
    },
    leave: world.demo.onChange(settle),
  };
}
