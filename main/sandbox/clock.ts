/** The sandbox's clock: starts at an instant and runs `speed` times as fast as real time. */
export interface SandboxClock {
  /** Epoch milliseconds. */
  now(): number;
  speed(): number;
  /** Changes the speed from now on. */
  setSpeed(speed: number): void;
}

/** `now` is real time in epoch milliseconds; `speed` is above 0, 1 being real time. */
export function createSandboxClock(options: { speed: number; startAt: number; now(): number }): SandboxClock {
  let speed = options.speed;
  let from = { real: options.now(), at: options.startAt };
  const now = () => Math.floor(from.at + (options.now() - from.real) * speed);
  return {
    now,
    speed: () => speed,
    setSpeed(next) {
      from = { at: now(), real: options.now() };
      speed = next;
    },
  };
}
