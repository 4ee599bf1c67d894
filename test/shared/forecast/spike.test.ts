import { describe, expect, it } from 'vitest';
import { detectSpike } from '../../../shared/forecast/index.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/index.ts';
import { balance, NOW, noise } from './made.ts';

const office = (random: () => number) => (at: number) =>
  (new Date(at).getUTCHours() >= 8 ? 20 : 2) * (0.5 + random());

describe('a burn spike', () => {
  it('is recognised within a few polls, with its start and its size', () => {
    const usual = office(noise(1));
    const begin = NOW - 15 * minuteMs;
    const samples = balance({
      hours: 240,
      remaining: 5000,
      perHour: (at) => usual(at) + (at >= begin ? 400 : 0),
    });
    const spike = detectSpike({ now: NOW, samples });
    expect(Math.abs((spike?.since ?? 0) - begin)).toBeLessThanOrEqual(10 * minuteMs);
    expect(spike?.factor).toBeGreaterThan(15);
  });

  it('is not the start of the working day, nor a burst like others before', () => {
    expect(
      detectSpike({ now: NOW, samples: balance({ hours: 240, remaining: 5000, perHour: office(noise(2)) }) }),
    ).toBeNull();
    const nightly = (at: number) => (at % dayMs < hourMs ? 500 : 0);
    for (let hour = 0; hour < 24; hour += 1) {
      const now = NOW + hour * hourMs;
      expect(
        detectSpike({ now, samples: balance({ hours: 240, remaining: 5000, perHour: nightly, now }) }),
      ).toBeNull();
    }
  });

  it('is neither a top-up nor a gap', () => {
    const jumps = [{ at: NOW - 20 * minuteMs, amount: 9000 }];
    const samples = balance({ hours: 240, remaining: 10_000, perHour: 10, jumps });
    expect(detectSpike({ now: NOW, samples })).toBeNull();
    const gappy = balance({ hours: 240, remaining: 5000, perHour: 10 }).filter(
      ({ t }) => t >= NOW || t < NOW - 20 * hourMs,
    );
    expect(detectSpike({ now: NOW, samples: gappy })).toBeNull();
  });

  it('is not recognised with a day of history or less', () => {
    expect(detectSpike({ now: NOW, samples: [] })).toBeNull();
    const samples = balance({ hours: 20, remaining: 5000, perHour: (at) => (at > NOW - hourMs ? 500 : 5) });
    expect(detectSpike({ now: NOW, samples })).toBeNull();
  });
});
