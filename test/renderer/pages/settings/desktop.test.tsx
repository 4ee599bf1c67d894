// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../../renderer/app/App.tsx';
import { Popover } from '../../../../renderer/popover/Popover.tsx';
import { systemOf } from '../../../../renderer/state/platform.ts';
import type { DesktopApi } from '../../../../shared/api/desktop.ts';
import type { EngineApi } from '../../../../shared/api/engine.ts';
import {
  type AppState,
  type DesktopState,
  fail,
  type Preferences,
  preferencesSchema,
} from '../../../../shared/model/index.ts';
import { account, appState, desktop, now } from '../../../helpers/states.ts';
import { connect, type TestEngine } from '../../engine.ts';

let engine: TestEngine;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  window.scrollTo = () => {};
  // jsdom has no layout: nothing changes its size.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  cleanup();
  engine.leave();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const world = (
  part: Partial<DesktopState> | null = {},
  preferences: Partial<Preferences> = {},
  rest: Partial<AppState> = {},
): AppState =>
  appState([account('a1', 'crustdata', 'production')], {
    shell: 'desktop',
    desktop: part === null ? null : desktop(part),
    preferences: preferencesSchema.parse(preferences),
    ...rest,
  });
const onMac = () => vi.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel');

async function open(state: AppState, answers: Partial<DesktopApi> = {}, hash = '/settings'): Promise<void> {
  window.location.hash = hash;
  engine = connect(state, {}, answers);
  render(<App />);
  await screen.findByRole('heading', { level: 1 });
}
const section = () => within(screen.getByRole('region', { name: 'Desktop app' }));
const sent = (command: string) =>
  engine.calls.filter((call) => call.command === command).map(({ input }) => input);
const refusing = (message: string) => async () => fail({ kind: 'not-supported' as const, message });

it('is no part of the settings in other shells', async () => {
  await open(world(null));
  expect(screen.queryByRole('region', { name: 'Desktop app' })).toBeNull();
});

describe('start at login', () => {
  const login = () => section().getByRole('switch', { name: 'Start at login' });

  it.each([
    ['on', 'true', 'Fuelgauge starts in the tray when you log in.'],
    ['off', 'false', 'Fuelgauge starts only when you open it.'],
    ['blocked', 'false', 'Your system’s settings block Fuelgauge from starting.'],
  ] as const)('shows what the system has: %s', async (loginItem, checked, sentence) => {
    await open(world({ loginItem }));
    expect(login().getAttribute('aria-checked')).toBe(checked);
    expect(section().getByText(sentence, { exact: false })).toBeDefined();
  });

  it('offers no switch if the system has none', async () => {
    await open(world({ loginItem: 'unsupported' }));
    expect(section().queryByRole('switch', { name: 'Start at login' })).toBeNull();
    expect(section().getByText(/is not installed, so it cannot start at login/)).toBeDefined();
  });

  it('asks the system, and moves only when the system says so', async () => {
    await open(world());
    await userEvent.click(login());
    expect(sent('desktop.setLaunchAtLogin')).toEqual([{ on: true }]);
    expect(login().getAttribute('aria-checked')).toBe('false');
    engine.push(world({ loginItem: 'on' }));
    await section().findByText('Fuelgauge starts in the tray when you log in.');
    await userEvent.click(login());
    expect(sent('desktop.setLaunchAtLogin')).toEqual([{ on: true }, { on: false }]);
  });

  it('says why the system did not take it', async () => {
    await open(world(), { setLaunchAtLogin: refusing('The system did not take the change.') });
    await userEvent.click(login());
    expect((await section().findByRole('alert')).textContent).toBe('The system did not take the change.');
    expect(login().getAttribute('aria-checked')).toBe('false');
  });
});

