import { app } from 'electron';
import type { DesktopApi } from '../../../shared/api/desktop.ts';
import { type DesktopState, fail, ok } from '../../../shared/model/index.ts';
import type { Clock } from '../../engine/clock.ts';
import type { Engine } from '../../engine/engine.ts';
import { readLoginItem, setLoginItem } from '../system/login-item.ts';
import type { createShortcut } from '../system/shortcut.ts';
import { createUpdates } from '../system/updates.ts';
import { findTrayHelp } from '../tray/host.ts';

export interface DesktopParts {
  /** The engine whose preferences hold, and which is told the state. */
  live: Engine;
  clock: Clock;
  shortcut: ReturnType<typeof createShortcut>;
  /** Told each new state, for the engine that is shown. */
  onChange(state: DesktopState): void;
}

const refused = (message: string) => fail({ kind: 'not-supported' as const, message });

/** Launch at login, the global shortcut, updates and the about box, with the state that the pages show of them. */
export function createDesktop({ live, clock, shortcut, onChange }: DesktopParts) {
  const updates = createUpdates({ clock, onChange: (next) => set({ updates: next }) });
  let state: DesktopState = {
    version: app.getVersion(),
    loginItem: readLoginItem(),
    shortcutError: shortcut.set(live.state().preferences.shortcut),
    trayHelp: null,
    updates: updates.state(),
  };
  onChange(state);

  function set(part: Partial<DesktopState>): void {
    state = { ...state, ...part };
    onChange(state);
  }

  const api: DesktopApi = {
    async setLaunchAtLogin({ on }) {
      try {
        set({ loginItem: setLoginItem(on) });
      } catch {
        set({ loginItem: readLoginItem() });
        return refused('The autostart folder cannot be written. Check the rights of ~/.config/autostart.');
      }
      const wanted = on ? 'on' : 'off';
      if (state.loginItem === wanted) return ok({});
      return refused(whyNotTaken(state.loginItem));
    },
    async setShortcut({ accelerator }) {
      const error = shortcut.set(accelerator);
      if (error !== null) return refused(error);
      set({ shortcutError: null });
      return await live.setPreferences({ shortcut: accelerator });
    },
    async checkForUpdates() {
      await updates.check();
      return state.updates.state === 'off' ? refused(state.updates.reason) : ok({});
    },
    async restartToUpdate() {
      return (await updates.restart()) ? ok({}) : refused('There is no update to restart into yet.');
    },
    async showAbout() {
      app.showAboutPanel();
      return ok({});
    },
  };
  return {
    api,
    state: () => state,
    /** Resolves when it is known whether the system shows a tray. */
    settled: findTrayHelp().then((trayHelp) => set({ trayHelp })),
    stop: () => updates.stop(),
  };
}

function whyNotTaken(loginItem: DesktopState['loginItem']): string {
  if (loginItem === 'blocked')
    return 'The system’s own settings keep Fuelgauge from starting at login. Allow it there.';
  if (loginItem === 'unsupported') return 'Only an installed Fuelgauge can start at login.';
  return 'The system did not take the change.';
}
