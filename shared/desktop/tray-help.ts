export interface TrayFacts {
  platform: string;
  /** Whether something on the session bus shows status icons; null: unknown. */
  watcher: boolean | null;
  wayland: boolean;
  /** XDG_CURRENT_DESKTOP. */
  desktop: string;
}

/**
 * How to get a tray, in a sentence or two; null if there is one. Only Linux may lack it: GNOME needs an extension. On X11,
 * other desktops also support the older kind of icon.
 */
export function trayHelp({ platform, watcher, wayland, desktop }: TrayFacts): string | null {
  if (platform !== 'linux' || watcher !== false) return null;
  if (/gnome|unity/i.test(desktop))
    return 'GNOME has no tray of its own. Install the extension “AppIndicator and KStatusNotifierItem Support”, then restart Fuelgauge.';
  return wayland
    ? 'This desktop shows no tray icons. Add a tray (StatusNotifierItem) to its panel, then restart Fuelgauge.'
    : null;
}
