import type { EngineApi } from '../../shared/api/engine.ts';
import type { ApiContext } from '../engine/api/procedures.ts';

/** A running demo, as far as the switch is concerned. */
export interface SwitchableDemo<Engine extends EngineApi> {
  engine: Engine;
  close(): Promise<void>;
}

/** The engine in charge and the way between the live one and the demo's: what a shell gives to the router. */
export interface DemoSwitch<Engine extends EngineApi> extends ApiContext {
  engine(): Engine;
  demo: NonNullable<ApiContext['demo']>;
}

/**
 * Puts a demo in front of the live engine on request. Starting twice starts one; requests are carried out one after
 * the other. Before quitting, a shell calls `demo.stop()`.
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
    // A demo that could not start must not keep the next request from its turn.
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

/** The part of an engine that begins and stops to poll. */
export interface Polling {
  start(): void;
  pause(): Promise<void>;
}

/**
 * Lets the live engine poll only while no demo stands in front of it, for who looks around asks nobody, and while it is
 * allowed to: not in a computer's sleep. `leave` stops following.
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
