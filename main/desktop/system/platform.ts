import type { Platform } from '../../../shared/tray/pictures.ts';

/** The operating system; every other Unix counts as Linux. */
export const platform: Platform =
  process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';

/** On Wayland a program can neither place its window nor bring it to the front. */
export const isWayland =
  platform === 'linux' &&
  (process.env.XDG_SESSION_TYPE === 'wayland' || Boolean(process.env.WAYLAND_DISPLAY));
