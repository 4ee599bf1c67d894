import { callTRPCProcedure } from '@trpc/server';
import { ipcMain, type WebContents } from 'electron';
import { type CallAnswer, channels, payloads } from '../../../shared/bridge.ts';
import type { ApiContext } from '../../engine/api/procedures.ts';
import { appRouter } from '../../engine/api/router.ts';
import { openStateStream } from '../../engine/api/state-stream.ts';
import { isTrusted } from '../security/sender.ts';
import { onMessage } from './messages.ts';

/**
 * Serves the router over IPC: `call` for commands; `watch`, `state` and `unwatch` for the state, which a hidden page does
 * not watch. The router validates input and output. Messages from anything but the main frame of our pages are dropped.
 */
export function serveIpc(context: ApiContext): void {
  ipcMain.handle(channels.call, async (event, ...sent: unknown[]): Promise<CallAnswer> => {
    const call = payloads.call.safeParse(sent);
    if (!isTrusted(event) || !call.success) return { ok: false, message: 'This request was refused.' };
    const [path, type, input] = call.data;
    try {
      const data: unknown = await callTRPCProcedure({
        router: appRouter,
        path,
        type,
        ctx: context,
        getRawInput: async () => input,
        signal: undefined,
        batchIndex: 0,
      });
      return { ok: true, data };
    } catch {
      return { ok: false, message: 'This request failed.' };
    }
  });

  const watchers = new WeakMap<WebContents, () => void>();
  onMessage('watch', (event) => {
    // A reloaded page knows nothing, so it gets the whole state again.
    watchers.get(event.sender)?.();
    watchers.set(event.sender, pushState(event.sender, context));
  });
  onMessage('unwatch', (event) => watchers.get(event.sender)?.());
}

/** Sends the state and its changes until the page is gone or the returned function is called. */
function pushState(contents: WebContents, context: ApiContext): () => void {
  const send = () => {
    const push = stream.next();
    if (push && !contents.isDestroyed()) contents.send(channels.state, push);
  };
  const stream = openStateStream(context, send);
  const leave = () => {
    stream.leave();
    contents.off('destroyed', leave).off('render-process-gone', leave).off('did-navigate', leave);
  };
  contents.once('destroyed', leave).once('render-process-gone', leave).once('did-navigate', leave);
  send();
  return leave;
}
