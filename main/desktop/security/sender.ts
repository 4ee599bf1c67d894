import { isOwnPage } from '../origin.ts';

interface Frame {
  readonly url: string;
}

/** What is used of Electron's events of ipcMain. */
export interface Sent {
  /** Null when the frame is gone already. */
  senderFrame: Frame | null;
  sender: { mainFrame: Frame };
}

/** Only the main frame of one of our own pages is heard. */
export function isTrusted({ senderFrame, sender }: Sent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url);
}
