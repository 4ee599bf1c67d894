import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import type { GaugeState } from '../../../shared/tray/icon.ts';
import { electronBitmap, isBarDark, type Platform, trayPictures } from '../../../shared/tray/pictures.ts';

// The icon in all its states and sizes against pictures that were looked at. To make them anew: GOLDEN=write vitest run
// test/shared/tray/golden.test.ts, then look at them.

const gauges: { state: GaugeState; share: number | null }[] = [
  { state: 'fine', share: 0.86 },
  { state: 'fine', share: 0.4 },
  { state: 'fine', share: null },
  { state: 'warning', share: 0.18 },
  { state: 'critical', share: 0.05 },
  { state: 'stale', share: 0.6 },
  { state: 'offline', share: 0.6 },
  { state: 'paused', share: 0.6 },
];
const grounds = {
  light: [244, 244, 242],
  dark: [32, 33, 36],
  blue: [42, 93, 140],
} as const;
type Ground = keyof typeof grounds;

/** Windows has a picture for each scale of its display, the others one for all. */
const scales: Record<Platform, number[]> = {
  darwin: [1],
  win32: [1, 1.25, 1.5, 1.75, 2, 2.5, 3],
  linux: [1],
};

/** One row a gauge, all sizes side by side, on the ground of a bar. */
function sheet(platform: Platform, ground: Ground): PNG {
  const dark = ground !== 'light';
  const rows = gauges.map((gauge) =>
    scales[platform].flatMap((scale) => trayPictures(gauge, { platform, dark, scale }).pictures),
  );
  const cell = Math.max(...rows.flatMap((row) => row.map(({ size }) => size))) + 8;
  const png = new PNG({ width: cell * (rows[0]?.length ?? 0), height: cell * rows.length });
  const base = grounds[ground];
  for (let at = 0; at < png.data.length; at += 4) png.data.set([...base, 255], at);
  for (const [line, row] of rows.entries())
    for (const [column, { size, rgba }] of row.entries())
      for (let at = 0; at < size * size; at += 1) {
        const alpha = (rgba[at * 4 + 3] ?? 0) / 255;
        const x = column * cell + 4 + (at % size);
        const y = line * cell + 4 + Math.floor(at / size);
        // The system draws a template in the colour of its bar: here as it is.
        const blend = (channel: 0 | 1 | 2) =>
          Math.round((rgba[at * 4 + channel] ?? 0) * alpha + base[channel] * (1 - alpha));
        png.data.set([blend(0), blend(1), blend(2)], (y * png.width + x) * 4);
      }
  return png;
}

it.each([
  ['darwin', 'light'],
  ['win32', 'light'],
  ['win32', 'blue'],
  ['linux', 'dark'],
] as const)('the icons of %s on a %s bar look as they did', (platform, ground) => {
  const file = join(import.meta.dirname, 'golden', `${platform}-${ground}.png`);
  const drawn = sheet(platform, ground);
  if (process.env.GOLDEN === 'write') writeFileSync(file, PNG.sync.write(drawn));
  expect(existsSync(file)).toBe(true);
  const kept = PNG.sync.read(readFileSync(file));
  expect([drawn.width, drawn.height]).toEqual([kept.width, kept.height]);
  // Sines and roots may differ in their last bit from machine to machine: one step of 255 at most.
  const furthest = drawn.data.reduce(
    (most, value, at) => Math.max(most, Math.abs(value - (kept.data[at] ?? 0))),
    0,
  );
  expect(furthest).toBeLessThanOrEqual(1);
});

it('gives macOS a template, and the others the ink of their theme', () => {
  const inkOf = (platform: Platform, dark: boolean) => {
    const { template, pictures } = trayPictures({ state: 'fine', share: 1 }, { platform, dark, scale: 1 });
    return [template, pictures[0]?.rgba[0]];
  };
  expect(inkOf('darwin', true)).toEqual([true, 0]);
  expect(inkOf('win32', true)).toEqual([false, 255]);
  expect(inkOf('linux', false)).toEqual([false, 0]);
});

it.each([
  [1, 16],
  [1.25, 20],
  [1.75, 28],
  [3, 48],
])('draws one picture for Windows at scale %s, of %s pixels, as the one at scale 1', (scale, size) => {
  const { pictures } = trayPictures({ state: 'fine', share: 1 }, { platform: 'win32', dark: true, scale });
  expect(pictures.map((picture) => [picture.scaleFactor, picture.size])).toEqual([[1, size]]);
});

it.each([
  [
    'Windows with a dark taskbar and light apps',
    { platform: 'win32', systemDark: true, appsDark: false, desktop: '' },
    true,
  ],
  [
    'Windows with a light taskbar and dark apps',
    { platform: 'win32', systemDark: false, appsDark: true, desktop: '' },
    false,
  ],
  [
    'GNOME in light',
    { platform: 'linux', systemDark: false, appsDark: false, desktop: 'ubuntu:GNOME' },
    true,
  ],
  ['KDE in light', { platform: 'linux', systemDark: false, appsDark: false, desktop: 'KDE' }, false],
  ['KDE in dark', { platform: 'linux', systemDark: false, appsDark: true, desktop: 'KDE' }, true],
] as const)('the bar of %s', (_name, facts, dark) => {
  expect(isBarDark(facts)).toBe(dark);
});

it('turns pixels into Electron’s order, premultiplied', () => {
  expect([...electronBitmap(new Uint8Array([200, 100, 50, 128, 1, 2, 3, 0]))]).toEqual([
    25, 50, 100, 128, 0, 0, 0, 0,
  ]);
});
