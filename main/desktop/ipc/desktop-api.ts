import { app, type Rectangle } from 'electron';
import type { DesktopApi } from '../../../shared/api/desktop.ts';
import { type DesktopState, fail, ok } from '../../../shared/model/index.ts';
import type { Clock } from '../../engine/clock.ts';
import type { Engine } from '../../engine/engine.ts';
import { showAbout } from '../system/about.ts';
import { canConfirm, createKeyCopier } from '../system/copy-key.ts';
import { mendLoginItem, readLoginItem, setLoginItem } from '../system/login-item.ts';
import { type createShortcut, shortcutNote } from '../system/shortcut.ts';
import { createUpdates } from '../system/updates.ts';
import { findTrayHelp } from '../tray/host.ts';

export interface DesktopParts {
  /** The live engine, whose preferences apply even while the demo is shown. */
  live: Engine;
  /** The engine that is shown: the live one, or the demo's. */
  shown(): Engine;
  clock: Clock;
  shortcut: ReturnType<typeof createShortcut>;
  /** Where the icon is, if the system says. */
  iconBounds(): Rectangle | null;
  /** Receives each new state. */
  onChange(state: DesktopState): void;
}

const refused = (message: string) => fail({ kind: 'not-supported' as const, message });

/** Launch at login, the global shortcut, updates and the about box, and their state for the pages. */
export function createDesktop({ live, shown, clock, shortcut, iconBounds, onChange }: DesktopParts) {
  mendLoginItem();
  const updates = createUpdates({ clock, onChange: (next) => set({ updates: next }) });
  let state: DesktopState = {
    version: app.getVersion(),
    loginItem: readLoginItem(),
    shortcutError: shortcut.set(live.state().preferences.shortcut),
    ...(shortcutNote === undefined ? {} : { shortcutNote }),
    trayHelp: null,
    updates: updates.state(),
    canConfirm: canConfirm(),
  };
  onChange(state);

  function set(part: Partial<DesktopState>): void {
    state = { ...state, ...part };
    onChange(state);
  }

  const keys = createKeyCopier({ engine: shown, clock });

  const api: DesktopApi = {
    async setLaunchAtLogin({ on }) {
      try {
        set({ loginItem: setLoginItem(on) });
      } catch {
        set({ loginItem: readLoginItem() });
        return refused('Cannot write to the autostart folder. Check the permissions of ~/.config/autostart.');
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
      return (await updates.restart()) ? ok({}) : refused('No update is ready to install yet.');
    },
    copyCredential: ({ account, field }) => keys.copy(account, field),
    async showAbout() {
      showAbout();
      return ok({});
    },
  };
  return {
    api,
    state: () => state,
    /** Resolves once it is known whether the system has a tray; null: it has one. */
    trayHelp: findTrayHelp(iconBounds).then((trayHelp) => {
      set({ trayHelp });
      return trayHelp;
    }),
    async stop() {
      updates.stop();
      await keys.clear();
    },
  };
}

function whyNotTaken(loginItem: DesktopState['loginItem']): string {
  if (loginItem === 'blocked')
    return 'Your system’s settings block Fuelgauge from starting at login. Allow it there.';
  if (loginItem === 'unsupported') return 'Only an installed copy of Fuelgauge can start at login.';
  return 'The system did not accept the change.';
}
