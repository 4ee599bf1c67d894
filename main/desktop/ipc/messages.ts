import { type IpcMainEvent, ipcMain } from 'electron';
import type { z } from 'zod';
import { channels, payloads } from '../../../shared/bridge.ts';
import { isTrusted } from '../security/sender.ts';

type Payloads = { [Name in keyof typeof payloads]: z.infer<(typeof payloads)[Name]> };
const schemas: { [Name in keyof Payloads]: z.ZodType<Payloads[Name]> } = payloads;

/** Calls the handler for each valid message from the main frame of one of our pages. All others are dropped. */
export function onMessage<Name extends keyof Payloads>(
  name: Name,
  handler: (event: IpcMainEvent, ...payload: Payloads[Name]) => void,
): void {
  ipcMain.on(channels[name], (event, ...sent: unknown[]) => {
    const payload = schemas[name].safeParse(sent);
    if (isTrusted(event) && payload.success) handler(event, ...payload.data);
  });
}
