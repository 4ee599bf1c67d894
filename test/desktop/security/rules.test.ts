import { EventEmitter } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLinkOpener } from '../../../main/desktop/links.ts';
import { keepToOwnPages } from '../../../main/desktop/security/navigation.ts';
import { denyPermissions } from '../../../main/desktop/security/permissions.ts';
import { isTrusted } from '../../../main/desktop/security/sender.ts';
import { openLinksOutside } from '../../../main/desktop/security/window-opening.ts';
import { settle } from '../../helpers/clock.ts';

describe('permissions', () => {
  it('are denied, asked for, looked up, or for a device', () => {
    const answers: unknown[] = [];
    denyPermissions({
      setPermissionRequestHandler(handler) {
        const contents: never[] = [];
        if (handler)
          Reflect.apply(handler, null, [contents, 'media', (granted: boolean) => answers.push(granted), {}]);
      },
      setPermissionCheckHandler(handler) {
        if (handler) answers.push(Reflect.apply(handler, null, [null, 'geolocation', 'app://fuelgauge', {}]));
      },
      setDevicePermissionHandler(handler) {
        if (handler) answers.push(Reflect.apply(handler, null, [{ deviceType: 'usb' }]));
      },
    });
    expect(answers).toEqual([false, false, false]);
  });
});

describe('navigation', () => {
  const isPrevented = (event: string, url: string) => {
    const contents = new EventEmitter();
    keepToOwnPages(contents);
    let prevented = false;
    contents.emit(event, { preventDefault: () => (prevented = true) }, url);
    return prevented;
  };
  it.each([
    ['app://fuelgauge/index.html#/settings', false],
    ['app://fuelgauge.evil.example/', true],
    ['https://fuelgauge/', true],
    ['file:///etc/passwd', true],
    ['javascript:alert(1)', true],
  ])('to %s is prevented: %s', (url, prevented) => {
    expect(isPrevented('will-navigate', url)).toBe(prevented);
    expect(isPrevented('will-redirect', url)).toBe(prevented);
  });
  it('never embeds a webview', () => {
    expect(isPrevented('will-attach-webview', '')).toBe(true);
  });
});

describe('a new window', () => {
  it.each([
    ['https://docs.crustdata.com/credits', true],
    ['https://docs.crustdata.com.evil.example/', false],
    ['http://docs.crustdata.com/', false],
    ['app://fuelgauge/index.html', false],
  ])('for %s is denied, and it opens outside: %s', async (url, outside) => {
    const opened: string[] = [];
    const actions: string[] = [];
    openLinksOutside(
      { setWindowOpenHandler: (handler) => void actions.push(handler({ url }).action) },
      createLinkOpener(
        async () => new Set(['docs.crustdata.com']),
        (link) => opened.push(link),
      ),
    );
    await settle();
    expect(actions).toEqual(['deny']);
    expect(opened).toEqual(outside ? [url] : []);
  });
});

describe('a message', () => {
  const own = { url: 'app://fuelgauge/popover.html' };
  const other = { url: 'https://evil.example/' };
  it.each([
    ['our own main frame', own, own, true],
    ['a frame inside it', { ...own }, own, false],
    ['a page of somebody else', other, other, false],
    ['a frame that is gone', null, own, false],
  ])('of %s', (_who, senderFrame, mainFrame, trusted) => {
    expect(isTrusted({ senderFrame, sender: { mainFrame } })).toBe(trusted);
  });
});

// What one file may do, no other does: so that the rule of that file is the rule of the app.
describe.each([
  ['safeStorage.encrypt', 'system/cipher.ts'],
  ['ipcMain.handle', 'ipc/router.ts'],
  ['protocol.handle', 'windows/app-protocol.ts'],
  ['new Tray(', 'tray/tray.ts'],
])('%s', (use, only) => {
  it(`is used in ${only} alone`, () => {
    const folder = join(import.meta.dirname, '../../../main');
    const files = globSync('**/*.ts', { cwd: folder }).filter((file) =>
      readFileSync(join(folder, file), 'utf8').includes(use),
    );
    expect(files).toEqual([join('desktop', ...only.split('/'))]);
  });
});

it('every window is made with the same sandboxed preferences', () => {
  const folder = join(import.meta.dirname, '../../../main/desktop/windows');
  const source = (file: string) => readFileSync(join(folder, file), 'utf8');
  const made = globSync('*.ts', { cwd: folder }).filter((file) =>
    source(file).includes('new BrowserWindow('),
  );
  expect(made.sort()).toEqual(['dashboard.ts', 'popover.ts']);
  for (const file of made) expect(source(file)).toMatch(/\n\s+webPreferences,\n/);
  const preferences = source('web-preferences.ts');
  for (const rule of [
    'sandbox: true',
    'contextIsolation: true',
    'nodeIntegration: false',
    'webSecurity: true',
  ])
    expect(preferences).toContain(rule);
});

it('a channel of IPC is named in shared/bridge.ts alone', () => {
  const root = join(import.meta.dirname, '../../..');
  const naming = globSync('{main,renderer,shared}/**/*.{ts,tsx}', { cwd: root }).filter((file) =>
    /['"`]fuelgauge:[a-z-]+['"`]/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(naming).toEqual([join('shared', 'bridge.ts')]);
});
