import { describe, expect, it } from 'vitest';
import { createSandboxClock } from '../../main/sandbox/clock.ts';

describe('the sandbox clock', () => {
  it('runs faster than real time, from its own start', () => {
    let real = 1000;
    const clock = createSandboxClock({ speed: 60, startAt: 5_000_000, now: () => real });
    expect(clock.now()).toBe(5_000_000);
    real += 1000;
    expect(clock.now()).toBe(5_060_000);
  });

  it('keeps what has passed when its speed changes', () => {
    let real = 0;
    const clock = createSandboxClock({ speed: 10, startAt: 0, now: () => real });
    real = 100;
    clock.setSpeed(1);
    expect(clock.now()).toBe(1000);
    real = 150;
    expect(clock.now()).toBe(1050);
    expect(clock.speed()).toBe(1);
  });
});
