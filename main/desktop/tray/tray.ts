import {
  Menu,
  type MenuItemConstructorOptions,
  nativeImage,
  nativeTheme,
  type Rectangle,
  screen,
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
  /** A click with a modifier, as when you drag the icon to another place. */
  onDismiss(): void;
  /** The pointer is on the icon, so that a click may follow. Linux does not tell. */
  onHover(): void;
}

/** By which macOS remembers the icon's place. On Windows it would be tied to the path of an unsigned program. */
const guid = 'a4ee38ba-139d-48a1-a1a3-e5ddb3b77ab5';

/** The tray icon, its tooltip, title and menu. Each is set only when it has changed: a menu may be open at that moment. */
export function createTray(state: AppState, { onAction, onClick, onDismiss, onHover }: TrayHandlers) {
  const first = looksOf(state);
  const tray = platform === 'darwin' ? new Tray(picture(first), guid) : new Tray(picture(first));
  let menu = Menu.buildFromTemplate([]);

  const setImage = onceEach((looks: Looks) => tray.setImage(picture(looks)));
  const setToolTip = onceEach((text: string) => tray.setToolTip(text));
  const setTitle = onceEach((text: string) => tray.setTitle(text, { fontType: 'monospacedDigit' }));
  const setMenu = onceEach((items: TrayMenuItem[]) => {
    menu = Menu.buildFromTemplate(items.map((item) => menuItem(item, onAction)));
    // On Linux the panel opens the menu itself, and shows changes only after the whole menu is set again.
    // Elsewhere a menu that is set would open on left click, which is for the popover.
    if (platform === 'linux') tray.setContextMenu(menu);
  });

  function show(now: AppState): void {
    const zone = systemZone();
    setImage(looksOf(now));
    setToolTip(trayTooltip(now, zone));
    if (platform === 'darwin') setTitle(trayTitle(now));
    setMenu(trayMenu(now, zone));
  }

  // Some Linux desktops never deliver this event; there the menu is the only way in.
  tray.on('click', ({ ctrlKey, metaKey, shiftKey }, bounds) => {
    // On a Mac, this is the other way to a right click.
    if (ctrlKey && platform === 'darwin') tray.popUpContextMenu(menu);
    else if (ctrlKey || metaKey || shiftKey) onDismiss();
    else onClick(bounds);
  });
  tray.on('right-click', () => tray.popUpContextMenu(menu));
  if (platform !== 'linux') tray.on('mouse-enter', onHover);
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

/** Passes a value on only if it differs from the last one. */
function onceEach<Value>(pass: (value: Value) => void): (value: Value) => void {
  let last = '';
  return (value) => {
    const text = JSON.stringify(value);
    if (text === last) return;
    last = text;
    pass(value);
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

/** All that the icon depends on. */
const looksOf = (state: AppState) => ({
  gauge: trayGauge(state),
  platform,
  dark: barIsDark(),
  scale: platform === 'win32' ? screen.getPrimaryDisplay().scaleFactor : 1,
});
type Looks = ReturnType<typeof looksOf>;

function picture({ gauge, ...bar }: Looks) {
  const { template, pictures } = trayPictures(gauge, bar);
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
