/** The state of the gauge in the tray. Each has its own shape, so that it works in a single colour. */
export type GaugeState = 'fine' | 'warning' | 'critical' | 'stale' | 'offline' | 'paused';

export interface GaugePicture {
  state: GaugeState;
  /** How full the arc is, 0 to 1; null if no account has a limit: then the arc is full. */
  share: number | null;
  /** Width and height in pixels. */
  size: number;
  /** Red, green and blue, 0 to 255: black for a template image, white on a dark bar. */
  ink: readonly [number, number, number];
  /** The colour of arc and sign for a warning or worse; null: the ink. */
  accent: readonly [number, number, number] | null;
}

type Point = readonly [number, number];
interface Stroke {
  from: Point;
  to: Point;
}

// All drawing is in a unit square with its origin in the middle, y down; lengths are shares of the size.
const radius = 0.4;
const arcWidth = 0.115;
const strokeWidth = 0.115;
const trackOpacity = 0.32;
// The arc opens downwards: from 140° over the top to 400°, clockwise.
const arcStart = (140 * Math.PI) / 180;
const arcSpan = (260 * Math.PI) / 180;
const staleGap = 0.62;

/**
 * Draws the gauge as straight (not premultiplied) RGBA bytes, row by row from the top left.
 * Deterministic; anti-aliased from the distance of each pixel's centre to the shapes.
 */
export function drawGauge(picture: GaugePicture): Uint8Array<ArrayBuffer> {
  const { size, state } = picture;
  const pixels = new Uint8Array(size * size * 4);
  const share = picture.share === null ? 1 : Math.min(1, Math.max(0, picture.share));
  const filled =
    state === 'offline' || state === 'paused' ? 0 : state === 'stale' ? Math.min(share, staleGap) : share;
  const strokes = sign(state, share);
  const loud = picture.accent && (state === 'warning' || state === 'critical') ? picture.accent : picture.ink;

  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const point: Point = [(column + 0.5) / size - 0.5, (row + 0.5) / size - 0.46];
      const cover = (distance: number) => Math.min(1, Math.max(0, 0.5 - distance * size));
      const track = trackCover(point, state, cover) * trackOpacity;
      const arc = filled > 0 ? cover(arcDistance(point, 0, filled) - arcWidth / 2) : 0;
      const mark = Math.max(
        0,
        ...strokes.map((stroke) => cover(segmentDistance(point, stroke) - strokeWidth / 2)),
      );
      const alpha = Math.max(track, arc, mark);
      const [red, green, blue] = arc > track || mark > track ? loud : picture.ink;
      pixels.set([red, green, blue, Math.round(alpha * 255)], (row * size + column) * 4);
    }
  return pixels;
}

/** The empty part of the arc; two dots in a stale gauge. */
function trackCover(point: Point, state: GaugeState, cover: (distance: number) => number): number {
  if (state !== 'stale') return cover(arcDistance(point, 0, 1) - arcWidth / 2);
  const parts: readonly Point[] = [
    [0, staleGap],
    [0.74, 0.77],
    [0.9, 0.93],
  ];
  return Math.max(...parts.map(([from, to]) => cover(arcDistance(point, from, to) - arcWidth / 2)));
}

/** The sign in the middle: needle, exclamation mark, cross, slash or bars. */
function sign(state: GaugeState, share: number): readonly Stroke[] {
  switch (state) {
    case 'fine':
    case 'stale': {
      const angle = arcStart + arcSpan * (state === 'stale' ? Math.min(share, staleGap) : share);
      return [{ from: [0, 0], to: [0.2 * Math.cos(angle), 0.2 * Math.sin(angle)] }];
    }
    case 'warning':
      return [
        { from: [0, -0.16], to: [0, 0.04] },
        { from: [0, 0.2], to: [0, 0.2] },
      ];
    case 'critical':
      return [
        { from: [-0.12, -0.12], to: [0.12, 0.12] },
        { from: [0.12, -0.12], to: [-0.12, 0.12] },
      ];
    case 'offline':
      return [{ from: [-0.32, 0.34], to: [0.34, -0.34] }];
    case 'paused':
      return [
        { from: [-0.1, -0.14], to: [-0.1, 0.14] },
        { from: [0.1, -0.14], to: [0.1, 0.14] },
      ];
  }
}

/** Distance from a point to the arc between two shares of its span. */
function arcDistance([x, y]: Point, from: number, to: number): number {
  const turn = 2 * Math.PI;
  const angle = ((((Math.atan2(y, x) - arcStart) % turn) + turn) % turn) / arcSpan;
  if (angle >= from && angle <= to) return Math.abs(Math.hypot(x, y) - radius);
  const ends = [from, to].map((share) => {
    const end = arcStart + arcSpan * share;
    return Math.hypot(x - radius * Math.cos(end), y - radius * Math.sin(end));
  });
  return Math.min(...ends);
}

function segmentDistance([x, y]: Point, { from, to }: Stroke): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  const along =
    length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from[0]) * dx + (y - from[1]) * dy) / length));
  return Math.hypot(x - from[0] - along * dx, y - from[1] - along * dy);
}
