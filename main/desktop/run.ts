import { join } from 'node:path';
import { app, shell as electron, nativeTheme, screen, session } from 'electron';
import { systemClock } from '../engine/clock.ts';
import { endsWithin } from '../engine/deadline.ts';
import type { Engine } from '../engine/engine.ts';
import { keepHeapSmall } from '../engine/heap.ts';
import type { Log } from '../engine/log.ts';
import { followMeterPreference } from '../meter/follow.ts';
import { providers } from '../providers/index.ts';
import { loadRateCard, ratedProviders } from '../providers/rates/index.ts';
import { createDemoSwitch, type DemoSwitch, pollWhileInCharge } from '../sandbox/demo-switch.ts';
import { createActions } from './actions.ts';
import { composeDesktop } from './compose.ts';
import { refuseStart } from './faults.ts';
import { createDesktop } from './ipc/desktop-api.ts';
import { serveIpc } from './ipc/router.ts';
import { serveWindowIpc } from './ipc/windows.ts';
import { createLinkOpener, linkHosts } from './links.ts';
import { followQuit } from './quit.ts';
import { followScriptPreference } from './script-listener.ts';
import { harden } from './security/index.ts';
import type { Starts } from './system/deep-links.ts';
import { moveToApplications } from './system/first-run.ts';
import { homepage } from './system/homepage.ts';
import { wasOpenedAtLogin } from './system/login-item.ts';
import { followPower } from './system/power.ts';
import { createShortcut } from './system/shortcut.ts';
import { createTray } from './tray/tray.ts';
import { serveRenderer } from './windows/app-protocol.ts';
import { createBoundsStore } from './windows/bounds-store.ts';
import { createDashboardWindow } from './windows/dashboard.ts';
import { logFailures } from './windows/log-failures.ts';
import { createPopoverWindow } from './windows/popover.ts';

/** Quitting waits no longer than this, whatever hangs. */
const longestEndMs = 1900;

type OpenOutside = ReturnType<typeof createLinkOpener>;

/** Runs the desktop app, from ready to quit: composes the parts of this folder and decides nothing itself. */
export async function runDesktop(starts: Starts, onLog: (log: Log) => void): Promise<void> {
  keepHeapSmall();
  if (!starts.first.hidden && (await moveToApplications())) return;
  // A toast that started the app is told of before the windows are made.
  const made = Promise.withResolvers<ReturnType<typeof createShell>>();
  const composed = composeDesktop(
    (account, action) =>
      void made.promise.then(({ actions }) => actions.openFromNotification(account, action)),
  );
  if (!composed.ok) return refuseStart(composed.error.message);
  const { engine: live, log, home, close, closeAtOnce } = composed.value;
  onLog(log);
  const openOutside = linkOpener();
  if (!prepareApp(openOutside, log))
    return refuseStart('The app’s pages are missing. Install Fuelgauge again.');

  const world = createDemoSwitch(live, async () => {
    const { createDemo } = await import('../sandbox/demo.ts');
    return createDemo({ shell: 'desktop' });
  });
  if (starts.first.demo) await world.demo.start();
  const shell = createShell(world, home, openOutside, {
    check: () => void desktop.api.checkForUpdates(),
    restart: () => void desktop.api.restartToUpdate(),
  });
  made.resolve(shell);

  const shortcut = createShortcut(() => void shell.popover.toggle(null));
  const desktop = createDesktop({
    live,
    shown: world.engine,
    clock: systemClock,
    shortcut,
    iconBounds: shell.tray.bounds,
    onChange: (state) => world.engine().setDesktop(state),
  });
  followEngine(world, shell.tray, () => world.engine().setDesktop(desktop.state()));
  serveIpc({ ...world, desktop: desktop.api });
  serveWindowIpc({
    openDashboard: shell.openDashboard,
    hidePopover: () => shell.popover.escape(),
    setPopoverHeight: (height) => shell.popover.setHeight(height),
    recordShortcut: (isRecording) => shortcut.record(isRecording),
  });

  const stopPolling = pollAtPace(world, live);
  const stopListening = followScriptPreference(live, log);
  const meter = followMeterPreference(composed.value, { environment: process.env, now: systemClock.now });
  starts.onLaterStart(({ hidden, demo, page }) => {
    if (demo) void world.demo.start();
    if (!hidden || page !== null) shell.openDashboard(page);
  });
  const leave = () => {
    stopPolling();
    shortcut.release();
  };
  followQuit({
    async finish() {
      leave();
      await endsWithin(
        longestEndMs,
        Promise.all([desktop.stop(), world.demo.stop(), stopListening(), meter.stop().then(close)]),
      );
    },
    finishAtOnce() {
      leave();
      void desktop.stop();
      meter.stopAtOnce();
      closeAtOnce();
    },
  });
  const isHidden = starts.first.hidden || wasOpenedAtLogin();
  // Without a tray, the window is the only way in.
  if (!isHidden || (await desktop.trayHelp) !== null) await shell.dashboard.open(starts.first.page);
}

