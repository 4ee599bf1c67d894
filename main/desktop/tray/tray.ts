import {
  Menu,
  type MenuItemConstructorOptions,
  nativeImage,
  nativeTheme,
  type Rectangle,
  Tray,
} from 'electron';
import type { AppState } from '../../../shared/model/index.ts';
import { systemZone } from '../../../shared/time/index.ts';
import {
  type TrayAction,
  type TrayMenuItem,
  trayGauge,
  trayMenu,
  trayTitle,
  trayTooltip,
} from '../../../shared/tray/menu.ts';
import { electronBitmap, isBarDark, trayPictures } from '../../../shared/tray/pictures.ts';
import { platform } from '../system/platform.ts';

export interface TrayHandlers {
  onAction(action: TrayAction): void;
  /** A click on the icon, with its bounds if the system reports them. */
  onClick(icon: Rectangle | null): void;
}

/** The tray icon, its tooltip and its menu, updated only when something they show has changed. */
export function createTray(state: AppState, { onAction, onClick }: TrayHandlers) {
  const tray = new Tray(picture(state));
  let shown = '';
  let menu = Menu.buildFromTemplate([]);

  function show(now: AppState): void {
    const zone = systemZone();
    const items = trayMenu(now, zone);
    const tooltip = trayTooltip(now, zone);
    const title = trayTitle(now);
    const looks = JSON.stringify([items, tooltip, title, trayGauge(now), barIsDark()]);
    if (looks === shown) return;
    shown = looks;
    tray.setImage(picture(now));
    tray.setToolTip(tooltip);
    if (platform === 'darwin') tray.setTitle(title, { fontType: 'monospacedDigit' });
    menu = Menu.buildFromTemplate(items.map((item) => menuItem(item, onAction)));
    // On Linux the panel opens the menu itself, and shows changes only after the whole menu is set again.
    // Elsewhere a menu that is set would open on left click, which is for the popover.
    if (platform === 'linux') tray.setContextMenu(menu);
  }

  // Some Linux desktops never deliver this event; there the menu is the only way in.
  tray.on('click', (_event, bounds) => onClick(bounds));
  tray.on('right-click', () => tray.popUpContextMenu(menu));
  if (platform === 'darwin') tray.setIgnoreDoubleClickEvents(true);
  show(state);
  return {
    show,
    /** Null if the system does not report them, as on Linux. */
    bounds: (): Rectangle | null => (platform === 'linux' ? null : tray.getBounds()),
    /** Returns the keyboard focus to the notification area, as Windows expects. */
    focus: () => {
      if (platform === 'win32') tray.focus();
    },
    destroy: () => tray.destroy(),
  };
}

function menuItem(item: TrayMenuItem, onAction: (action: TrayAction) => void): MenuItemConstructorOptions {
  // An ampersand would mark a keyboard mnemonic.
  const label = 'label' in item ? item.label.replaceAll('&', '&&') : '';
  switch (item.type) {
    case 'separator':
      return { type: 'separator' };
    case 'text':
      return { label, enabled: false };
    case 'action':
      return { label, click: () => onAction(item.action) };
    case 'submenu':
      return { label, submenu: item.items.map((inner) => menuItem(inner, onAction)) };
  }
}

const barIsDark = () =>
  isBarDark({
    platform,
    appsDark: nativeTheme.shouldUseDarkColors,
    systemDark: nativeTheme.shouldUseDarkColorsForSystemIntegratedUI,
    desktop: process.env.XDG_CURRENT_DESKTOP ?? '',
  });

function picture(state: AppState) {
  const { template, pictures } = trayPictures(trayGauge(state), {
    platform,
    dark: barIsDark(),
  });
  const image = nativeImage.createEmpty();
  for (const { scaleFactor, size, rgba } of pictures)
    image.addRepresentation({
      scaleFactor,
      width: size,
      height: size,
      buffer: Buffer.from(electronBitmap(rgba)),
    });
  image.setTemplateImage(template);
  return image;
}
