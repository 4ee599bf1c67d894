import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { drawAppIcon } from '../shared/tray/app-icon.ts';
import { type IconPicture, icns, ico } from './icon-files.ts';

// Draws the app icon in every size that packages need: out/icons/SIZExSIZE.png for
// Linux, out/icon.icns for macOS and out/icon.ico for Windows.

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const out = join(import.meta.dirname, '..', 'out');
mkdirSync(join(out, 'icons'), { recursive: true });
const pictures = sizes.map((size): IconPicture => {
  const drawn = new PNG({ width: size, height: size });
  drawn.data.set(drawAppIcon(size));
  return { size, pixels: drawn.data, png: PNG.sync.write(drawn) };
});
for (const { size, png } of pictures) writeFileSync(join(out, 'icons', `${size}x${size}.png`), png);
writeFileSync(join(out, 'icon.icns'), icns(pictures));
writeFileSync(join(out, 'icon.ico'), ico(pictures));