describe('the global shortcut', () => {
  const field = () => section().getByLabelText<HTMLInputElement>('Global shortcut');
  const tried = () => sent('desktop.setShortcut');

  it('takes the keys that are pressed together', async () => {
    await open(world());
    const user = userEvent.setup();
    await user.click(field());
    await user.keyboard('{Control>}{Shift>}');
    expect(field().value).toBe('Ctrl+Shift+…');
    await user.keyboard('u');
    expect(tried()).toEqual([{ accelerator: 'Ctrl+Shift+U' }]);
    await user.keyboard('{/Shift}{/Control}');
    expect(await section().findByText('The global shortcut is Ctrl Shift U.')).toBeDefined();
    engine.push(world({}, { shortcut: 'Ctrl+Shift+U' }));
    await section().findByDisplayValue('Ctrl+Shift+U');
  });

  it('writes it as macOS does', async () => {
    onMac();
    await open(world({}, { shortcut: 'Shift+Super+U' }));
    expect(field().value).toBe('⇧⌘U');
    await userEvent.click(field());
    await userEvent.keyboard('{Alt>}{Meta>}k{/Meta}{/Alt}');
    expect(tried()).toEqual([{ accelerator: 'Alt+Super+K' }]);
    expect(await section().findByText('The global shortcut is Option Command K.')).toBeDefined();
  });

  it('says what is missing, and asks for nothing', async () => {
    await open(world());
    await userEvent.click(field());
    await userEvent.keyboard('u');
    expect((await section().findByRole('alert')).textContent).toBe('Combine it with Ctrl, Alt or Super.');
    await userEvent.keyboard('{Enter}');
    expect((await section().findByRole('alert')).textContent).toContain('You can’t use this key.');
    await userEvent.keyboard('{Control>}c{/Control}');
    expect((await section().findByRole('alert')).textContent).toBe(
      'Other programs need Ctrl+C. Add Shift or Alt.',
    );
    expect(field().value).toBe('');
    expect(tried()).toEqual([]);
  });

  it.each(['{Escape}', '{Backspace}'])('is cleared by %s', async (key) => {
    await open(world({}, { shortcut: 'Ctrl+Shift+U' }));
    await userEvent.click(field());
    await userEvent.keyboard(key);
    expect(tried()).toEqual([{ accelerator: null }]);
    expect(await section().findByText('Global shortcut cleared.')).toBeDefined();
  });

  it('is cleared by its button, which is there only then', async () => {
    await open(world({}, { shortcut: 'Ctrl+Shift+U' }));
    await userEvent.click(section().getByRole('button', { name: 'Clear the global shortcut' }));
    expect(tried()).toEqual([{ accelerator: null }]);
    engine.push(world());
    await vi.waitFor(() => expect(field().value).toBe(''));
    expect(section().queryByRole('button', { name: /Clear/ })).toBeNull();
    expect(document.activeElement).toBe(field());
  });

  it('lets Tab leave the field in both directions, and takes no typing or pasting', async () => {
    await open(world({}, { shortcut: 'Ctrl+Shift+U' }));
    await userEvent.click(field());
    await userEvent.paste('Alt+F4');
    expect(field().value).toBe('Ctrl+Shift+U');
    await userEvent.tab();
    expect(document.activeElement?.textContent).toBe('Clear');
    await userEvent.tab({ shift: true });
    expect(document.activeElement).toBe(field());
    await userEvent.tab({ shift: true });
    expect(document.activeElement).not.toBe(field());
    expect(tried()).toEqual([]);
  });

  it('keeps the old one if another program has the new one, and says so', async () => {
    const setShortcut = refusing('The shortcut Ctrl+Alt+K cannot be used: another program has it.');
    await open(world({}, { shortcut: 'Ctrl+Shift+U' }), { setShortcut });
    await userEvent.click(field());
    await userEvent.keyboard('{Control>}{Alt>}k{/Alt}{/Control}');
    expect((await section().findByRole('alert')).textContent).toBe(
      'The shortcut Ctrl+Alt+K cannot be used: another program has it. Ctrl+Shift+U stays in use.',
    );
    expect(field().value).toBe('Ctrl+Shift+U');
    expect(field().getAttribute('aria-invalid')).toBe('true');
  });

  it('says that the chosen one does not work, in the signs of the system', async () => {
    onMac();
    await open(
      world(
        { shortcutError: 'The shortcut Shift+Super+U cannot be used: another program has it.' },
        { shortcut: 'Shift+Super+U' },
      ),
    );
    expect(section().getByRole('alert').textContent).toBe(
      'The shortcut ⇧⌘U cannot be used: another program has it.',
    );
  });

  it('does not act while a new one is recorded, nor after the field is gone', async () => {
    await open(world({}, { shortcut: 'Ctrl+Shift+U' }));
    const recording = () => sent('recordShortcut');
    await userEvent.click(field());
    expect(recording()).toEqual([true]);
    await userEvent.tab();
    expect(recording()).toEqual([true, false]);
    await userEvent.click(field());
    cleanup();
    expect(recording()).toEqual([true, false, true, false]);
  });

  it('claims nothing where the desktop decides', async () => {
    await open(world({ shortcutNote: 'Your desktop decides.' }));
    expect(section().getByText(/Escape clears it\. Your desktop decides\./)).toBeDefined();
    await userEvent.click(field());
    await userEvent.keyboard('{Control>}{Shift>}u{/Shift}{/Control}');
    expect(await section().findByText('Your desktop was asked for Ctrl Shift U.')).toBeDefined();
  });

  it('is not the demo’s to change', async () => {
    await open(world({}, {}, { mode: 'demo' }));
    expect(section().queryByLabelText('Global shortcut')).toBeNull();
    expect(section().getByText('Leave the demo to change it.')).toBeDefined();
  });
});

