import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '../../shared/tray/pictures.ts';

/** A corner of a desktop with the app's icon in it. Images are addresses of data. */
export interface Corner {
  name: string;
  platform: Platform;
  /** Of the bar. */
  dark: boolean;
  icon: string;
  popover?: { image: string; width: number; height: number };
  /** What a right click shows. */
  menu?: readonly string[];
  notification?: { title: string; body: string };
}

const font = readFileSync(
  join(
    import.meta.dirname,
    '../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  ),
  'base64',
);

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');

const style = `
  @font-face { font-family: Inter; src: url(data:font/woff2;base64,${font}); font-weight: 100 900; }
  * { box-sizing: border-box; margin: 0; }
  body { font: 13px/1.45 Inter, sans-serif; color: #222; }
  main { width: 760px; background: #c9d1d6; display: flex; flex-direction: column; }
  main.below { flex-direction: column-reverse; }
  header { height: 34px; padding: 0 14px; display: flex; gap: 14px; align-items: center; justify-content: flex-end; }
  header.dark { background: #23282b; color: #eee; }
  header.light { background: #eef1f2; }
  header i { width: 16px; height: 16px; border-radius: 50%; background: currentColor; opacity: 0.18; }
  section { padding: 14px; display: flex; gap: 14px; justify-content: flex-end; align-items: flex-start; }
  main.below section { align-items: flex-end; }
  section > * { box-shadow: 0 6px 22px #0004; border-radius: 10px; background: #fff; overflow: hidden; }
  section img { display: block; }
  ul { list-style: none; padding: 6px 0; width: 338px; }
  li { padding: 3px 14px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  hr { border: 0; border-top: 1px solid #ddd; margin: 5px 0; }
  article { width: 360px; padding: 12px 14px; }
  article small { display: block; color: #666; margin-bottom: 4px; }
  article b { display: block; font-weight: 600; }
`;

/** The page that shows it: the bar on top, on Windows below, and the rest as plain boxes. */
export function cornerOfDesktop({ platform, dark, icon, popover, menu, notification }: Corner): string {
  const size = { darwin: 18, linux: 22, win32: 16 }[platform];
  const items = (menu ?? []).map((label) => (label === '-' ? '<hr>' : `<li>${escaped(label)}</li>`));
  const boxes = [
    items.length > 0 ? `<ul>${items.join('')}</ul>` : '',
    popover
      ? `<div><img src="${popover.image}" width="${popover.width}" height="${popover.height}"></div>`
      : '',
    notification
      ? `<article><small>Fuelgauge</small><b>${escaped(notification.title)}</b>${escaped(notification.body)}</article>`
      : '',
  ];
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>
    <main class="${platform === 'win32' ? 'below' : 'above'}">
      <header class="${dark ? 'dark' : 'light'}"><i></i><img src="${icon}" width="${size}" height="${size}"><i></i><i></i></header>
      <section>${boxes.join('')}</section>
    </main>`;
}
