import { EventEmitter } from 'node:events';
import type {
  BaseWindow,
  Clipboard,
  Dialog,
  MessageBoxOptions,
  NativeTheme,
  PowerMonitor,
  Shell,
  SystemPreferences,
} from 'electron';
import { errorBoxShown, showFaults } from './faults.ts';

/** What the app did to the system around it. */
export const outside: {
  opened: string[];
  errorBoxes: string[];
  questions: string[];
  online: boolean;
  clipboard: string;
} = {
  opened: [],
  errorBoxes: [],
  questions: [],
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
