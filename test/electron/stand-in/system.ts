import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type {
  BaseWindow,
  Clipboard,
  Dialog,
  MessageBoxOptions,
  NativeTheme,
  PowerMonitor,
  SafeStorage,
  Shell,
  SystemPreferences,
} from 'electron';

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
  showErrorBox: (title, content) => void outside.errorBoxes.push(`${title}: ${content}`),
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

// Real encryption, so that a credential in plain text on the disk would be found; the key is that of no keychain.
const key = Buffer.alloc(32, 'a stand-in, not a keychain');
export const safeStorage: Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
> = {
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  async encryptStringAsync(text) {
    const start = randomBytes(16);
    const cipher = createCipheriv('aes-256-ctr', key, start);
    return Buffer.concat([start, cipher.update(text, 'utf8'), cipher.final()]);
  },
  async decryptStringAsync(encrypted) {
    const decipher = createDecipheriv('aes-256-ctr', key, encrypted.subarray(0, 16));
    const result = Buffer.concat([decipher.update(encrypted.subarray(16)), decipher.final()]).toString(
      'utf8',
    );
    return { shouldReEncrypt: false, result };
  },
};
