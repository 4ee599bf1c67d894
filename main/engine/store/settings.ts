import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Conf, { type Options } from 'conf';
import { z } from 'zod';
import {
  type CommandError,
  fail,
  ok,
  type Result,
  type Settings,
  settingsSchema,
} from '../../../shared/model/index.ts';
import { fileStamp, notWritable, readWhole, writeWhole } from './files.ts';
import { withLock, withLockSync } from './lock.ts';

type Listener = (next: Settings, previous: Settings) => void;

export interface SettingsStore {
  get(): Settings;
  /** Applies the change to what the file holds now, so that another process's change is not lost. */
  update(change: (settings: Settings) => Settings): Promise<Result<Settings, CommandError>>;
  /** Calls the listener after every change, by this process or another, until the returned function is called. */
  onChange(listener: Listener): () => void;
  /** What the person should know about the file, such as that a damaged one was set aside. */
  readonly notices: readonly string[];
  close(): void;
}

/** conf, or electron-store, which is made from it and calls `configName` `name`. */
type SettingsFile = new (options: Options<Settings> & { name: string }) => Conf<Settings>;

/** Index n leads from version n + 1 to n + 2. Version 1 is the first. */
const migrations: readonly ((old: Record<string, unknown>) => Record<string, unknown>)[] = [
  // 2: what was a carrier is called a channel, and its `least` its `minSeverity`.
  (old) => {
    const alerts = z.looseObject({ carriers: z.array(z.looseObject({})) }).safeParse(old.alerts);
    if (!alerts.success) return { ...old, version: 2 };
    const { carriers, ...others } = alerts.data;
    const channels = carriers.map(({ least, ...channel }) => ({ ...channel, minSeverity: least }));
    return { ...old, alerts: { ...others, channels }, version: 2 };
  },
];
const currentVersion = migrations.length + 1;
const defaults = (): Settings => settingsSchema.parse({ version: currentVersion });

/**
 * Opens settings.json in the data folder. A damaged file is set aside and its backup used, with a notice.
 * Fails where the folder cannot be used, or where a newer Fuelgauge wrote the file, which is then left as it is.
 */
export function openSettings(
  home: string,
  options: { watch?: boolean; Store?: SettingsFile } = {},
): Result<SettingsStore, CommandError> {
  const notices: string[] = [];
  return withLockSync(home, () => {
    try {
      const loaded = load(home, defaults(), notices);
      if (!loaded.ok) return loaded;
      const Store = options.Store ?? Conf<Settings>;
      const conf = new Store({
        cwd: home,
        configName: 'settings',
        name: 'settings',
        configFileMode: 0o600,
        accessPropertiesByDotNotation: false,
        watch: options.watch ?? false,
      });
      return ok(createStore(home, conf, loaded.value, notices));
    } catch (error) {
      return fail(notWritable(`The settings file ${settingsFile(home)}`, error));
    }
  });
}

function createStore(home: string, conf: Conf<Settings>, opened: Settings, notices: string[]): SettingsStore {
  let current = opened;
  const listeners = new Set<Listener>();
  const become = (next: Settings) => {
    if (isDeepStrictEqual(next, current)) return;
    const previous = current;
    current = next;
    for (const listener of [...listeners]) listener(next, previous);
  };
  // Dispatched after this process's own writes too, which change nothing any more by then.
  const onFileChange = () => {
    const found = parse(readQuietly(settingsFile(home)));
    if (found.kind === 'sound') become(found.settings);
  };
  conf.events.addEventListener('change', onFileChange);

  return {
    notices,
    get: () => current,
    update: (change) =>
      withLock(home, async () => {
        try {
          const loaded = load(home, current, notices);
          if (!loaded.ok) return loaded;
          const next = settingsSchema.safeParse(change(loaded.value));
          if (!next.success)
            return fail({
              kind: 'bad-input',
              message: `This cannot be kept: ${z.prettifyError(next.error)}`,
            });
          conf.store = next.data;
          writeWhole(backupFile(home), JSON.stringify(next.data, null, 2));
          become(next.data);
          return ok(next.data);
        } catch (error) {
          return fail(notWritable(`The settings file ${settingsFile(home)}`, error));
        }
      }),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      conf.events.removeEventListener('change', onFileChange);
      conf._closeWatcher();
      listeners.clear();
    },
  };
}

const settingsFile = (home: string) => join(home, 'settings.json');
const backupFile = (home: string) => join(home, 'settings.backup.json');

/**
 * What settings.json holds; where it holds nothing sound, it is set aside and written anew from the backup, or else
 * from `fallback`. To be called under the lock. Throws what the file system throws.
 */
function load(home: string, fallback: Settings, notices: string[]): Result<Settings, CommandError> {
  const file = settingsFile(home);
  const found = parse(readWhole(file));
  if (found.kind === 'sound') return ok(found.settings);
  if (found.kind === 'newer') return fail(newer(file, found.version));

  const backup = parse(readWhole(backupFile(home)));
  if (backup.kind === 'newer') return fail(newer(backupFile(home), backup.version));
  const settings = backup.kind === 'sound' ? backup.settings : fallback;
  if (found.kind === 'damaged') {
    const aside = freeName(home);
    renameSync(file, join(home, aside));
    notices.push(
      `The settings file was damaged. It was set aside as ${aside}, and ${
        backup.kind === 'sound' ? 'its backup is used' : 'settings begin anew, because there is no backup'
      }.`,
    );
  } else if (backup.kind === 'sound') {
    notices.push(`The settings file was missing, and its backup is used (${backupFile(home)}).`);
  }
  writeWhole(file, JSON.stringify(settings, null, 2));
  return ok(settings);
}

type Found =
  | { kind: 'sound'; settings: Settings }
  | { kind: 'newer'; version: number }
  | { kind: 'damaged' }
  | { kind: 'missing' };

function parse(bytes: Buffer | null): Found {
  if (bytes === null) return { kind: 'missing' };
  const raw = z.looseObject({ version: z.int().min(1) }).safeParse(parseJson(bytes));
  if (!raw.success) return { kind: 'damaged' };
  if (raw.data.version > currentVersion) return { kind: 'newer', version: raw.data.version };
  let migrated: Record<string, unknown> = raw.data;
  for (const migrate of migrations.slice(raw.data.version - 1)) migrated = migrate(migrated);
  const parsed = settingsSchema.safeParse(migrated);
  return parsed.success ? { kind: 'sound', settings: parsed.data } : { kind: 'damaged' };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return null;
  }
}

function readQuietly(file: string): Buffer | null {
  try {
    return readWhole(file);
  } catch {
    return null;
  }
}

/** A file set aside never replaces another that was. */
function freeName(home: string): string {
  const name = `settings.damaged-${fileStamp(Date.now())}`;
  for (let n = 1; ; n += 1) {
    const candidate = `${name}${n === 1 ? '' : `-${n}`}.json`;
    if (!existsSync(join(home, candidate))) return candidate;
  }
}

const newer = (file: string, version: number): CommandError => ({
  kind: 'not-supported',
  message: `${file} was written by a newer Fuelgauge (version ${version} of the file; this one knows ${currentVersion}). Update Fuelgauge. The file was left as it is.`,
});
