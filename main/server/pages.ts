import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getMimeType } from 'hono/utils/mime';

export interface PageFile {
  body: Uint8Array<ArrayBuffer>;
  type: string;
  /** Its name has a hash of its content, so browsers may cache it for good. */
  hashed: boolean;
}

/**
 * Loads the renderer's build (a few megabytes) into memory, by request path (`/assets/index-….js`), so that a rebuild does
 * not remove files under an open page. Takes regular files only. A path in a request is looked up, never resolved, so
 * neither `..` nor a link leads outside. Null if there is no build.
 */
export function loadPages(folder: string): ReadonlyMap<string, PageFile> | null {
  const files = new Map<string, PageFile>();
  // Not with readdir's own recursion, which follows links to folders.
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
