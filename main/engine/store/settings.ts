import { existsSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import Conf from 'conf';
import { z } from 'zod';
import {
  type CommandError,
  fail,
  ok,
  type Result,
  type Settings,
  settingsSchema,
} from '../../../shared/model/index.ts';
import { fileStamp, notWritable, readWhole, refuseOthers, stampOf, writeWhole } from './files.ts';
import { followFile } from './follow-file.ts';
import { type HeldLock, underLock, withLockSync } from './lock.ts';
import { defaultSettings, NewerVersionError, parseSettings, readSettings } from './settings-format.ts';

type Listener = (next: Settings, previous: Settings) => void;

export interface SettingsStore {
  get(): Settings;
  /** What the file holds now, also if another process has just changed it; listeners are told a little later. */
  fromFile(): Settings;
  /** Like `fromFile`, and mends a damaged or missing file. Call it under the lock. */
  read(): Result<Settings, CommandError>;
  /**
   * Applies the change to the current content of the file, so that other processes' changes are not lost. If the change
   * fails, so does the update, and the file stays as it is.
   */
  update(
    change: (settings: Settings) => Settings | Result<Settings, CommandError>,
    lock?: HeldLock,
  ): Promise<Result<Settings, CommandError>>;
  /** Calls the listener after every change, by this process or another, until the returned function is called. */
  onChange(listener: Listener): () => void;
  /** What the user should know about the file, such as that a damaged one was set aside. */
  readonly notices: readonly string[];
  close(): void;
}

/**
 * Opens settings.json in the data folder. conf reads, writes and compares it, through our schema with its defaults and
 * migrations. Five things conf cannot do safely are done around it: damage (conf throws, or clears the
 * file), a missing file (conf takes it for defaults), the backup, the lock (conf loses a change that another process
 * writes between its read and its write), and following the file.
 * Fails if the folder cannot be used, or if a newer Fuelgauge wrote the file, which is then left as it is.
 */
export function openSettings(
  home: string,
  { watch = false }: { watch?: boolean } = {},
): Result<SettingsStore, CommandError> {
  const open = () =>
    attempt(fileIn(home), () => {
      const notices: string[] = [];
      restore(home, null, notices);
      notices.push(...readSettings(String(readWhole(fileIn(home)))).leftOut);
      const conf = new Conf<Settings>({
        cwd: home,
        configName: 'settings',
        configFileMode: 0o600,
        accessPropertiesByDotNotation: false,
        deserialize: parseSettings,
      });
      return ok(createStore(home, conf, notices, watch));
    });
  // A sound file is replaced only as a whole, so reading it needs no lock.
  const sound = attempt(fileIn(home), () => ok(isSound(fileIn(home))));
  if (!sound.ok) return sound;
  return sound.value ? open() : withLockSync(home, open);
}

function createStore(home: string, conf: Conf<Settings>, notices: string[], watch: boolean): SettingsStore {
  let current = conf.store;
  const listeners = new Set<Listener>();
  const leave = conf.onDidAnyChange((next) => {
    // Without a file there is nothing to follow, not even a version: what was known holds.
    if (next?.version === undefined || !isOwn(conf.path)) return;
    const previous = current;
    current = next;
    for (const listener of [...listeners]) listener(next, previous);
  });
  // conf itself looks at the file twice a second on Linux. It compares, so a change that is known already tells nobody.
  const unfollow = watch
    ? followFile(conf.path, () => conf.events.dispatchEvent(new Event('change')))
    : () => {};

  return {
    notices,
    get: () => current,
    fromFile: createFromFile(conf, () => current),
    read: () =>
      attempt(conf.path, () => {
        restore(home, current, notices);
        return ok(conf.store);
      }),
    update: (change, lock) =>
      underLock(home, lock, async () =>
        attempt(conf.path, () => {
          restore(home, current, notices);
          const changed = change(conf.store);
          if ('ok' in changed && !changed.ok) return changed;
          const next = settingsSchema.safeParse('ok' in changed ? changed.value : changed);
          if (!next.success)
            return fail({
              kind: 'bad-input',
              message: `These settings are not valid: ${z.prettifyError(next.error)}`,
            });
          // The backup first: whatever is removed is then gone from both, or still in the file.
          writeWhole(backupIn(home), JSON.stringify(next.data, null, 2));
          conf.store = next.data;
          return ok(next.data);
        }),
      ),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      leave();
      unfollow();
      listeners.clear();
    },
  };
}

/** Reads the file only if its stamp has changed since the last time. An unreadable file changes nothing. */
function createFromFile(conf: Conf<Settings>, current: () => Settings): () => Settings {
  let read: { stamp: string; settings: Settings | null } = { stamp: '', settings: null };
  return () => {
    const stamp = stampOf(conf.path);
    if (stamp === null) return current();
    try {
      refuseOthers(conf.path);
      if (stamp !== read.stamp || read.settings === null) read = { stamp, settings: conf.store };
      return read.settings ?? current();
    } catch {
      return current();
    }
  };
}

function isOwn(file: string): boolean {
  try {
    refuseOthers(file);
    return true;
  } catch {
    return false;
  }
}

const fileIn = (home: string) => join(home, 'settings.json');
const backupIn = (home: string) => join(home, 'settings.backup.json');
const damagedIn = (home: string, at: number) => join(home, `settings.damaged-${fileStamp(at)}.json`);

function attempt<Value>(file: string, work: () => Result<Value, CommandError>): Result<Value, CommandError> {
  try {
    return work();
  } catch (error) {
    return error instanceof NewerVersionError
      ? fail({ kind: 'not-supported', message: error.message })
      : fail(notWritable(`The settings file ${file}`, error));
  }
}

/**
 * Sets a damaged file aside, with a notice, and restores a damaged or missing one from the backup, else from what was
 * `known`, else with defaults.
 * Call it under the lock. Throws file system errors and NewerVersionError.
 */
function restore(home: string, known: Settings | null, notices: string[]): void {
  const file = fileIn(home);
  if (isSound(file)) return;
  const begins = known ? 'wrote the settings that it knew' : 'starts with new settings';
  const backup = isSound(backupIn(home)) ? readWhole(backupIn(home)) : null;
  if (existsSync(file)) {
    let at = Date.now();
    // Never overwrites a file that was set aside before.
    while (existsSync(damagedIn(home, at))) at += 1;
    const aside = damagedIn(home, at);
    renameSync(file, aside);
    const without = existsSync(backupIn(home)) ? 'The backup is damaged too' : 'There is no backup';
    const after = backup ? 'The backup was restored.' : `${without}, so Fuelgauge ${begins}.`;
    notices.push(`The settings file was damaged and set aside as ${basename(aside)}. ${after}`);
  } else if (existsSync(backupIn(home)) && !backup) {
    notices.push(
      `The settings file was missing, and its backup is damaged (${backupIn(home)}), so Fuelgauge ${begins}.`,
    );
  } else if (backup) {
    notices.push(`The settings file was missing. The backup was restored (${backupIn(home)}).`);
  }
  writeWhole(file, backup ?? JSON.stringify(known ?? defaultSettings(), null, 2));
}

function isSound(file: string): boolean {
  const bytes = readWhole(file);
  if (bytes === null) return false;
  try {
    parseSettings(bytes.toString());
    return true;
  } catch (error) {
    if (error instanceof NewerVersionError) throw new NewerVersionError(`${file} ${error.message}`);
    return false;
  }
}
