export interface Point {
  x: number;
  y: number;
}
export interface Rectangle extends Point {
  width: number;
  height: number;
}
/** The part of Electron's `Display` that is needed here. */
export interface Display {
  bounds: Rectangle;
  /** Without bars and docks. */
  workArea: Rectangle;
}

export const centreOf = ({ x, y, width, height }: Rectangle): Point => ({
  x: x + width / 2,
  y: y + height / 2,
});
export const clamp = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(most, value));
export const distance = (a: number, b: number): number => Math.abs(a - b);

/** The display that contains the point, or else the nearest one. `displays` must not be empty. */
export function nearestDisplay<Known extends Display>(point: Point, displays: readonly Known[]): Known {
  const [first, ...others] = displays;
  if (first === undefined) throw new RangeError('There is no display.');
  return others.reduce((best, display) => (away(point, display) < away(point, best) ? display : best), first);
}

function away({ x, y }: Point, { bounds }: Display): number {
  const dx = x - clamp(x, bounds.x, bounds.x + bounds.width);
  const dy = y - clamp(y, bounds.y, bounds.y + bounds.height);
  return Math.hypot(dx, dy);
}

/** The size of the intersection of two rectangles; zero if they do not meet. */
export function overlap(a: Rectangle, b: Rectangle): { width: number; height: number } {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return { width: Math.max(0, width), height: Math.max(0, height) };
}
