import { drawGauge, type GaugePicture } from './icon.ts';

export interface TrayPicture {
  /** Pixels for each device-independent pixel. */
  scaleFactor: number;
  /** Width and height in pixels. */
  size: number;
  /** Straight RGBA. */
  rgba: Uint8Array<ArrayBuffer>;
}

export type Platform = 'darwin' | 'win32' | 'linux';

/** The icon's height at scale 1: a menu bar of 22 points with some margin; Windows' small icon; what SNI panels expect. */
const heights: Record<Platform, number> = { darwin: 18, win32: 16, linux: 22 };
/** macOS takes the picture that fits its display, and Linux the largest. */
const scales = { darwin: [1, 2], linux: [1, 1.5, 2] };

const black = [0, 0, 0] as const;
const white = [255, 255, 255] as const;
const warning = [240, 165, 60] as const;
const critical = [255, 110, 80] as const;

/**
 * The tray icon in every size the system needs. On macOS it is a template: black, and the system colours it. Elsewhere it
 * follows the theme (`dark`: the bar is dark), and only a warning or worse has a colour. For Windows, Electron takes the
 * picture at scale 1 and stretches it (`NativeImage::GetHICON`), so that one has the pixels of the primary display, `scale`.
 */
export function trayPictures(
  gauge: Pick<GaugePicture, 'state' | 'share'>,
  { platform, dark, scale }: { platform: Platform; dark: boolean; scale: number },
): { template: boolean; pictures: TrayPicture[] } {
  const template = platform === 'darwin';
  const ink = !template && dark ? white : black;
  const accent = template ? null : gauge.state === 'critical' ? critical : warning;
  const draw = (scaleFactor: number, size: number): TrayPicture => ({
    scaleFactor,
    size,
    rgba: drawGauge({ ...gauge, size, ink, accent }),
  });
  const sizeAt = (factor: number) => Math.round(heights[platform] * factor);
  return {
    template,
    pictures:
      platform === 'win32'
        ? [draw(1, sizeAt(scale))]
        : scales[platform].map((factor) => draw(factor, sizeAt(factor))),
  };
}

/**
 * Whether the bar with the icon is dark. Windows has a separate theme for it (`systemDark`); GNOME's top bar is always dark;
 * panels of other Linux desktops follow the theme of the apps.
 */
export function isBarDark(facts: {
  platform: Platform;
  appsDark: boolean;
  systemDark: boolean;
  /** XDG_CURRENT_DESKTOP. */
  desktop: string;
}): boolean {
  if (facts.platform !== 'linux') return facts.systemDark;
  return /gnome|unity|pantheon/i.test(facts.desktop) || facts.appsDark;
}

/** Converts straight RGBA to an Electron bitmap: BGRA with premultiplied alpha, in little-endian order. */
export function electronBitmap(rgba: Uint8Array): Uint8Array<ArrayBuffer> {
  const bitmap = new Uint8Array(rgba.length);
  for (let index = 0; index < rgba.length; index += 4) {
    const alpha = rgba[index + 3] ?? 0;
    const premultiplied = (channel: number) => Math.round(((rgba[index + channel] ?? 0) * alpha) / 255);
    bitmap.set([premultiplied(2), premultiplied(1), premultiplied(0), alpha], index);
  }
  return bitmap;
}
