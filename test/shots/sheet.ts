import { existsSync, writeFileSync } from 'node:fs';
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
  writePage(folder, 'Fuelgauge: every view', sections);
}

/** What became of a view between two revisions. */
export interface Compared {
  /** Of its picture. */
  name: string;
  /** `unfit`: the other revision cannot show it. `failed`: this one cannot. */
  kind: 'same' | 'changed' | 'new' | 'unfit' | 'failed';
  words: string;
}

/** The pictures of a view that changed; there is no `diff` where the sizes differ. */
export const pictureFiles = (name: string) => ({
  before: `${name}.before.png`,
  after: `${name}.after.png`,
  diff: `${name}.diff.png`,
});

/** Writes index.html: every view that changed as it was, as it is, and what differs. */
export function writeComparison(folder: string, revision: string, compared: readonly Compared[]): void {
  const sections = compared
    .filter(({ kind }) => kind !== 'same')
    .map(({ name, kind, words }) => {
      const pictures = kind === 'changed' ? Object.entries(pictureFiles(name)) : [];
      const figures = pictures.filter(([, file]) => existsSync(join(folder, file)));
      return `<section><h2>${escaped(`${name} ${words}`)}</h2>${figures
        .map(([caption, file]) => `<figure>${picture(file)}<figcaption>${caption}</figcaption></figure>`)
        .join('')}</section>`;
    });
  writePage(folder, `Fuelgauge: what changed since ${revision}`, sections);
}

function writePage(folder: string, title: string, sections: readonly string[]): void {
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title>
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

const picture = (file: string) => `<a href="${file}"><img src="${file}" loading="lazy" alt="${file}"></a>`;

function figure({ name, size, theme }: Shot, failed: ReadonlyMap<string, string>): string {
  const why = failed.get(name);
  const seen = why === undefined ? picture(`${name}.png`) : `<pre>${escaped(why)}</pre>`;
  return `<figure>${seen}<figcaption>${size}, ${theme}</figcaption></figure>`;
}
