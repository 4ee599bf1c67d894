import { join } from 'node:path';
import { app, dialog, nativeTheme, session, shell } from 'electron';
import { systemClock } from '../engine/clock.ts';
import { providers } from '../providers/index.ts';
import { loadRateCard, ratedProviders } from '../providers/rates/index.ts';
import { createDemo } from '../sandbox/demo.ts';
import { createDemoSwitch, pollWhileInCharge } from '../sandbox/demo-switch.ts';
import { createActions } from './actions.ts';
import { appId, composeDesktop } from './compose.ts';
import { createDesktop } from './ipc/desktop-api.ts';
import { serveIpc } from './ipc/router.ts';
import { serveWindowIpc } from './ipc/windows.ts';
import { createLinkOpener, linkHosts } from './links.ts';
import { harden } from './security/index.ts';
import type { Starts } from './system/deep-links.ts';
import { platform } from './system/platform.ts';
import { followPower } from './system/power.ts';
import { createShortcut } from './system/shortcut.ts';
import { createTray } from './tray/tray.ts';
import { followUsagePreference } from './usage-listener.ts';
import { serveRenderer } from './windows/app-protocol.ts';
import { createBoundsStore } from './windows/bounds-store.ts';
import { createDashboardWindow } from './windows/dashboard.ts';
import { createPopoverWindow } from './windows/popover.ts';

function refuse(message: string): void {
  dialog.showErrorBox('Fuelgauge cannot start', message);
  app.exit(1);
}

/** The desktop app from its readiness to its end: composes the parts of this folder, and decides nothing itself. */
export async function runDesktop(starts: Starts): Promise<void> {
  // The windows come after the engine; nothing is told before they are there.
  let openFromNotification = (_account: string | null, _action: 'open' | 'billing') => {};
  const composed = await composeDesktop((account, action) => openFromNotification(account, action));
  if (!composed.ok) return refuse(composed.error.message);
  const { engine: live, log, home, close } = composed.value;
  const openOutside = createLinkOpener(
    async () => linkHosts(providers, await Promise.all(ratedProviders.map(loadRateCard))),
    (url) => void shell.openExternal(url),
  );
  harden(session.defaultSession, openOutside);
  if (!serveRenderer(join(import.meta.dirname, '../renderer')))
    return refuse('Its pages are missing. Install it once more.');
  if (platform === 'win32') app.setAppUserModelId(appId);
  // An app of the menu bar has no place in the Dock; the packaged one says so in its Info.plist.
  app.dock?.hide();

  const world = createDemoSwitch(live, () => createDemo({ shell: 'desktop' }));
  if (starts.first.demo) await world.demo.start();

  const dashboard = createDashboardWindow(createBoundsStore(home));
  const popover = createPopoverWindow({
    clock: systemClock,
    iconBounds: () => tray.bounds(),
    isPinned: () => world.engine().state().preferences.popoverPinned,
    onEscape: () => tray.focus(),
  });
  const openDashboard = (page: string | null) => {
    popover.hide();
    void dashboard.open(page);
  };
  const actions = createActions({ engine: world.engine, openOutside, now: systemClock.now, openDashboard });
  openFromNotification = actions.openFromNotification;
  const tray = createTray(world.engine().state(), {
    act: actions.act,
    toggle: (icon) => void popover.toggle(icon),
  });

  const shortcut = createShortcut(() => void popover.toggle(null));
  const desktop = createDesktop({
    live,
    clock: systemClock,
    shortcut,
    changed: (state) => world.engine().setDesktop(state),
  });
  const show = () => tray.show(world.engine().state());
  let leave = world.engine().subscribe(show);
  world.demo.onChange(() => {
    leave();
    world.engine().setDesktop(desktop.state());
    leave = world.engine().subscribe(show);
    show();
  });
  nativeTheme.on('updated', show);

  serveIpc({ ...world, desktop: desktop.api });
  serveWindowIpc({
    openDashboard,
    hidePopover: () => popover.escape(),
    setPopoverHeight: (height) => popover.setHeight(height),
  });

  const polling = pollWhileInCharge(world, live);
  const stopPower = followPower({
    clock: systemClock,
    away: () => live.state().alerting.channels.some(({ enabled, host }) => enabled && host !== null),
    apply: ({ polling: wanted, stretch }) => {
      live.setPace(stretch);
      polling.allow(wanted);
    },
  });
  const stopListening = followUsagePreference(live, log);

  app.setAboutPanelOptions({
    applicationName: 'Fuelgauge',
    applicationVersion: app.getVersion(),
    copyright: 'MIT licence. No telemetry.',
  });
  starts.onAgain(({ demo, page }) => {
    if (demo) void world.demo.start();
    openDashboard(page);
  });

  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    polling.leave();
    stopPower();
    desktop.stop();
    shortcut.release();
    void Promise.all([world.demo.stop(), stopListening(), close()]).finally(() => {
      closed = true;
      app.quit();
    });
  });
  // Without a tray the window is all there is.
  await desktop.settled;
  if (!starts.first.hidden || desktop.state().trayHelp !== null) await dashboard.open(starts.first.page);
}
