import { EventEmitter } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLinkOpener } from '../../../main/desktop/links.ts';
import { sendNoCertificate } from '../../../main/desktop/security/certificates.ts';
import { keepToOwnPages } from '../../../main/desktop/security/navigation.ts';
import { limitPermissions } from '../../../main/desktop/security/permissions.ts';
import { isTrusted } from '../../../main/desktop/security/sender.ts';
import { openLinksOutside } from '../../../main/desktop/security/window-opening.ts';
import { settle } from '../../helpers/clock.ts';

describe('permissions', () => {
  const own = { isMainFrame: true, requestingUrl: 'app://fuelgauge/index.html#/alerts' };
  /** What both handlers answer. */
  function answersTo(permission: string, from: { isMainFrame: boolean; requestingUrl?: string }): boolean[] {
    const answers: boolean[] = [];
    const answer = (granted: boolean) => answers.push(granted);
    limitPermissions({
      setPermissionRequestHandler(handler) {
        if (handler) Reflect.apply(handler, null, [{}, permission, answer, from]);
      },
      setPermissionCheckHandler(handler) {
        if (handler) answer(Reflect.apply(handler, null, [null, permission, 'app://fuelgauge', from]));
      },
      setDevicePermissionHandler(handler) {
        if (handler) answer(Reflect.apply(handler, null, [{ deviceType: 'usb' }]));
      },
    });
    return answers;
  }
  it('let our own page copy text, and have no device', () => {
    expect(answersTo('clipboard-sanitized-write', own)).toEqual([true, true, false]);
  });
  it.each([
    ['reading the clipboard', 'clipboard-read', own],
    ['the camera', 'media', own],
    ['notifications', 'notifications', own],
    ['a frame within the page', 'clipboard-sanitized-write', { ...own, isMainFrame: false }],
    ['another page', 'clipboard-sanitized-write', { ...own, requestingUrl: 'https://evil.example/' }],
    ['no page', 'clipboard-sanitized-write', { isMainFrame: true }],
  ])('refuse %s', (_what, permission, from) => {
    expect(answersTo(permission, from)).toEqual([false, false, false]);
  });
});

describe('a server that asks for a certificate', () => {
  it('gets none', () => {
    const app = new EventEmitter();
    sendNoCertificate(app);
    const seen: unknown[] = [];
    const event = { preventDefault: () => seen.push('prevented') };
    const choose = (...chosen: unknown[]) => seen.push(chosen);
    app.emit('select-client-certificate', event, null, 'api.test:443', [{ subjectName: 'yours' }], choose);
    expect(seen).toEqual(['prevented', []]);
  });
});

describe('navigation', () => {
  const isPrevented = (event: string, url: string) => {
    const contents = new EventEmitter();
    keepToOwnPages(contents);
    let prevented = false;
    contents.emit(event, { preventDefault: () => (prevented = true), url }, url);
    return prevented;
  };
  it.each([
    ['app://fuelgauge/index.html#/settings', false],
    ['app://fuelgauge.evil.example/', true],
    ['https://fuelgauge/', true],
    ['file:///etc/passwd', true],
    ['javascript:alert(1)', true],
  ])('to %s is prevented: %s', (url, prevented) => {
    expect(isPrevented('will-frame-navigate', url)).toBe(prevented);
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
  const own = { url: 'app://fuelgauge/popover.html', frameToken: 'a' };
  const other = { url: 'https://evil.example/', frameToken: 'a' };
  it.each([
    ['our own main frame', own, own, true],
    ['our own main frame, as another object', { ...own }, own, true],
    ['a frame inside it', { ...own, frameToken: 'b' }, own, false],
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
    'devTools: !app.isPackaged',
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
