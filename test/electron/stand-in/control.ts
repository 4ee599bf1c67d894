import { z } from 'zod';
import { app, noted } from './app.ts';
import { BrowserWindow, keyboard } from './browser-window.ts';
import { pressShortcut, shortcuts } from './global-shortcut.ts';
import { shownNotifications } from './notification.ts';
import { nativeTheme, outside, powerMonitor } from './system.ts';
import { type ShownTray, shownTrays } from './tray.ts';
import { guarded } from './web.ts';
import {
  carryOutAtWindows,
  isWindowOrder,
  type ShownWindow,
  shownWindow,
  windowOrders,
} from './windows-control.ts';

// What the system and the user do to the app, for the test in the process above.

export const orderSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('look') }),
  z.object({ do: z.literal('choose'), way: z.array(z.string()) }),
  z.object({ do: z.literal('power'), event: z.enum(['suspend', 'resume', 'lock-screen', 'unlock-screen']) }),
  z.object({ do: z.literal('startAgain'), argv: z.array(z.string()) }),
  z.object({ do: z.literal('pressShortcut'), accelerator: z.string() }),
  z.object({ do: z.literal('dark'), on: z.boolean() }),
  z.object({ do: z.literal('clickNotification'), at: z.number().int() }),
  z.object({ do: z.literal('quit') }),
  ...windowOrders,
]);
export type Order = z.infer<typeof orderSchema>;

/** Everything that can be seen of the app from outside. */
export interface Look {
  trays: ShownTray[];
  windows: ShownWindow[];
  /** Who hears the keys: a page, another program, or nobody. */
  keyboard: string;
  complaints: string[];
  guarded: string[];
  opened: string[];
  errorBoxes: string[];
  notifications: { title: string; body: string; silent: boolean }[];
  shortcuts: string[];
  aboutShown: number;
}

function look(): Look {
  const windows = BrowserWindow.getAllWindows();
  return {
    trays: shownTrays.map((tray) => tray.shown()),
    windows: windows.map(shownWindow),
    keyboard: keyboard(),
    complaints: windows.flatMap(({ webContents }) => webContents.complaints),
    guarded: [...guarded],
    opened: outside.opened,
    errorBoxes: outside.errorBoxes,
    notifications: shownNotifications.map(({ options: { title = '', body = '', silent = false } }) => ({
      title,
      body,
      silent,
    })),
    shortcuts: [...shortcuts.keys()],
    aboutShown: noted.aboutShown,
  };
}

function carryOut(order: Order): Look | boolean {
  const [tray] = shownTrays;
  if (isWindowOrder(order)) return carryOutAtWindows(order);
  switch (order.do) {
    case 'look':
      return look();
    case 'choose':
      return tray?.menu?.choose(order.way) ?? false;
    case 'power':
      return powerMonitor.emit(order.event);
    case 'startAgain':
      return app.emit('second-instance', {}, order.argv, process.cwd(), null);
    case 'pressShortcut':
      return pressShortcut(order.accelerator);
    case 'dark':
      nativeTheme.shouldUseDarkColors = order.on;
      return nativeTheme.emit('updated');
    case 'clickNotification':
      return shownNotifications[order.at]?.emit('click', {}) ?? false;
    case 'quit':
      app.quit();
      return true;
  }
}

const messageSchema = z.object({ id: z.number(), order: orderSchema });

export function serveControl(): void {
  process.on('message', (message) => {
    const { id, order } = messageSchema.parse(message);
    process.send?.({ id, answer: carryOut(order) });
  });
}
