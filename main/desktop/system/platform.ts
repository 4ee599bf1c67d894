import type { Platform } from '../../../shared/tray/pictures.ts';

/** The system, where every other Unix counts as Linux. */
export const platform: Platform =
  process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';

/** On Wayland a window can be neither placed nor brought to the front by its program. */
export const isWayland =
  platform === 'linux' &&
  (process.env.XDG_SESSION_TYPE === 'wayland' || Boolean(process.env.WAYLAND_DISPLAY));
