import { onMessage } from './messages.ts';

/** What a page may ask of the windows; see `Bridge` in shared/bridge.ts. */
export interface WindowHandlers {
  openDashboard(page: string): void;
  hidePopover(): void;
  setPopoverHeight(height: number): void;
  recordShortcut(isRecording: boolean): void;
}

export function serveWindowIpc(handlers: WindowHandlers): void {
  onMessage('openDashboard', (_event, page) => handlers.openDashboard(page));
  onMessage('hidePopover', () => handlers.hidePopover());
  onMessage('popoverHeight', (_event, height) => handlers.setPopoverHeight(height));
  const stopRecording = () => handlers.recordShortcut(false);
  onMessage('recordShortcut', ({ sender }, isRecording) => {
    handlers.recordShortcut(isRecording);
    // A page that goes away cannot say that it is done.
    sender.removeListener('destroyed', stopRecording);
    sender.removeListener('render-process-gone', stopRecording);
    if (!isRecording) return;
    sender.once('destroyed', stopRecording);
    sender.once('render-process-gone', stopRecording);
  });
}
