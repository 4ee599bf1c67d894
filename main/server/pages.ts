import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getMimeType } from 'hono/utils/mime';

export interface PageFile {
  body: Uint8Array<ArrayBuffer>;
  type: string;
  /** Its name changes with its content, so that a browser may keep it. */
  hashed: boolean;
}

/**
 * The renderer's build by request path (`/assets/index-….js`), read whole: under a few megabytes, and a rebuild does
 * not pull the files away from under an open page. Only regular files are taken, so a path in a request is looked up
 * and never resolved: neither `..` nor a link leads out. Null if there is no build.
 */
export function loadPages(folder: string): ReadonlyMap<string, PageFile> | null {
  const files = new Map<string, PageFile>();
  // Not readdir's own recursion: that follows links to folders.
  const add = (directory: string, path: string) => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const file = join(directory, entry.name);
      const name = `${path}${entry.name}`;
      if (entry.isDirectory()) add(file, `${name}/`);
      if (!entry.isFile()) continue;
      files.set(name, {
        body: new Uint8Array(readFileSync(file)),
        type: getMimeType(name) ?? 'application/octet-stream',
        hashed: name.startsWith('/assets/'),
      });
    }
  };
  try {
    add(folder, '/');
  } catch {
    return null;
  }
  const index = files.get('/index.html');
  return index ? files.set('/', index) : null;
}

/** What a browser without the cookie sees. */
export const noAccessPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Fuelgauge</title>
<h1>Fuelgauge</h1>
<p>To get in, open the whole address that Fuelgauge printed in its terminal; it ends in “?token=…”.
It changes each time Fuelgauge starts.</p>
</html>
`;
