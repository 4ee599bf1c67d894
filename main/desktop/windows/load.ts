import type { BrowserWindow } from 'electron';
import { appOrigin } from '../origin.ts';

/** Loads one of our pages. A window whose page cannot be loaded is destroyed, so that the next one starts afresh. */
export async function load(window: BrowserWindow, page: string): Promise<void> {
  try {
    await window.loadURL(addressOf(page));
  } catch (error) {
    if (!isAborted(error) && !window.isDestroyed()) window.destroy();
  }
}

/** `page`: such as `index.html#/alerts`. */
export const addressOf = (page: string): string => `${appOrigin}/${page}`;

/** A newer navigation took its place. */
const isAborted = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED';
