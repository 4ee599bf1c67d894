import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { platform } from '../system/platform.ts';

/** macOS takes the editing keys from a menu. Quit has no key: in the popover it would end the monitoring by mistake. */
const macMenu: MenuItemConstructorOptions[] = [
  {
    label: 'Fuelgauge',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { label: 'Quit Fuelgauge', click: () => app.quit() },
    ],
  },
  { role: 'editMenu' },
  {
    role: 'window',
    submenu: [
      { role: 'minimize' },
      { role: 'zoom' },
      { role: 'close' },
      { type: 'separator' },
      { role: 'front' },
    ],
  },
];

/**
 * Replaces Electron's own menu, whose keys reload the page, open the developer tools and quit. Elsewhere than on macOS there
 * is none, and Chromium knows the editing keys by itself. Must be called before the app is ready.
 */
export function setMenu(): void {
  const isHotReload = !app.isPackaged && process.env.ELECTRON_RENDERER_URL !== undefined;
  const menu = [
    ...(platform === 'darwin' ? macMenu : []),
    ...(isHotReload ? [{ role: 'viewMenu' } as const] : []),
  ];
  Menu.setApplicationMenu(menu.length > 0 ? Menu.buildFromTemplate(menu) : null);
}
