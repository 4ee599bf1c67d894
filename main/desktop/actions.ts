import { app, shell } from 'electron';
import { accountPage } from '../../shared/desktop/pages.ts';
import { dayMs } from '../../shared/time/index.ts';
import type { TrayAction } from '../../shared/tray/menu.ts';
import type { OpenAction } from '../engine/channels/define.ts';
import type { Engine } from '../engine/engine.ts';
import { logFile } from '../engine/log.ts';
import { providers } from '../providers/index.ts';
import { showAbout } from './system/about.ts';

/** The actions of the tray menu and of notifications. `engine()` is the live engine, or the demo's while that is shown. */
export function createActions(options: {
  engine(): Engine;
  /** Opens a link from the catalogue in the user's browser. */
  openOutside(url: string): void;
  now(): number;
  openDashboard(page: string | null): void;
  updates: { check(): void; restart(): void };
  /** The data folder, which has the log. */
  home: string;
}) {
  const { engine, openOutside, now, openDashboard, updates, home } = options;

  return {
    act(action: TrayAction): void {
      switch (action.do) {
        case 'open':
          openDashboard(action.page);
          break;
        case 'refresh':
          void engine().refresh(action.account === null ? {} : { account: action.account });
          break;
        case 'snooze':
          void engine().alerts.mute({ account: action.account, until: now() + dayMs });
          break;
        case 'billing':
          openOutside(action.url);
          break;
        case 'pause':
          void engine().setPreferences({ paused: action.paused });
          break;
        case 'check-for-updates':
          updates.check();
          break;
        case 'restart-to-update':
          updates.restart();
          break;
        case 'logs':
          shell.showItemInFolder(logFile(home));
          break;
        case 'about':
          showAbout();
          break;
        case 'quit':
          app.quit();
      }
    },

    /** `account` null: the notification is about several accounts. */
    openFromNotification(account: string | null, action: OpenAction): void {
      const known = engine()
        .state()
        .accounts.find(({ id }) => id === account);
      const billing = providers.find(({ id }) => id === known?.provider)?.billingPage ?? null;
      if (action === 'billing' && billing !== null) openOutside(billing);
      else if (action === 'spend') openDashboard('/spend');
      else openDashboard(account === null ? '/alerts' : accountPage(account));
    },
  };
}