describe('the tray and its popover', () => {
  it('offers words beside the icon on macOS alone', async () => {
    await open(world());
    expect(section().queryByLabelText('Text beside the icon')).toBeNull();
    cleanup();
    engine.leave();
    onMac();
    await open(world());
    await userEvent.selectOptions(
      section().getByLabelText('Text beside the icon'),
      'The most urgent balance',
    );
    expect(sent('setPreferences')).toEqual([{ trayText: 'balance' }]);
  });

  it('keeps the popover open if you want', async () => {
    await open(world());
    await userEvent.click(section().getByRole('switch', { name: 'Keep the popover open' }));
    expect(sent('setPreferences')).toEqual([{ popoverPinned: true }]);
  });

  it('goes on saying how to get a tray after the notice was dismissed', async () => {
    const help = 'Install the extension, then start Fuelgauge again.';
    await open(world({ trayHelp: help }));
    expect(screen.getAllByText(help)).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss this notice' }));
    expect(screen.getAllByText(help)).toHaveLength(1);
    expect(section().getByText(help)).toBeDefined();
    // It stays away for as long as the page is there.
    engine.push(world({ trayHelp: help, loginItem: 'on' }));
    await section().findByText('Fuelgauge starts in the tray when you log in.');
    expect(screen.getAllByText(help)).toHaveLength(1);
  });
});

