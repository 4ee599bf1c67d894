import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FromPartitionOptions, Session } from 'electron';
import { app } from './app.ts';

type Guards = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>;
type Handler<Name extends keyof Guards> = Parameters<Session[Name]>[0];
export type Permission = Parameters<NonNullable<Handler<'setPermissionCheckHandler'>>>[1];

export interface Kept {
  status: number;
  headers: [string, string][];
  body: Buffer;
  freshUntil: number;
}

/** Cookies, HTTP cache and permissions. As in Chromium, on disk under the profile unless the session is one in memory. */
export class StandInSession implements Guards {
  /** Null: it is in memory. */
  readonly #folder: string | null;
  readonly #hasCache: boolean;
  readonly #cookies = new Map<string, Map<string, string>>();
  readonly #cache = new Map<string, Kept>();
  readonly handlers: { [Name in keyof Guards]?: Handler<Name> } = {};

  constructor(folder: string | null, hasCache: boolean) {
    this.#folder = folder;
    this.#hasCache = hasCache;
  }

  setPermissionRequestHandler(handler: Handler<'setPermissionRequestHandler'>): void {
    this.handlers.setPermissionRequestHandler = handler;
  }
  setPermissionCheckHandler(handler: Handler<'setPermissionCheckHandler'>): void {
    this.handlers.setPermissionCheckHandler = handler;
  }
  setDevicePermissionHandler(handler: Handler<'setDevicePermissionHandler'>): void {
    this.handlers.setDevicePermissionHandler = handler;
  }

  /**
   * What a page's main frame is answered. Without a handler Electron grants everything; with both, the page is refused what
   * either refuses.
   */
  async permits(contents: unknown, permission: Permission, url: string): Promise<boolean> {
    const details = { isMainFrame: true, requestingUrl: url };
    const { setPermissionCheckHandler: check, setPermissionRequestHandler: request } = this.handlers;
    if (check && Reflect.apply(check, null, [contents, permission, new URL('/', url).href, details]) !== true)
      return false;
    if (!request) return true;
    return await new Promise((answer) =>
      Reflect.apply(request, null, [contents, permission, answer, details]),
    );
  }

  cookiesFor({ hostname }: URL): string {
    const jar = this.#cookies.get(hostname) ?? new Map<string, string>();
    return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  keepCookies({ hostname }: URL, set: readonly string[]): void {
    if (set.length === 0) return;
    const jar = this.#cookies.get(hostname) ?? new Map<string, string>();
    for (const cookie of set) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      jar.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
    }
    this.#cookies.set(hostname, jar);
    const all = [...this.#cookies].map(([host, cookies]) => [host, [...cookies]]);
    this.#write('Network', 'Cookies', JSON.stringify(all));
  }

  /** The entry of an address, if it is still fresh. */
  cached({ href }: URL): Kept | null {
    const entry = this.#cache.get(href);
    return entry !== undefined && entry.freshUntil > Date.now() ? entry : null;
  }

  /** The key of an entry is its whole address, in plain text. */
  keep({ href }: URL, entry: Kept): void {
    if (!this.#hasCache) return;
    this.#cache.set(href, entry);
    this.#write(join('Cache', 'Cache_Data'), `${this.#cache.size}_0`, `1/0/${href}\n${entry.body}`);
  }

  #write(folder: string, name: string, content: string): void {
    if (this.#folder === null) return;
    mkdirSync(join(this.#folder, folder), { recursive: true });
    writeFileSync(join(this.#folder, folder, name), content);
  }
}

const persistent = /^persist:(.+)$/;
const sessions = new Map<string, StandInSession>();

function fromPartition(partition: string, { cache }: FromPartitionOptions = { cache: true }): StandInSession {
  if (!app.isReady()) throw new Error('Session can only be received when app is ready');
  const [, name] = persistent.exec(partition) ?? [];
  const profile = app.getPath('userData');
  const folder = name === undefined ? null : join(profile, 'Partitions', name);
  const made = sessions.get(partition) ?? new StandInSession(partition === '' ? profile : folder, cache);
  sessions.set(partition, made);
  return made;
}

export const session = {
  fromPartition,
  get defaultSession(): StandInSession {
    return fromPartition('');
  },
};