/** Polls as often as the computer's power allows. Returns how to stop. */
function pollAtPace(world: DemoSwitch<Engine>, live: Engine): () => void {
  const polling = pollWhileInCharge(world, live);
  const stopPower = followPower({
    clock: systemClock,
    away: () => live.state().alerting.channels.some(({ enabled, host }) => enabled && host !== null),
    onPace: ({ polling: wanted, stretch }) => {
      live.setPace(stretch);
      polling.allow(wanted);
    },
  });
  return () => {
    polling.leave();
    stopPower();
  };
}
/** Opens the catalogue's links, and the project's page, in the user's browser. */
const linkOpener = (): OpenOutside =>
  createLinkOpener(
    async () => {
      const hosts = linkHosts(providers, await Promise.all(ratedProviders.map(loadRateCard)));
      const own = homepage();
      return own === null ? hosts : hosts.add(new URL(own).hostname);
    },
    (url) => void electron.openExternal(url),
  );

/** App-wide setup. False if the build of the pages is missing. */
function prepareApp(openOutside: OpenOutside, log: Log): boolean {
  logFailures(log);
  harden(session.defaultSession, openOutside);
  if (!serveRenderer(join(import.meta.dirname, '../renderer'))) return false;
  // A menu bar app has no Dock icon; the packaged app says so in its Info.plist.
  app.dock?.hide();
  app.setAboutPanelOptions({
    applicationName: 'Fuelgauge',
    applicationVersion: app.getVersion(),
    copyright: 'MIT licence. No telemetry.',
  });
  return true;
}

/** The dashboard, the popover and the tray, which open one another. */
function createShell(
  world: DemoSwitch<Engine>,
  home: string,
  openOutside: OpenOutside,
  updates: Parameters<typeof createActions>[0]['updates'],
) {
  const dashboard = createDashboardWindow(createBoundsStore(home), systemClock);
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
  const actions = createActions({
    engine: world.engine,
    openOutside,
    now: systemClock.now,
    openDashboard,
    updates,
    home,
  });
  const tray = createTray(world.engine().state(), {
    onAction: actions.act,
    onClick: (icon) => void popover.toggle(icon),
    onDismiss: () => popover.hide(),
    onHover: () => void popover.prepare(),
  });
  return { dashboard, popover, tray, actions, openDashboard };
}

/** Keeps the tray up to date with the engine that is shown. `onSwitch` is called when the demo starts or ends. */
function followEngine(world: DemoSwitch<Engine>, tray: ReturnType<typeof createTray>, onSwitch: () => void) {
  const show = () => tray.show(world.engine().state());
  let leave = world.engine().subscribe(show);
  world.demo.onChange(() => {
    leave();
    onSwitch();
    leave = world.engine().subscribe(show);
    show();
  });
  nativeTheme.on('updated', show);
  screen.on('display-metrics-changed', show);
}