describe('updates', () => {
  const words = (updates: DesktopState['updates']) => open(world({ updates }));
  const look = () => section().queryByRole('button', { name: 'Check for updates' });

  it('says why none are looked for, and offers nothing', async () => {
    await words({ state: 'off', reason: 'This is a development build.' });
    expect(section().getByText(/Automatic updates are off. This is a development build./)).toBeDefined();
    expect(look()).toBeNull();
    expect(section().queryByRole('link')).toBeNull();
  });

  it('leads to new versions where the build knows of a page', async () => {
    const download = 'https://example.com/fuelgauge';
    await words({ state: 'off', reason: 'Download the new version.', download });
    expect(section().getByRole('link', { name: 'Open the download page' }).getAttribute('href')).toBe(
      download,
    );
  });

  it.each([
    [{ state: 'idle', checkedAt: null }, 'Not checked for updates yet.'],
    [{ state: 'idle', checkedAt: now - 2 * 3_600_000 }, 'You have the newest version. Checked 2 hr ago.'],
    [
      { state: 'failed', message: 'The update could not be loaded. It is tried again tomorrow.' },
      'The update could not be loaded. It is tried again tomorrow.',
    ],
  ] as const)('says when it was looked for and looks again on request: %o', async (updates, sentence) => {
    await words(updates);
    expect(section().getByText(sentence)).toBeDefined();
    await userEvent.click(section().getByRole('button', { name: 'Check for updates' }));
    expect(sent('desktop.checkForUpdates')).toHaveLength(1);
  });

  it('looks once at a time', async () => {
    await words({ state: 'checking' });
    expect(section().getByText('Checking for updates…')).toBeDefined();
    await userEvent.click(section().getByRole('button', { name: 'Check for updates' }));
    expect(sent('desktop.checkForUpdates')).toEqual([]);
  });

  it('shows how far the download is, but announces it once', async () => {
    await words({ state: 'downloading', percent: 40 });
    const spoken = section().getByText('Downloading the new version:');
    expect(spoken.parentElement?.textContent).toBe('Downloading the new version: 40%.');
    expect(spoken.textContent).not.toContain('40');
    expect(look()).toBeNull();
  });

  it('restarts into what is ready, from the settings and from any page', async () => {
    await words({ state: 'ready', version: '1.2' });
    expect(screen.getAllByText('Version 1.2 is ready. Restart to use it.')).toHaveLength(2);
    await userEvent.click(section().getByRole('button', { name: 'Restart now' }));
    await userEvent.click(screen.getByRole('button', { name: 'Restart' }));
    expect(sent('desktop.restartToUpdate')).toHaveLength(2);
  });

  it('is a quiet notice on other pages', async () => {
    await open(world({ updates: { state: 'ready', version: '1.2' } }), {}, '/');
    const notice = screen.getByRole('note');
    expect(notice.textContent).toContain('Version 1.2 is ready. Restart to use it.');
    engine.push(world());
    await vi.waitFor(() => expect(screen.queryByRole('note')).toBeNull());
  });

  it('says why it cannot restart or look', async () => {
    const message = 'There is no update to restart into yet.';
    await open(world({ updates: { state: 'ready', version: '1.2' } }), {
      restartToUpdate: refusing(message),
    });
    await userEvent.click(section().getByRole('button', { name: 'Restart now' }));
    expect((await section().findByRole('alert')).textContent).toBe(message);
    await userEvent.click(screen.getByRole('button', { name: 'Restart' }));
    await vi.waitFor(() => expect(screen.getAllByText(message).length).toBeGreaterThan(1));
  });
});

it('shows its version and opens the about box', async () => {
  await open(world());
  expect(section().getByText('Fuelgauge 1.1.0')).toBeDefined();
  await userEvent.click(section().getByRole('button', { name: 'About Fuelgauge' }));
  expect(sent('desktop.showAbout')).toHaveLength(1);
});

describe('the pin of the popover', () => {
  async function openPopover(state: AppState, answers: Partial<EngineApi> = {}): Promise<void> {
    engine = connect(state, answers);
    render(<Popover />);
    await screen.findByRole('heading', { level: 1 });
  }
  const pin = () => screen.queryByRole('button', { name: 'Keep open' });

  it('is there in the desktop app alone', async () => {
    await openPopover(world(null));
    expect(pin()).toBeNull();
  });

  it('is pressed while the popover stays, and lets it go again', async () => {
    await openPopover(world());
    expect(pin()?.getAttribute('aria-pressed')).toBe('false');
    await userEvent.click(screen.getByRole('button', { name: 'Keep open' }));
    engine.push(world({}, { popoverPinned: true }));
    await screen.findByRole('button', { name: 'Keep open', pressed: true });
    await userEvent.click(screen.getByRole('button', { name: 'Keep open' }));
    expect(sent('setPreferences')).toEqual([{ popoverPinned: true }, { popoverPinned: false }]);
  });

  it('says why it could not be saved', async () => {
    await openPopover(world(), { setPreferences: refusing('The settings cannot be written.') });
    await userEvent.click(screen.getByRole('button', { name: 'Keep open' }));
    await screen.findByText('The settings cannot be written.');
  });
});

it('knows the system from either property of the browser', () => {
  expect(systemOf({ platform: 'MacIntel' })).toBe('darwin');
  expect(systemOf({ platform: 'Win32' })).toBe('win32');
  expect(systemOf({ platform: 'Linux x86_64' })).toBe('linux');
  const chromium = (platform: string) => ({ platform: '', userAgentData: { platform } });
  expect(systemOf(chromium('macOS'))).toBe('darwin');
  expect(systemOf(chromium('Windows'))).toBe('win32');
  expect(systemOf(chromium('Linux'))).toBe('linux');
  expect(systemOf({ platform: 'FreeBSD amd64' })).toBe('linux');
});
