import { drawGauge } from './icon.ts';

const plate = [47, 111, 99] as const;
const ink = [255, 255, 255] as const;
/** As shares of the icon's size: the plate's margin and corner radius, and the gauge's size. */
const margin = 0.06;
const corner = 0.2;
const gaugeShare = 0.62;

/** The app's icon: the tray's gauge on a rounded plate, as straight RGBA. */
export function drawAppIcon(size: number): Uint8Array<ArrayBuffer> {
  const rgba = new Uint8Array(size * size * 4);
  const gaugeSize = Math.round(size * gaugeShare);
  const gauge = drawGauge({ state: 'fine', share: 0.72, size: gaugeSize, ink, accent: null });
  const offset = Math.round((size - gaugeSize) / 2);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const [gx, gy] = [x - offset, y - offset];
      const isOnGauge = gx >= 0 && gy >= 0 && gx < gaugeSize && gy < gaugeSize;
      const over = isOnGauge ? (gauge[(gy * gaugeSize + gx) * 4 + 3] ?? 0) / 255 : 0;
      const blend = (channel: 0 | 1 | 2) => Math.round(ink[channel] * over + plate[channel] * (1 - over));
      const alpha = Math.round(255 * plateCover(x + 0.5, y + 0.5, size));
      rgba.set([blend(0), blend(1), blend(2), alpha], (y * size + x) * 4);
    }
  return rgba;
}

/** How much of a pixel the rounded plate covers, 0 to 1, from the distance of its centre to the plate's edge. */
function plateCover(x: number, y: number, size: number): number {
  const half = size * (0.5 - margin);
  const radius = size * corner;
  const [dx, dy] = [Math.abs(x - size / 2) - half + radius, Math.abs(y - size / 2) - half + radius];
  const outside = Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
  return Math.min(1, Math.max(0, 0.5 - outside));
}
