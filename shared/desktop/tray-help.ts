export interface TrayFacts {
  platform: string;
  /** Whether somebody on the session bus shows status icons; null: not known. */
  watcher: boolean | null;
  wayland: boolean;
  /** XDG_CURRENT_DESKTOP. */
  desktop: string;
}

/**
 * How to get a tray, as a sentence; null where there is one. Linux alone can lack it: GNOME shows status icons only
 * through an extension. On X11 other desktops take the older kind of icon too.
 */
export function trayHelp({ platform, watcher, wayland, desktop }: TrayFacts): string | null {
  if (platform !== 'linux' || watcher !== false) return null;
  if (/gnome|unity/i.test(desktop))
    return 'GNOME shows no tray icons by itself. Install the extension “AppIndicator and KStatusNotifierItem Support”, then start Fuelgauge again.';
  return wayland
    ? 'This desktop shows no tray icons. Add a tray (StatusNotifierItem) to its panel, then start Fuelgauge again.'
    : null;
}
