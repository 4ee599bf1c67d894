import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawGauge, type GaugePicture, type GaugeState } from '../../../shared/tray/icon.ts';

const states: GaugeState[] = ['fine', 'warning', 'critical', 'stale', 'offline', 'paused'];
const picture = (over: Partial<GaugePicture>): GaugePicture => ({
  state: 'fine',
  share: 0.5,
  size: 16,
  ink: [0, 0, 0],
  accent: null,
  ...over,
});
/** The sum of all alphas: how much ink is on the picture. */
const ink = (pixels: Uint8Array) =>
  pixels.reduce((sum, value, index) => (index % 4 === 3 ? sum + value : sum), 0);
const alphaAt = (pixels: Uint8Array, size: number, x: number, y: number) =>
  pixels[(Math.floor(y * size) * size + Math.floor(x * size)) * 4 + 3] ?? 0;

describe('drawGauge', () => {
  it('has four bytes a pixel and is the same each time', () => {
    for (const size of [16, 20, 22, 32, 44]) {
      const pixels = drawGauge(picture({ size }));
      expect(pixels).toHaveLength(size * size * 4);
      expect(drawGauge(picture({ size }))).toEqual(pixels);
    }
  });

  it('shows every state by its shape, in one colour and at 16 pixels', () => {
    const drawn = states.map((state) => drawGauge(picture({ state })));
    for (const [index, one] of drawn.entries())
      for (const other of drawn.slice(index + 1)) {
        const different = one.filter((value, at) => at % 4 === 3 && Math.abs(value - (other[at] ?? 0)) > 64);
        expect(different.length).toBeGreaterThanOrEqual(6);
      }
  });

  it('fills more of the arc the more is left', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)];
          fc.pre(more - less > 0.05);
          const amount = (share: number) => ink(drawGauge(picture({ state: 'warning', share, size: 64 })));
          expect(amount(more)).toBeGreaterThan(amount(less));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('leaves the corners and the opening at the bottom empty', () => {
    const pixels = drawGauge(picture({ size: 32, share: 1 }));
    for (const [x, y] of [
      [0, 0],
      [0.99, 0],
      [0, 0.99],
      [0.99, 0.99],
      [0.5, 0.97],
    ] as const)
      expect(alphaAt(pixels, 32, x, y)).toBe(0);
  });

  it('uses the accent only if something needs attention', () => {
    const red = (state: GaugeState) =>
      drawGauge(picture({ state, accent: [255, 0, 0] })).some(
        (value, index) => index % 4 === 0 && value === 255,
      );
    expect(states.filter(red)).toEqual(['warning', 'critical']);
  });
});
