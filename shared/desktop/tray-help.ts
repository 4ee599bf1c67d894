import { centreOf, type Display, type Rectangle } from './geometry.ts';

export interface TrayFacts {
  /** Whether something on the session bus shows status icons; null: unknown. */
  watcher: boolean | null;
  wayland: boolean;
  /** XDG_CURRENT_DESKTOP. */
  desktop: string;
}

/**
 * How to get a tray on Linux, in a sentence or two; null if there is one. GNOME needs an extension. On X11, other desktops
 * also support the older kind of icon.
 */
export function trayHelp({ watcher, wayland, desktop }: TrayFacts): string | null {
  if (watcher !== false) return null;
  if (/gnome|unity/i.test(desktop))
    return 'GNOME has no tray of its own. Install the extension “AppIndicator and KStatusNotifierItem Support”, then restart Fuelgauge.';
  return wayland
    ? 'This desktop shows no tray icons. Add a tray (StatusNotifierItem) to its panel, then restart Fuelgauge.'
    : null;
}

/**
 * The same for a Mac. From macOS 26 on, the settings have a switch for each app: one that is off leaves the icon below the
 * primary display, the first of `displays` (measured in tashfeenahmed/freellmapi#1146, read in November 2026).
 */
export function menuBarHelp(icon: Rectangle, displays: readonly Display[]): string | null {
  const [primary] = displays;
  const { x, y } = centreOf(icon);
  if (primary === undefined || y < primary.bounds.y + primary.bounds.height) return null;
  const isOn = ({ bounds }: Display) =>
    x >= bounds.x && x < bounds.x + bounds.width && y >= bounds.y && y < bounds.y + bounds.height;
  return displays.some(isOn)
    ? null
    : 'macOS keeps the icon out of the menu bar. Allow Fuelgauge in System Settings, under Menu Bar.';
}
