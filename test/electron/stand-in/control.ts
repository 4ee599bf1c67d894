import { z } from 'zod';
import { app, noted } from './app.ts';
import { autoUpdater } from './auto-updater.ts';
import { BrowserWindow } from './browser-window.ts';
import { fault } from './faults.ts';
import { keyboard } from './focus.ts';
import { pressShortcut, shortcuts } from './global-shortcut.ts';
import { system } from './machine.ts';
import {
  answerWaiting,
  clickNotification,
  collectGarbage,
  presenter,
  shownNotifications,
} from './notification.ts';
import { asked, rotateKey, setKeychain } from './safe-storage.ts';
import { session } from './session.ts';
import { nativeTheme, outside, powerMonitor } from './system.ts';
import { Menu, rolesIn, type ShownTray, shownTrays } from './tray.ts';
import {
  carryOutAtWindows,
  isWindowOrder,
  pageOf,
  type ShownWindow,
  shownWindow,
  windowOrders,
} from './windows-control.ts';

// What the system and the user do to the app, for the test in the process above.

const macAndWindows: readonly string[] = ['darwin', 'win32'];
/** On which systems Electron sends an event of `powerMonitor`: electron.d.ts, its `@platform` lines. */
const powerPlatforms = {
  suspend: ['linux', 'darwin', 'win32'],
  resume: ['linux', 'darwin', 'win32'],
  'on-ac': macAndWindows,
  'on-battery': macAndWindows,
  'lock-screen': macAndWindows,
  'unlock-screen': macAndWindows,
} as const satisfies Record<string, readonly string[]>;
const powerEvents = ['suspend', 'resume', 'on-ac', 'on-battery', 'lock-screen', 'unlock-screen'] as const;

export const orderSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('look') }),
  z.object({ do: z.literal('choose'), way: z.array(z.string()) }),
  /** False where this system has no such event. */
  z.object({ do: z.literal('power'), event: z.enum(powerEvents) }),
  /** The icon in the Dock, or the app opened once more: macOS alone. */
  z.object({ do: z.literal('activate') }),
  /** A link that macOS hands over; elsewhere it comes with a second start. */
  z.object({ do: z.literal('openUrl'), url: z.string() }),
  /** Squirrel.Mac has what it needs; `quitAndInstall` may follow. */
  z.object({ do: z.literal('squirrelReady') }),
  z.object({ do: z.literal('startAgain'), argv: z.array(z.string()) }),
  z.object({ do: z.literal('pressShortcut'), accelerator: z.string() }),
  z.object({ do: z.literal('dark'), on: z.boolean() }),
  z.object({ do: z.literal('askCertificate') }),
  z.object({
    do: z.literal('clickNotification'),
    at: z.number().int(),
    button: z.number().int().nullable().default(null),
  }),
  z.object({ do: z.literal('notifications'), willing: z.enum(['shows', 'refuses', 'waits']) }),
  z.object({ do: z.literal('answerWaiting') }),
  z.object({ do: z.literal('collectGarbage') }),
  z.object({ do: z.literal('keychain'), is: z.enum(['open', 'asks', 'locked', 'refused', 'other']) }),
  z.object({ do: z.literal('rotateKey') }),
  z.object({ do: z.literal('fault'), kind: z.enum(['exception', 'rejection']) }),
  z.object({ do: z.literal('hang'), page: z.string() }),
  z.object({ do: z.literal('quit') }),
  ...windowOrders,
  /** As electron-updater quits on Windows and Linux, after it has begun to install. */
  z.object({ do: z.literal('quitForUpdate') }),
  /** As it quits on macOS. */
  z.object({ do: z.literal('quitAndInstall') }),
]);
export type Order = z.input<typeof orderSchema>;

/** Everything that can be seen of the app from outside. */
export interface Look {
  trays: ShownTray[];
  windows: ShownWindow[];
  /** Who hears the keys: a page, another program, or nobody. */
  keyboard: string;
  complaints: string[];
  guarded: string[];
  clipboard: string;
  opened: string[];
  errorBoxes: string[];
  notifications: {
    title: string;
    body: string;
    silent: boolean;
    stays: boolean;
    buttons: string[];
    /** What Windows hands over for a click on it. */
    launch: string;
  }[];
  /** How often the app asked the keychain. */
  keychainAsked: number;
  shortcuts: string[];
  aboutShown: number;
  /** The about panel came up behind the windows of another program. */
  aboutBehind: number;
  /** The schemes that the app registered itself for. */
  schemes: string[];
  /** The events of an end that was prevented, or goes on. */
  ending: string[];
  activationPolicy: string;
  /** The roles whose keys work in a window; null: it has no menu. */
  menuBar: string[] | null;
  /** Names its item in the keychain. */
  name: string;
  sandboxed: boolean;
  /** What a dialog asked. */
  questions: string[];
  /** How many later starts were handed over. */
  laterStarts: number;
}

