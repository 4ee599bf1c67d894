import { Menu, type MenuItemConstructorOptions, nativeImage, nativeTheme, Tray } from 'electron';
import type { AppState } from '../../shared/model/index.ts';
import { drawGauge } from '../../shared/tray/icon.ts';
import { type TrayAction, trayGauge, trayMenu, trayTooltip } from '../../shared/tray/menu.ts';

const sizes =
  process.platform === 'win32' ? { base: 16, scales: [1, 1.25, 1.5, 2] } : { base: 22, scales: [1, 2] };

/** The icon in the tray, its tooltip and its menu; drawn again after each change of what they show. */
export function createTray(state: AppState, act: (action: TrayAction) => void) {
  const tray = new Tray(picture(state));
  let shown = '';

  function show(now: AppState): void {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const items = trayMenu(now, zone);
    const tooltip = trayTooltip(now, zone);
    const looks = JSON.stringify([items, tooltip, trayGauge(now), nativeTheme.shouldUseDarkColors]);
    if (looks === shown) return;
    shown = looks;
    tray.setImage(picture(now));
    tray.setToolTip(tooltip);
    // On Linux a changed menu appears only when it is set again as a whole.
    tray.setContextMenu(Menu.buildFromTemplate(items.map((item) => menuItem(item, act))));
  }

  // Not delivered on every Linux desktop; there the menu opens instead.
  tray.on('click', () => act({ do: 'open', account: null }));
  show(state);
  return { show, destroy: () => tray.destroy() };
}

function menuItem(
  item: ReturnType<typeof trayMenu>[number],
  act: (action: TrayAction) => void,
): MenuItemConstructorOptions {
  switch (item.type) {
    case 'separator':
      return { type: 'separator' };
    case 'text':
      return { label: item.label, enabled: false };
    case 'action':
      // An ampersand would mark a keyboard mnemonic.
      return { label: item.label.replaceAll('&', '&&'), click: () => act(item.action) };
  }
}

function picture(state: AppState) {
  const template = process.platform === 'darwin';
  const ink =
    template || !nativeTheme.shouldUseDarkColors ? ([0, 0, 0] as const) : ([255, 255, 255] as const);
  const gauge = trayGauge(state);
  const accent = gauge.state === 'critical' ? ([255, 110, 80] as const) : ([240, 165, 60] as const);
  const image = nativeImage.createEmpty();
  for (const scale of sizes.scales) {
    const size = Math.round(sizes.base * scale);
    const rgba = drawGauge({ ...gauge, size, ink, accent: template ? null : accent });
    image.addRepresentation({
      scaleFactor: scale,
      width: size,
      height: size,
      buffer: toBitmap(rgba),
    });
  }
  image.setTemplateImage(template);
  return image;
}

/** Electron's bitmaps are BGRA with premultiplied alpha, in the order of little-endian machines. */
function toBitmap(rgba: Uint8Array): Buffer {
  const bitmap = Buffer.alloc(rgba.length);
  for (let index = 0; index < rgba.length; index += 4) {
    const alpha = rgba[index + 3] ?? 0;
    const premultiplied = (channel: number) => Math.round(((rgba[index + channel] ?? 0) * alpha) / 255);
    bitmap.set([premultiplied(2), premultiplied(1), premultiplied(0), alpha], index);
  }
  return bitmap;
}
