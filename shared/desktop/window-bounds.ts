import { centreOf, clamp, type Display, nearestDisplay, overlap, type Rectangle } from './geometry.ts';

/** How much of a window's title bar must be visible, so that you can drag it. */
const grip = { width: 120, height: 32 };

/**
 * Where a window opens: at its last bounds, fitted into the work area of their display, if they are still reachable; else
 * centred on the first display. `displays` must not be empty.
 */
export function windowBounds(
  saved: Rectangle | null,
  displays: readonly Display[],
  usual: { width: number; height: number },
): Rectangle {
  if (saved !== null && isReachable(saved, displays)) {
    const { workArea } = nearestDisplay(centreOf(saved), displays);
    return fit(saved, workArea);
  }
  const [first] = displays;
  if (first === undefined) throw new RangeError('There is no display.');
  const { workArea } = first;
  const middle = centreOf(workArea);
  return fit({ x: middle.x - usual.width / 2, y: middle.y - usual.height / 2, ...usual }, workArea);
}

function isReachable(saved: Rectangle, displays: readonly Display[]): boolean {
  const bar = { ...saved, height: grip.height };
  return displays.some(({ workArea }) => {
    const seen = overlap(bar, workArea);
    return seen.width >= Math.min(grip.width, saved.width) && seen.height >= grip.height / 2;
  });
}

function fit(wanted: Rectangle, room: Rectangle): Rectangle {
  const width = Math.round(Math.min(wanted.width, room.width));
  const height = Math.round(Math.min(wanted.height, room.height));
  return {
    width,
    height,
    x: Math.round(clamp(wanted.x, room.x, room.x + room.width - width)),
    y: Math.round(clamp(wanted.y, room.y, room.y + room.height - height)),
  };
}