function look(): Look {
  const windows = BrowserWindow.getAllWindows();
  const menuBar = Menu.getApplicationMenu();
  return {
    trays: shownTrays.map((tray) => tray.shown()),
    windows: windows.map(shownWindow),
    keyboard: keyboard(),
    complaints: windows.flatMap(({ webContents }) => webContents.complaints),
    guarded: app.isReady() ? Object.keys(session.defaultSession.handlers) : [],
    clipboard: outside.clipboard,
    opened: outside.opened,
    errorBoxes: outside.errorBoxes,
    notifications: shownNotifications.map(({ title, body, silent, stays, buttons, launch }) => ({
      title,
      body,
      silent,
      stays,
      buttons,
      launch,
    })),
    keychainAsked: asked.times,
    shortcuts: [...shortcuts.keys()],
    aboutShown: noted.aboutShown,
    aboutBehind: noted.aboutBehind,
    schemes: noted.schemes,
    ending: noted.ending,
    activationPolicy: noted.activationPolicy,
    menuBar: menuBar && rolesIn(menuBar.template),
    name: app.name,
    sandboxed: noted.sandboxed,
    questions: outside.questions,
    laterStarts: noted.laterStarts,
  };
}

function carryOut(order: z.infer<typeof orderSchema>): Look | boolean | string | null | Promise<boolean> {
  const [tray] = shownTrays;
  if (isWindowOrder(order)) return carryOutAtWindows(order);
  switch (order.do) {
    case 'look':
      return look();
    case 'choose':
      return tray?.menu?.choose(order.way) ?? false;
    case 'power':
      return powerPlatforms[order.event].some((one) => one === system) && powerMonitor.emit(order.event);
    case 'activate':
      return system === 'darwin' && app.emit('activate', {}, BrowserWindow.getAllWindows().length > 0);
    case 'openUrl':
      return system === 'darwin' && app.emit('open-url', { preventDefault: () => {} }, order.url);
    case 'squirrelReady':
      autoUpdater.deliver();
      return true;
    case 'startAgain':
      return app.emit('second-instance', {}, order.argv, process.cwd(), null);
    case 'pressShortcut':
      return pressShortcut(order.accelerator);
    case 'dark':
      nativeTheme.shouldUseDarkColors = order.on;
      return nativeTheme.emit('updated');
    case 'clickNotification':
      return clickNotification(order.at, order.button);
    case 'askCertificate':
      return sentCertificate();
    case 'notifications':
      presenter.willing = order.willing;
      return true;
    case 'answerWaiting':
      answerWaiting();
      return true;
    case 'keychain':
      setKeychain(order.is);
      return true;
    case 'fault':
      fault(order.kind);
      return true;
    case 'rotateKey':
      rotateKey();
      return true;
    case 'collectGarbage':
      return collectGarbage().then(() => true);
    case 'hang':
      for (const window of BrowserWindow.getAllWindows())
        window.hangs = pageOf(window).startsWith(order.page);
      return true;
    case 'quitForUpdate':
      autoUpdater.emit('before-quit-for-update');
      app.quit();
      return true;
    case 'quitAndInstall':
      autoUpdater.quitAndInstall();
      return true;
    case 'quit':
      app.quit();
      return true;
  }
}

/** A server asks `net` for a certificate, and the system has two. Without an answer, Electron sends the first one (44.0). */
function sentCertificate(): string | null {
  const certificates = ['yours', 'another'].map((subjectName) => ({ subjectName }));
  let sent: string | null = certificates[0]?.subjectName ?? null;
  let prevented = false;
  const event = { preventDefault: () => (prevented = true) };
  app.emit(
    'select-client-certificate',
    event,
    null,
    'api.test:443',
    certificates,
    (chosen?: { subjectName: string }) => {
      if (prevented) sent = chosen?.subjectName ?? null;
    },
  );
  return sent;
}

const messageSchema = z.object({ id: z.number(), order: orderSchema });

export function serveControl(): void {
  process.on('message', (message) => {
    const { id, order } = messageSchema.parse(message);
    void Promise.resolve(carryOut(order)).then((answer) => process.send?.({ id, answer }));
  });
}
