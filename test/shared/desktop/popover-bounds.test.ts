import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Display, Rectangle } from '../../../shared/desktop/geometry.ts';
import { popoverBounds } from '../../../shared/desktop/popover-bounds.ts';

const size = { width: 380, height: 500 };
const screen = (
  bounds: Rectangle,
  bar: 'top' | 'bottom' | 'left' | 'right' | 'none',
  thick = 40,
): Display => {
  const { x, y, width, height } = bounds;
  const workArea = {
    top: { x, y: y + thick, width, height: height - thick },
    bottom: { x, y, width, height: height - thick },
    left: { x: x + thick, y, width: width - thick, height },
    right: { x, y, width: width - thick, height },
    none: bounds,
  }[bar];
  return { bounds, workArea };
};
const full = { x: 0, y: 0, width: 1920, height: 1080 };
const icon = (x: number, y: number): Rectangle => ({ x, y, width: 24, height: 24 });
const place = (at: Rectangle | null, displays: Display[], rest = {}) =>
  popoverBounds({ icon: at, pointer: { x: 0, y: 0 }, displays, size, ...rest });

describe('beside the icon', () => {
  it.each([
    ['a menu bar on top (macOS)', 'top', icon(1500, 8), { x: 1322, y: 48 }],
    ['a taskbar below (Windows)', 'bottom', icon(1500, 1048), { x: 1322, y: 532 }],
    ['a taskbar at the left', 'left', icon(8, 900), { x: 48, y: 572 }],
    ['a taskbar at the right', 'right', icon(1888, 900), { x: 1492, y: 572 }],
  ] as const)('%s', (_name, bar, at, expected) => {
    expect(place(at, [screen(full, bar)])).toEqual({ ...expected, ...size });
  });

  it('stays inside at the far end of the bar', () => {
    expect(place(icon(1900, 1048), [screen(full, 'bottom')])).toMatchObject({ x: 1920 - 380 - 8, y: 532 });
  });

  it('opens above the overflow window of Windows, where the icon lies inside the work area', () => {
    expect(place(icon(1700, 960), [screen(full, 'bottom')])).toMatchObject({ x: 1522, y: 452 });
  });

  it('uses the nearest edge when the bar hides itself', () => {
    expect(place(icon(1700, 2), [screen(full, 'none')])).toMatchObject({ y: 34 });
  });

  it('goes to the display of its icon', () => {
    const left = screen({ x: -1280, y: 200, width: 1280, height: 720 }, 'bottom');
    const bounds = place(icon(-100, 890), [screen(full, 'none'), left]);
    expect(bounds.x).toBe(-1280 + 1280 - 380 - 8);
    expect(bounds.y).toBe(200 + 720 - 40 - 500 - 8);
  });

  it('is lower on a low display', () => {
    const low = screen({ x: 0, y: 0, width: 800, height: 400 }, 'bottom');
    expect(place(icon(700, 370), [low])).toEqual({ x: 412, y: 8, width: 380, height: 344 });
  });

  it('finds a display for an icon behind the notch or off every screen', () => {
    const bounds = place(icon(5000, -300), [screen(full, 'top')]);
    expect(bounds).toEqual({ x: 1532, y: 48, ...size });
  });
});

describe('without the bounds of the icon', () => {
  it.each([
    [
      { x: 1800, y: 10 },
      { x: 1532, y: 48 },
    ],
    [
      { x: 1800, y: 1070 },
      { x: 1532, y: 572 },
    ],
    [
      { x: 3, y: 1070 },
      { x: 8, y: 572 },
    ],
  ])('goes into the corner nearest to the pointer %o', (pointer, expected) => {
    for (const unknown of [null, { x: 0, y: 0, width: 0, height: 0 }])
      expect(place(unknown, [screen(full, 'top')], { pointer })).toMatchObject(expected);
  });
});

const rectangle = fc.record({
  x: fc.integer({ min: -4000, max: 4000 }),
  y: fc.integer({ min: -4000, max: 4000 }),
  width: fc.integer({ min: 320, max: 3840 }),
  height: fc.integer({ min: 240, max: 2160 }),
});

it('always lies inside the work area of one display, in whole pixels', () => {
  const displays = fc.array(
    fc
      .tuple(
        rectangle,
        fc.constantFrom('top', 'bottom', 'left', 'right', 'none'),
        fc.integer({ min: 20, max: 80 }),
      )
      .map(([bounds, bar, thick]) => screen(bounds, bar, thick)),
    { minLength: 1, maxLength: 4 },
  );
  const icons = fc.option(
    fc.record({ x: fc.integer(), y: fc.integer(), width: fc.nat({ max: 80 }), height: fc.nat({ max: 80 }) }),
  );
  const pointers = fc.record({ x: fc.integer(), y: fc.integer() });
  fc.assert(
    fc.property(displays, icons, pointers, (all, at, pointer) => {
      const bounds = place(at, all, { pointer });
      expect(Object.values(bounds).every(Number.isInteger)).toBe(true);
      const isInside = ({ workArea: area }: Display) =>
        bounds.x >= area.x &&
        bounds.y >= area.y &&
        bounds.x + bounds.width <= area.x + area.width &&
        bounds.y + bounds.height <= area.y + area.height;
      expect(all.some(isInside)).toBe(true);
    }),
  );
});
