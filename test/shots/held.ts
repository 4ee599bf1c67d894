import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences, type Part, readParts, writeParts } from './parts.ts';

// The committed parts of the held views, one file each.

const folder = join(import.meta.dirname, 'held');
const fileOf = (name: string) => join(folder, `${name}.txt`);

/** What differs from the committed parts of that name, as sentences; null: none are committed. */
export const differencesFromHeld = (name: string, parts: Part[]): string[] | null =>
  existsSync(fileOf(name)) ? differences(readParts(readFileSync(fileOf(name), 'utf8')), parts) : null;

/**
 * Writes the parts by name; those within the tolerance keep what they say. With `all`, files of other names go.
 * Returns what to tell.
 */
export function renewHeld(measured: ReadonlyMap<string, Part[]>, all: boolean): string {
  mkdirSync(folder, { recursive: true });
  if (all)
    for (const file of globSync('*.txt', { cwd: folder }))
      if (!measured.has(file.slice(0, -'.txt'.length))) rmSync(join(folder, file));
  const changed = [...measured].filter(([name, parts]) => differencesFromHeld(name, parts)?.length !== 0);
  for (const [name, parts] of changed) writeFileSync(fileOf(name), writeParts(parts));
  return `${changed.length} of ${measured.size} held views written anew in ${folder}.`;
}
