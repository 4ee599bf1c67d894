import { EventEmitter } from 'node:events';
import type {
  BaseWindow,
  Clipboard,
  Dialog,
  Display,
  GlobalShortcut,
  MessageBoxOptions,
  NativeTheme,
  PowerMonitor,
  Screen,
  Shell,
  SystemPreferences,
} from 'electron';
import { errorBoxShown, showFaults } from './faults.ts';

/** What the app did to the system around it. */
export const outside: {
  opened: string[];
  errorBoxes: string[];
  questions: string[];
  shortcuts: Map<string, () => void>;
  online: boolean;
  clipboard: string;
} = {
  opened: [],
  errorBoxes: [],
  questions: [],
  shortcuts: new Map(),
  online: true,
  clipboard: '',
};

showFaults(outside.errorBoxes);

export const clipboard: Pick<Clipboard, 'writeText' | 'readText' | 'clear'> = {
  async writeText(text) {
    outside.clipboard = text;
  },
  readText: async () => outside.clipboard,
  clear: () => {
    outside.clipboard = '';
  },
};

export const systemPreferences: Pick<SystemPreferences, 'canPromptTouchID' | 'promptTouchID'> = {
  canPromptTouchID: () => false,
  promptTouchID: async () => {},
};

export const shell: Pick<Shell, 'openExternal' | 'openPath' | 'showItemInFolder'> = {
  async openExternal(url) {
    outside.opened.push(url);
  },
  openPath: async () => '',
  showItemInFolder: (path) => void outside.opened.push(path),
};

/** What the user answers to every question: the place of a button. */
const choice = Number(process.env.STAND_IN_CHOICE ?? 1);

async function showMessageBox(options: MessageBoxOptions | BaseWindow) {
  if ('message' in options) outside.questions.push(options.message);
  return { response: choice, checkboxChecked: false };
}

export const dialog: Pick<Dialog, 'showErrorBox' | 'showMessageBox'> = {
  showMessageBox,
  showErrorBox(title, content) {
    outside.errorBoxes.push(`${title}: ${content}`);
    errorBoxShown(title, content);
  },
};

export const globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister' | 'unregisterAll'> = {
  register(accelerator, callback) {
    // One that another program has.
    if (accelerator === 'CommandOrControl+Alt+Delete') return false;
    outside.shortcuts.set(accelerator, callback);
    return true;
  },
  unregister: (accelerator) => void outside.shortcuts.delete(accelerator),
  unregisterAll: () => outside.shortcuts.clear(),
};

class StandInTheme
  extends EventEmitter
  implements Pick<NativeTheme, 'shouldUseDarkColors' | 'shouldUseDarkColorsForSystemIntegratedUI'>
{
  shouldUseDarkColors = false;
  readonly shouldUseDarkColorsForSystemIntegratedUI = false;
}
export const nativeTheme = new StandInTheme();

class StandInPower extends EventEmitter implements Pick<PowerMonitor, 'isOnBatteryPower'> {
  isOnBatteryPower = () => false;
}
export const powerMonitor = new StandInPower();

const bounds = { x: 0, y: 0, width: 1920, height: 1080 };
const workArea = { x: 0, y: 0, width: 1920, height: 1040 };
const display: Display = {
  accelerometerSupport: 'unavailable',
  bounds,
  colorDepth: 24,
  colorSpace: '',
  depthPerComponent: 8,
  detected: true,
  displayFrequency: 60,
  id: 1,
  internal: true,
  label: 'Stand-in',
  maximumCursorSize: { width: 64, height: 64 },
  monochrome: false,
  nativeOrigin: { x: 0, y: 0 },
  rotation: 0,
  scaleFactor: 1,
  size: { width: bounds.width, height: bounds.height },
  touchSupport: 'unavailable',
  workArea,
  workAreaSize: { width: workArea.width, height: workArea.height },
};
export const screen: Pick<Screen, 'getPrimaryDisplay' | 'getAllDisplays' | 'getCursorScreenPoint'> = {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getCursorScreenPoint: () => ({ x: 1700, y: 1060 }),
};
