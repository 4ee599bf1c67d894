import {
  centreOf,
  clamp,
  type Display,
  distance,
  nearestDisplay,
  type Point,
  type Rectangle,
} from './geometry.ts';

// Where the popover goes: beside its icon, inside the work area of the icon's display. All in device-independent pixels, as
// in Electron.

export interface PopoverPlace {
  /** Null or empty if the system does not say, as on Linux. */
  icon: Rectangle | null;
  pointer: Point;
  /** At least one. */
  displays: readonly Display[];
  size: { width: number; height: number };
}

/** Between the popover and the bar, and around it. */
const gap = 8;

/**
 * The popover's bounds in whole pixels, shrunk if the work area is too small. Without the icon's bounds it goes into the
 * corner of the pointer's display that is nearest to the pointer, because trays are in corners.
 */
export function popoverBounds({ icon, pointer, displays, size }: PopoverPlace): Rectangle {
  const known = icon !== null && icon.width > 0 && icon.height > 0 ? icon : null;
  const anchor = known === null ? pointer : centreOf(known);
  const display = nearestDisplay(anchor, displays);
  const room = inset(display.workArea);
  const width = Math.min(size.width, room.width);
  const height = Math.min(size.height, room.height);
  const most = { x: room.x + room.width - width, y: room.y + room.height - height };
  const beside =
    known === null ? corner(anchor, room, most) : besideIcon(known, display, room, { width, height });
  return {
    x: Math.round(clamp(beside.x, room.x, most.x)),
    y: Math.round(clamp(beside.y, room.y, most.y)),
    width: Math.round(width),
    height: Math.round(height),
  };
}

function inset({ x, y, width, height }: Rectangle): Rectangle {
  return {
    x: x + gap,
    y: y + gap,
    width: Math.max(1, width - 2 * gap),
    height: Math.max(1, height - 2 * gap),
  };
}

function corner(anchor: Point, room: Rectangle, most: Point): Point {
  const middle = centreOf(room);
  return { x: anchor.x < middle.x ? room.x : most.x, y: anchor.y < middle.y ? room.y : most.y };
}

/** Centred on the icon along the bar, and next to it. */
function besideIcon(
  icon: Rectangle,
  display: Display,
  room: Rectangle,
  size: { width: number; height: number },
): Point {
  const along = centreOf(icon);
  switch (edgeOf(icon, display)) {
    case 'top':
      return { x: along.x - size.width / 2, y: Math.max(room.y, icon.y + icon.height + gap) };
    case 'bottom':
      return { x: along.x - size.width / 2, y: icon.y - size.height - gap };
    case 'left':
      return { x: Math.max(room.x, icon.x + icon.width + gap), y: along.y - size.height / 2 };
    case 'right':
      return { x: icon.x - size.width - gap, y: along.y - size.height / 2 };
  }
}

/**
 * The edge with the bar: the one where the icon is outside the work area or, if the bar hides itself or the icon is in an
 * overflow window, the edge of the display nearest to it.
 */
function edgeOf(icon: Rectangle, { bounds, workArea }: Display): 'top' | 'bottom' | 'left' | 'right' {
  const { x, y } = centreOf(icon);
  if (y < workArea.y) return 'top';
  if (y >= workArea.y + workArea.height) return 'bottom';
  if (x < workArea.x) return 'left';
  if (x >= workArea.x + workArea.width) return 'right';
  const edges = [
    ['bottom', distance(y, bounds.y + bounds.height)],
    ['top', distance(y, bounds.y)],
    ['right', distance(x, bounds.x + bounds.width)],
    ['left', distance(x, bounds.x)],
  ] as const;
  return edges.reduce((nearest, edge) => (edge[1] < nearest[1] ? edge : nearest))[0];
}
