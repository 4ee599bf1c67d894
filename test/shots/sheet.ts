import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shot } from './view.ts';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Writes index.html: all pictures of a folder side by side, by view. */
export function writeSheet(
  folder: string,
  shots: readonly Shot[],
  failed: ReadonlyMap<string, string>,
): void {
  const sections = [...Map.groupBy(shots, ({ view }) => view.name)].map(
    ([name, own]) =>
      `<section><h2>${escaped(name)}</h2>${own.map((shot) => figure(shot, failed)).join('')}</section>`,
  );
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Fuelgauge: every view</title>
<style>
  body { margin: 24px; background: #8a8d91; color: #101112; font: 13px system-ui; }
  section { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start; margin-bottom: 32px; }
  h2 { flex-basis: 100%; margin: 0; font-size: 15px; }
  figure { margin: 0; }
  figcaption { margin-top: 4px; }
  img { display: block; max-width: 380px; }
</style>${sections.join('\n')}</html>\n`,
  );
}

function figure({ name, size, theme }: Shot, failed: ReadonlyMap<string, string>): string {
  const why = failed.get(name);
  const seen =
    why === undefined
      ? `<a href="${name}.png"><img src="${name}.png" loading="lazy" alt="${name}"></a>`
      : `<pre>${escaped(why)}</pre>`;
  return `<figure>${seen}<figcaption>${size}, ${theme}</figcaption></figure>`;
}
