import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { readWhole, writeWhole } from './files.ts';

// What `fuelgauge status` printed last, for bars and prompts that ask every few seconds: deriving the state takes many times as
// long as starting Node. As in the engine's own memory, it lasts for a minute, as long as nothing that it is made of changes.
// Nothing large is imported here.

export type StatusFormat = 'json' | 'table';

const names: Record<StatusFormat, string> = {
  json: 'shown-status.json.txt',
  table: 'shown-status.table.txt',
};
const keptMs = 60_000;

/** Files that say nothing about any account. */
const others = /^(?:shown-status\.|lock\.db|token-uses\.|fuelgauge\.|history\.db-shm)/;
/** Variables that change what is written, and hold no key. */
const telling = /^(?:TZ|NO_COLOR|FORCE_COLOR|NODE_DISABLE_COLORS|FUELGAUGE_ENDPOINT_.*)$/;

/** What a status is made of, in one line; null: it cannot be told. */
export function statusSources(home: string, env: Record<string, string | undefined>): string | null {
  try {
    const files = readdirSync(home)
      .filter((name) => !others.test(name))
      .sort()
      .map((name) => {
        const { ino, size, mtimeMs } = lstatSync(join(home, name));
        return [name, ino, size, mtimeMs];
      });
    // Of most only the name: the value may be a key.
    const variables = Object.keys(env)
      .sort()
      .map((name) => (telling.test(name) ? [name, env[name]] : name));
    return JSON.stringify([packageJson.version, files, variables]);
  } catch {
    return null;
  }
}

export interface Shown {
  /** The exit code. */
  code: number;
  text: string;
}

/** What was printed from the same sources within the last minute; null: nothing. */
export function shownStatus(
  home: string,
  format: StatusFormat,
  env: Record<string, string | undefined>,
  now: number,
): Shown | null {
  try {
    const file = join(home, names[format]);
    const age = now - lstatSync(file).mtimeMs;
    if (age < 0 || age >= keptMs) return null;
    const [sources, code, ...lines] = readWhole(file)?.toString().split('\n') ?? [];
    return sources === statusSources(home, env) ? { code: Number(code), text: lines.join('\n') } : null;
  } catch {
    return null;
  }
}

/** Keeps what was printed. If that fails, the next status is derived again. */
export function keepShown(home: string, format: StatusFormat, sources: string, { code, text }: Shown): void {
  try {
    writeWhole(join(home, names[format]), `${sources}\n${code}\n${text}`);
  } catch {}
}

export function forgetShown(home: string): void {
  for (const name of Object.values(names)) rmSync(join(home, name), { force: true });
}
