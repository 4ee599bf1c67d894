import { callTRPCProcedure } from '@trpc/server';
import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { z } from 'zod';
import { appStateSchema } from '../../shared/model/index.ts';
import { type ApiContext, appRouter } from '../engine/api.ts';
import { isOwnPage } from './links.ts';

const callSchema = z.tuple([z.string().max(100), z.enum(['query', 'mutation']), z.unknown()]);

/**
 * Carries the router over IPC: `fuelgauge:call` for commands, `fuelgauge:watch` and `fuelgauge:state` for the state.
 * The router validates input and output; messages of any page but our own main frame are dropped.
 */
export function serveIpc(context: ApiContext): void {
  ipcMain.handle('fuelgauge:call', async (event, ...parameters: unknown[]) => {
    const call = callSchema.safeParse(parameters);
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
      return { ok: false, message: 'This request could not be carried out.' };
    }
  });

  const watched = new WeakSet<WebContents>();
  ipcMain.on('fuelgauge:watch', (event) => {
    if (!isTrusted(event) || watched.has(event.sender)) return;
    watched.add(event.sender);
    pushState(event.sender, context);
  });
}

function pushState(contents: WebContents, context: ApiContext): void {
  const push = () => {
    if (!contents.isDestroyed())
      contents.send('fuelgauge:state', appStateSchema.parse(context.engine().state()));
  };
  let leave = context.engine().subscribe(push);
  const leaveDemo = context.demo?.onChange(() => {
    leave();
    leave = context.engine().subscribe(push);
    push();
  });
  contents.once('destroyed', () => {
    leave();
    leaveDemo?.();
  });
  // A reloaded page asks for nothing: it is given the state again.
  contents.on('did-finish-load', push);
  push();
}

const isTrusted = (event: IpcMainEvent | IpcMainInvokeEvent): boolean => {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && isOwnPage(frame.url);
};
