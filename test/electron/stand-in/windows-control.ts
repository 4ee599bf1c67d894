import { z } from 'zod';
import { BrowserWindow } from './browser-window.ts';
import { lookElsewhere } from './focus.ts';
import { screen } from './screen.ts';
import { hasMouseEvents, shownTrays } from './tray.ts';
import { loading } from './web-contents.ts';

// What the system and the user do to the windows and the icon, for `control.ts`.

const page = z.string();
const held = z.object({ ctrlKey: z.boolean(), shiftKey: z.boolean(), metaKey: z.boolean() }).partial();

export const windowOrders = [
  z.object({ do: z.literal('clickTray'), held: held.optional() }),
  z.object({ do: z.literal('rightClickTray') }),
  /** False where the system tells nothing of the pointer. */
  z.object({ do: z.literal('hoverTray') }),
  /** The user clicks into another program. */
  z.object({ do: z.literal('blur'), page }),
  z.object({ do: z.literal('close'), page }),
  z.object({ do: z.literal('maximize'), page }),
  /** The page's process ends in a crash. */
  z.object({ do: z.literal('crash'), page }),
  z.object({ do: z.literal('holdLoading') }),
  z.object({ do: z.literal('releaseLoading') }),
  /** So many loads fail. */
  z.object({ do: z.literal('failLoading'), times: z.number().int() }),
  /** The displays have these scales now; the first is the primary. */
  z.object({ do: z.literal('scales'), scales: z.array(z.number()) }),
  /** The icon is on the display with this number, from 0. */
  z.object({ do: z.literal('moveIcon'), display: z.number().int() }),
] as const;
type WindowOrder = z.infer<(typeof windowOrders)[number]>;
const schema = z.union(windowOrders);

export const isWindowOrder = (order: { do: string }): order is WindowOrder => schema.safeParse(order).success;

export interface ShownWindow {
  /** `index.html#/account/a1`. */
  page: string;
  visible: boolean;
  bounds: { x: number; y: number; width: number; height: number };
  /** False: what is to be seen is the window's ground. */
  painted: boolean;
  /** How often its page began anew. */
  documents: number;
  maximized: boolean;
  panel: boolean;
  /** Whether it has an icon of its own. */
  icon: boolean;
}

export const shownWindow = (window: BrowserWindow): ShownWindow => ({
  page: pageOf(window),
  visible: window.isVisible(),
  bounds: window.getBounds(),
  painted: window.webContents.isPainted(),
  documents: window.webContents.documents,
  maximized: window.isMaximized(),
  panel: window.isPanel,
  icon: window.hasIcon,
});

/** `index.html#/account/a1`. */
export const pageOf = ({ webContents }: BrowserWindow) =>
  webContents.mainFrame.url.replace('app://fuelgauge/', '');

export function carryOutAtWindows(order: WindowOrder): boolean {
  const [tray] = shownTrays;
  const named = (start: string) =>
    BrowserWindow.getAllWindows().find((window) => pageOf(window).startsWith(start));
  switch (order.do) {
    case 'clickTray':
      return tray?.emit('click', order.held ?? {}, tray.getBounds(), { x: 0, y: 0 }) ?? false;
    case 'rightClickTray':
      return tray?.emit('right-click', {}, tray.getBounds()) ?? false;
    case 'hoverTray':
      return hasMouseEvents && (tray?.emit('mouse-enter', {}, { x: 0, y: 0 }) ?? false);
    case 'blur':
      return lookElsewhere(named(order.page));
    case 'close':
      named(order.page)?.close();
      return true;
    case 'maximize':
      named(order.page)?.maximize();
      return true;
    case 'crash':
      void named(order.page)?.webContents.crash();
      return true;
    case 'holdLoading':
      loading.hold();
      return true;
    case 'releaseLoading':
      loading.release();
      return true;
    case 'failLoading':
      loading.failures = order.times;
      return true;
    case 'scales':
      screen.setScales(order.scales);
      return true;
    case 'moveIcon':
      tray?.moveTo(order.display);
      return true;
  }
}
