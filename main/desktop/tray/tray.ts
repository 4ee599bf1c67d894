import {
  Menu,
  type MenuItemConstructorOptions,
  nativeImage,
  nativeTheme,
  type Rectangle,
  Tray,
} from 'electron';
import type { AppState } from '../../../shared/model/index.ts';
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
  /** A click on the icon, with the icon's bounds where the system tells them. */
  onClick(icon: Rectangle | null): void;
}

/** The one icon in the tray, its tooltip and its menu; drawn again after each change of what they show. */
export function createTray(state: AppState, { onAction, onClick }: TrayHandlers) {
  const tray = new Tray(picture(state));
  let shown = '';
  let menu = Menu.buildFromTemplate([]);

  function show(now: AppState): void {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
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
    // On Linux the panel opens the menu itself, and a changed one appears only when it is set again as a whole.
    // Elsewhere a menu that is set would open on the left click, which is the popover's.
    if (platform === 'linux') tray.setContextMenu(menu);
  }

  // On Linux an activation, which some desktops never deliver: there the menu leads on.
  tray.on('click', (_event, bounds) => onClick(bounds));
  tray.on('right-click', () => tray.popUpContextMenu(menu));
  if (platform === 'darwin') tray.setIgnoreDoubleClickEvents(true);
  show(state);
  return {
    show,
    /** Null if the system does not tell, as on Linux. */
    bounds: (): Rectangle | null => (platform === 'linux' ? null : tray.getBounds()),
    /** Gives the keyboard back to the notification area, as Windows expects. */
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
