import { onMessage } from './messages.ts';

/** What a page may ask of the windows; see `Bridge` in shared/bridge.ts. */
export interface WindowHandlers {
  openDashboard(page: string): void;
  hidePopover(): void;
  setPopoverHeight(height: number): void;
}

export function serveWindowIpc(handlers: WindowHandlers): void {
  onMessage('openDashboard', (_event, page) => handlers.openDashboard(page));
  onMessage('hidePopover', () => handlers.hidePopover());
  onMessage('popoverHeight', (_event, height) => handlers.setPopoverHeight(height));
}
