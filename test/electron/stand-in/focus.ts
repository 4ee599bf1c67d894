import type { EventEmitter } from 'node:events';

/** A window, as far as the keys are concerned. */
export interface Focusable extends EventEmitter {
  webContents: { mainFrame: { url: string } };
}

/** Which window has the keys, and whether the app is the active one: on macOS it can be so without any window. */
export const focus: { window: Focusable | null; isActive: boolean } = { window: null, isActive: false };

export function keyboard(): string {
  if (focus.window !== null) return focus.window.webContents.mainFrame.url.replace('app://fuelgauge/', '');
  return focus.isActive ? 'nobody' : 'another program';
}

/** The user clicks into another program. */
export function lookElsewhere(window: Focusable | undefined): boolean {
  focus.isActive = false;
  focus.window = null;
  return window?.emit('blur') ?? false;
}
