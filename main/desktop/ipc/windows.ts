import { ipcMain } from 'electron';
import { z } from 'zod';
import { isPage } from '../../../shared/desktop/pages.ts';
import { isTrusted } from '../security/sender.ts';

/** What a page may ask of the windows; see `Bridge` in renderer/state/bridge.ts. */
export interface WindowHandlers {
  openDashboard(page: string): void;
  hidePopover(): void;
  setPopoverHeight(height: number): void;
}

const pageSchema = z.string().refine(isPage);
const heightSchema = z.number().finite().min(1).max(10_000);

/** Messages of other pages, and those that make no sense, are dropped. */
export function serveWindowIpc(handlers: WindowHandlers): void {
  ipcMain.on('fuelgauge:open-dashboard', (event, page: unknown) => {
    const parsed = pageSchema.safeParse(page);
    if (isTrusted(event) && parsed.success) handlers.openDashboard(parsed.data);
  });
  ipcMain.on('fuelgauge:hide-popover', (event) => {
    if (isTrusted(event)) handlers.hidePopover();
  });
  ipcMain.on('fuelgauge:popover-height', (event, height: unknown) => {
    const parsed = heightSchema.safeParse(height);
    if (isTrusted(event) && parsed.success) handlers.setPopoverHeight(parsed.data);
  });
}
