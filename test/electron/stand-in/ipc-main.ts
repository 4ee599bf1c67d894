import { EventEmitter } from 'node:events';

/** What the app is told of the page that sent a message, as far as it looks; the sender is its web contents. */
export interface SentBy {
  sender: EventEmitter;
  senderFrame: { readonly url: string; readonly frameToken: string };
}

type Handler = (event: SentBy, ...parameters: unknown[]) => unknown;
const handlers = new Map<string, Handler>();

class StandInIpc extends EventEmitter {
  handle(channel: string, handler: Handler): void {
    handlers.set(channel, handler);
  }

  /** Carries a message through the structured clone that Electron's own passes. */
  async invoke(from: SentBy, channel: string, parameters: unknown[]): Promise<unknown> {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return structuredClone(await handler(from, ...structuredClone(parameters)));
  }
}

export const ipcMain = new StandInIpc();
