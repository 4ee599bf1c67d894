import { isOwnPage } from '../origin.ts';

interface Frame {
  readonly url: string;
  /** A random name that no other frame has. Electron may have several objects for one frame, so these are not compared. */
  readonly frameToken: string;
}

/** The part of Electron's ipcMain events used here. */
export interface Sent {
  /** Null if the frame is already gone. */
  senderFrame: Frame | null;
  sender: { mainFrame: Frame };
}

/** True only for the main frame of one of our pages. */
export function isTrusted({ senderFrame, sender }: Sent): boolean {
  return (
    senderFrame !== null &&
    senderFrame.frameToken === sender.mainFrame.frameToken &&
    isOwnPage(senderFrame.url)
  );
}
