import { describe, expect, it } from 'vitest';
import type { Display } from '../../../shared/desktop/geometry.ts';
import { windowBounds } from '../../../shared/desktop/window-bounds.ts';

const usual = { width: 1180, height: 800 };
const main: Display = {
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 30, width: 1920, height: 1050 },
};
const second: Display = {
  bounds: { x: 1920, y: 0, width: 1280, height: 720 },
  workArea: { x: 1920, y: 0, width: 1280, height: 680 },
};

describe('a window', () => {
  it('opens in the middle of the first display when nothing was saved', () => {
    expect(windowBounds(null, [main, second], usual)).toEqual({ x: 370, y: 155, ...usual });
  });
  it('comes back to where it was', () => {
    const saved = { x: 2000, y: 50, width: 900, height: 600 };
    expect(windowBounds(saved, [main, second], usual)).toEqual(saved);
  });
  it('comes back to a visible display when its own is gone', () => {
    const saved = { x: 2000, y: 50, width: 900, height: 600 };
    expect(windowBounds(saved, [main], usual)).toEqual({ x: 370, y: 155, ...usual });
  });
  it('comes back when only its lower part would be visible, which you cannot drag', () => {
    const saved = { x: 100, y: -500, width: 900, height: 600 };
    expect(windowBounds(saved, [main], usual)).toEqual({ x: 370, y: 155, ...usual });
  });
  it('is pulled wholly into the work area', () => {
    const saved = { x: 1700, y: 900, width: 900, height: 600 };
    expect(windowBounds(saved, [main], usual)).toEqual({ x: 1020, y: 480, width: 900, height: 600 });
  });
  it('is never larger than its display', () => {
    expect(windowBounds(null, [second], { width: 4000, height: 4000 })).toEqual(second.workArea);
  });
});
