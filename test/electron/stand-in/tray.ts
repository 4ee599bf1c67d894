import { EventEmitter } from 'node:events';
import type {
  AddRepresentationOptions,
  Tray as ElectronTray,
  MenuItemConstructorOptions,
  NativeImage,
  Rectangle,
} from 'electron';
import { system } from './machine.ts';

/** What the menu's template says, as the system would show it. */
export interface ShownItem {
  label: string;
  enabled: boolean;
  items: ShownItem[];
}

export class Menu {
  readonly template: readonly MenuItemConstructorOptions[];

  constructor(template: readonly MenuItemConstructorOptions[] = []) {
    this.template = template;
  }

  static buildFromTemplate(template: MenuItemConstructorOptions[]): Menu {
    return new Menu(template);
  }

  /** Electron makes one of its own unless the app sets another, or none, before it is ready. */
  static #ofApp: Menu | null | undefined;
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#ofApp = menu;
  }
  static getApplicationMenu = (): Menu | null => (Menu.#ofApp === undefined ? defaultMenu() : Menu.#ofApp);

  shown = (): ShownItem[] => this.template.map(shownItem);

  /** Chooses the item at the end of a way of labels, as a click does. False if there is none, or it cannot be chosen. */
  choose(way: readonly string[]): boolean {
    let items = this.template;
    for (const [step, label] of way.entries()) {
      const item = items.find((candidate) => candidate.label === label);
      if (item === undefined || item.enabled === false) return false;
      if (step === way.length - 1) {
        if (item.click === undefined) return false;
        // Electron would give the item, the window and the event: the app asks for none of them.
        Reflect.apply(item.click, undefined, []);
        return true;
      }
      items = Array.isArray(item.submenu) ? item.submenu : [];
    }
    return false;
  }
}

function shownItem({ type, label = '', enabled = true, submenu }: MenuItemConstructorOptions): ShownItem {
  return {
    label: type === 'separator' ? '-' : label,
    enabled,
    items: Array.isArray(submenu) ? submenu.map(shownItem) : [],
  };
}

/** lib/browser/default-menu.ts */
function defaultMenu(): Menu {
  const menus: MenuItemConstructorOptions[] = [
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { role: 'viewMenu' },
    { role: 'windowMenu' },
  ];
  return new Menu(system === 'darwin' ? [{ role: 'appMenu' }, ...menus] : menus);
}

/** What the keys of a menu do, in whichever window has the focus: the roles in it, after lib/browser/api/menu-item-roles.ts. */
export function rolesIn(template: readonly MenuItemConstructorOptions[]): string[] {
  return template.flatMap(({ role, submenu }) => {
    if (Array.isArray(submenu)) return rolesIn(submenu);
    return role === undefined ? [] : (ofMenu[role] ?? [role]);
  });
}
const ofMenu: Record<string, string[]> = {
  appMenu: ['about', 'hide', 'hideOthers', 'unhide', 'quit'],
  fileMenu: [system === 'darwin' ? 'close' : 'quit'],
  editMenu: ['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectAll'],
  viewMenu: ['reload', 'forceReload', 'toggleDevTools', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'],
  windowMenu: ['minimize', 'zoom', system === 'darwin' ? 'front' : 'close'],
};

/** Holds what it was given, so that a test can look at it. */
class Picture implements Pick<NativeImage, 'addRepresentation' | 'setTemplateImage'> {
  readonly sizes: { scaleFactor: number; width: number; bytes: number }[] = [];
  template = false;

  addRepresentation({ scaleFactor = 1, width = 0, buffer }: AddRepresentationOptions): void {
    this.sizes.push({ scaleFactor, width, bytes: buffer?.length ?? 0 });
  }

  setTemplateImage(option: boolean): void {
    this.template = option;
  }
}
export const nativeImage = { createEmpty: () => new Picture() };

type Used = 'setToolTip' | 'setTitle' | 'getBounds' | 'focus' | 'destroy' | 'setIgnoreDoubleClickEvents';

/** The icon that is shown now; a second one would be a fault of the app. */
export const shownTrays: StandInTray[] = [];

class StandInTray extends EventEmitter implements Pick<ElectronTray, Used> {
  tooltip = '';
  title = '';
  menu: Menu | null = null;
  /** The menu opened by a right click. */
  popped: Menu | null = null;

  picture: Picture;

  constructor(picture: Picture) {
    super();
    this.picture = picture;
    shownTrays.push(this);
  }

  setImage(picture: Picture): void {
    this.picture = picture;
  }
  setToolTip(text: string): void {
    this.tooltip = text;
  }
  setTitle(text: string): void {
    this.title = text;
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu;
  }
  popUpContextMenu(menu?: Menu): void {
    this.popped = menu ?? this.menu;
  }
  getBounds = (): Rectangle => ({ x: 1700, y: 1048, width: 24, height: 24 });
  focus(): void {}
  setIgnoreDoubleClickEvents(): void {}
  destroy(): void {
    shownTrays.splice(shownTrays.indexOf(this), 1);
  }
}

export { StandInTray as Tray };
