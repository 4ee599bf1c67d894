import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { type CommandError, fail, ok, type Result } from '../../../shared/model/index.ts';
import { fileStamp, notWritable, readWhole, writeWhole } from '../store/files.ts';
import { type HeldLock, underLock, withLock } from '../store/lock.ts';

/** Encrypts and decrypts the text of the file. */
export interface Cipher {
  /** Whether it can open and write this file (null: a new one) without the slow work of deriving a key. */
  isPrepared(bytes: Uint8Array | null): boolean;
  /** Derives the key of a new file. The key of an existing file is derived when it is first opened. */
  prepareNew(): Promise<void>;
  /** `previous`: the file that is replaced. */
  seal(text: string, previous: Uint8Array | null): Promise<Result<Uint8Array, 'refused'>>;
  unseal(bytes: Uint8Array): Promise<Result<string, NotOpened>>;
}

/** Why a file was not decrypted. `unavailable`: the system's keychain is locked. `refused`: it does not give its key to us. */
export type NotOpened = 'wrong-passphrase' | 'unavailable' | 'refused' | 'damaged';

const contentSchema = z.object({
  version: z.literal(1),
  accounts: z.record(z.string(), z.record(z.string(), z.string())),
});
type Accounts = z.infer<typeof contentSchema>['accounts'];

export interface VaultFile {
  exists(): boolean;
  /** Neither it nor its backup is there, so there is nothing to remove from. */
  isEmpty(): boolean;
  /** The error for a file that is gone although something was in it; null: it exists, or there has been none yet. */
  whyLost(): CommandError | null;
  /** The same as a sentence or two, without how to start over. Asks the disk at most ten times a second. */
  lost(): string | null;
  /** Lets the next change begin a new file although the old one was lost. Its backup is set aside then. */
  startOver(): void;
  /** Empty if there is no file yet. */
  read(cipher: Cipher): Promise<Result<Accounts, CommandError>>;
  /** Like `read`, for keys to ask with. A lost file is `locked`: of no account's key is it known that it is wrong. */
  readKeys(cipher: Cipher): Promise<Result<Accounts, CommandError>>;
  /** Does the slow work ahead, so that a change needs the lock only for a moment. */
  prepare(cipher: Cipher): Promise<Result<void, CommandError>>;
  isPrepared(cipher: Cipher): boolean;
  /** Reads, changes and writes under the data folder's lock. Never overwrites a file that it cannot read. */
  change(
    cipher: Cipher,
    change: (accounts: Accounts) => Accounts,
    lock?: HeldLock,
  ): Promise<Result<void, CommandError>>;
  /** Whether something is stored for this account, as last read; null: not known yet. */
  holds(accountId: string): boolean | null;
  /** The mark of a file that this cipher may not open, because another process made it; null: there is none. Asks the disk seldom. */
  foreignMark(cipher: Cipher): string | null;
  /** Encrypts the file and its backup anew. */
  reseal(current: Cipher, next: Cipher): Promise<Result<void, CommandError>>;
  /** Begins an empty file. Returns the name to which the old one was moved; null: there was none. */
  renew(next: Cipher): Promise<Result<string | null, CommandError>>;
  /** The names of the files that were set aside by `renew` or `startOver`. */
  setAside(): string[];
  deleteSetAside(): Result<void, CommandError>;
}

export interface VaultFileOptions {
  /** Whether the settings name something that is kept in this file. */
  isExpected?(): boolean;
  /** How to start over, as the end of a sentence. */
  startOverHint?: string;
}

interface Parts extends VaultFileOptions {
  file: string;
  backup: string;
  /** The content is cached until the file changes; every write makes a new inode. */
  known: { cipher: Cipher; mark: string; accounts: Accounts } | null;
  startsOver: boolean;
  /** What the last look at the disk found. */
  looked: { at: number; lost: string | null; mark: string | null } | null;
  /** What the last look at a file of another process found. */
  judged: { mark: string; cipher: Cipher; isForeign: boolean } | null;
}

/** The state of every account asks for it. */
const looksEveryMs = 100;

/** One encrypted JSON file of credentials, and its previous version beside it (`.bak`, also encrypted). */
export function createVaultFile(file: string, options: VaultFileOptions = {}): VaultFile {
  const parts: Parts = {
    ...options,
    file,
    backup: `${file}.bak`,
    known: null,
    startsOver: false,
    looked: null,
    judged: null,
  };
  return {
    exists: () => existsSync(file),
    isEmpty: () => !existsSync(file) && !existsSync(parts.backup),
    whyLost: () => {
      parts.looked = null;
      return whyLost(parts);
    },
    lost: () => look(parts).lost,
    startOver: () => {
      parts.startsOver = true;
      parts.looked = null;
    },
    read: (cipher) => read(parts, cipher),
    readKeys: async (cipher) => {
      const accounts = await read(parts, cipher);
      return accounts.ok || !whyLost(parts) ? accounts : fail({ ...accounts.error, kind: 'locked' });
    },
    prepare: (cipher) => prepare(parts, cipher),
    isPrepared: (cipher) => isPrepared(parts, cipher),
    change: (cipher, change, lock) => changeFile(parts, cipher, change, lock),
    holds: (accountId) =>
      look(parts).mark === null ? false : parts.known ? accountId in parts.known.accounts : null,
    foreignMark: (cipher) => {
      const { mark } = look(parts);
      if (mark === null || mark === parts.known?.mark) return null;
      if (parts.judged?.mark !== mark || parts.judged.cipher !== cipher)
        parts.judged = { mark, cipher, isForeign: !isPrepared(parts, cipher) };
      return parts.judged.isForeign ? mark : null;
    },
    reseal: (current, next) => reseal(parts, current, next),
    renew: (next) => renew(parts, next),
    setAside: () => setAside(parts),
    deleteSetAside: () => deleteSetAside(parts),
  };
}

/** The state of the disk, at most 100 ms old. */
function look(parts: Parts): NonNullable<Parts['looked']> {
  const now = performance.now();
  if (parts.looked === null || now - parts.looked.at >= looksEveryMs)
    parts.looked = { at: now, lost: lostOf(parts), mark: markOf(parts.file) };
  return parts.looked;
}

function markOf(file: string): string | null {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.ino}-${stat.mtimeNs}-${stat.size}` : null;
}

function whyLost(parts: Parts): CommandError | null {
  const lost = lostOf(parts);
  if (lost === null) return null;
  const again = parts.startOverHint ?? `move ${parts.backup} away`;
  return { kind: 'not-supported', message: `${lost} To start with empty credentials instead, ${again}.` };
}

function lostOf({ file, backup, startsOver, isExpected }: Parts): string | null {
  if (startsOver || existsSync(file)) return null;
  if (existsSync(backup))
    return `The credential file ${file} is missing, but its backup is there. Rename ${basename(backup)} to ${basename(file)}.`;
  return isExpected?.()
    ? `The credential file ${file} is missing, and there are accounts whose keys were in it. Copy it back from a backup of your own.`
    : null;
}

async function read(parts: Parts, cipher: Cipher): Promise<Result<Accounts, CommandError>> {
  const { file, known } = parts;
  try {
    const before = markOf(file);
    if (known && known.cipher === cipher && known.mark === before) return ok(known.accounts);
    const bytes = readWhole(file);
    if (bytes === null) {
      const lost = whyLost(parts);
      return lost ? fail(lost) : ok({});
    }
    const text = await cipher.unseal(bytes);
    if (!text.ok) return fail(notOpened(file, text.error));
    const accounts = parseContent(text.value);
    if (accounts === null) return fail(damaged(file));
    if (before !== null && before === markOf(file)) parts.known = { cipher, mark: before, accounts };
    return ok(accounts);
  } catch (error) {
    return fail(notWritable(`The credential file ${file}`, error));
  }
}

async function prepare(parts: Parts, cipher: Cipher): Promise<Result<void, CommandError>> {
  const opened = await read(parts, cipher);
  if (!opened.ok) return opened;
  if (!existsSync(parts.file)) await cipher.prepareNew();
  return ok(undefined);
}

function isPrepared({ file }: Parts, cipher: Cipher): boolean {
  try {
    return cipher.isPrepared(readWhole(file));
  } catch {
    // The change itself says why it cannot be read.
    return true;
  }
}

async function changeFile(
  parts: Parts,
  cipher: Cipher,
  change: (accounts: Accounts) => Accounts,
  lock: HeldLock | undefined,
): Promise<Result<void, CommandError>> {
  for (;;) {
    const prepared = await prepare(parts, cipher);
    if (!prepared.ok) return prepared;
    const written = await underLock(dirname(parts.file), lock, async () => {
      // Another process may have begun a new file. What that needs is done outside the lock, too.
      if (lock === undefined && !isPrepared(parts, cipher)) return ok(false);
      return write(parts, cipher, change);
    });
    if (!written.ok) return written;
    if (written.value) return ok(undefined);
  }
}

async function write(
  parts: Parts,
  cipher: Cipher,
  change: (accounts: Accounts) => Accounts,
): Promise<Result<boolean, CommandError>> {
  const { file, backup } = parts;
  const current = await read(parts, cipher);
  if (!current.ok) return current;
  const accounts = change(current.value);
  try {
    const previous = readWhole(file);
    const made = await cipher.seal(JSON.stringify({ version: 1, accounts }), previous);
    if (!made.ok) return fail(notSealed);
    const sealed = made.value;
    if (previous !== null) writeWhole(backup, previous);
    else if (existsSync(backup)) renameSync(backup, `${file}.lost-${fileStamp(Date.now())}`);
    writeWhole(file, sealed);
    // What was removed must not stay in the backup.
    if (Object.keys(current.value).some((id) => !(id in accounts))) writeWhole(backup, sealed);
    remember(parts, cipher, accounts);
    return ok(true);
  } catch (error) {
    return fail(notWritable(`The credential file ${file}`, error));
  }
}

/** The order counts: whenever the process ends, the file is whole, and no backup that the old cipher opens outlives it. */
async function reseal(parts: Parts, current: Cipher, next: Cipher): Promise<Result<void, CommandError>> {
  const { file, backup } = parts;
  const opened = await prepare(parts, current);
  if (!opened.ok) return opened;
  await next.prepareNew();
  return withLock(dirname(file), async () => {
    const accounts = await read(parts, current);
    if (!accounts.ok) return accounts;
    return stored(parts, async () => {
      const sealed = await sealNew(next, accounts.value);
      if (!sealed.ok) return fail(notSealed);
      if (existsSync(backup)) writeWhole(backup, sealed.value);
      writeWhole(file, sealed.value);
      remember(parts, next, accounts.value);
      return ok(undefined);
    });
  });
}

/** The old file is copied, and then replaced in one step, so that there is one at every moment. */
async function renew(parts: Parts, next: Cipher): Promise<Result<string | null, CommandError>> {
  const { file, backup } = parts;
  await next.prepareNew();
  return withLock(dirname(file), async () => {
    const aside = `${file}.forgotten-${fileStamp(Date.now())}`;
    const isThere = existsSync(file);
    return stored(parts, async () => {
      const sealed = await sealNew(next, {});
      if (!sealed.ok) return fail(notSealed);
      for (const [from, to] of [
        [file, aside],
        [backup, `${aside}.bak`],
      ] as const) {
        const bytes = readWhole(from);
        if (bytes !== null) writeWhole(to, bytes);
      }
      writeWhole(file, sealed.value);
      rmSync(backup, { force: true });
      remember(parts, next, {});
      return ok(isThere ? basename(aside) : null);
    });
  });
}

const setAside = ({ file }: Parts): string[] =>
  readdirSync(dirname(file)).filter((name) =>
    ['forgotten', 'lost'].some((why) => name.startsWith(`${basename(file)}.${why}-`)),
  );

function deleteSetAside(parts: Parts): Result<void, CommandError> {
  const folder = dirname(parts.file);
  try {
    for (const name of setAside(parts)) rmSync(join(folder, name));
    return ok(undefined);
  } catch (error) {
    return fail(notWritable(`An old credential file in ${folder}`, error));
  }
}

async function stored<Value>(
  { file }: Parts,
  work: () => Promise<Result<Value, CommandError>>,
): Promise<Result<Value, CommandError>> {
  try {
    return await work();
  } catch (error) {
    return fail(notWritable(`The credential file ${file}`, error));
  }
}

const sealNew = (cipher: Cipher, accounts: Accounts) =>
  cipher.seal(JSON.stringify({ version: 1, accounts }), null);

/** What was just written need not be read again. */
function remember(parts: Parts, cipher: Cipher, accounts: Accounts): void {
  const mark = markOf(parts.file);
  parts.known = mark === null ? null : { cipher, mark, accounts };
  parts.startsOver = false;
  parts.looked = null;
}

/** The accounts but this one. */
export const without =
  (id: string) =>
  ({ [id]: _, ...others }: Accounts): Accounts =>
    others;

function parseContent(text: string): Accounts | null {
  try {
    const parsed = contentSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.accounts : null;
  } catch {
    return null;
  }
}

const wrongPassphrase: CommandError = {
  kind: 'wrong-passphrase',
  message: 'Wrong passphrase. Try again.',
};

const notSealed: CommandError = {
  kind: 'not-supported',
  message:
    'The system’s keychain did not encrypt your keys, so nothing was stored. Unlock it, or let Fuelgauge use it, then try again.',
};

function notOpened(file: string, why: NotOpened): CommandError {
  switch (why) {
    case 'wrong-passphrase':
      return wrongPassphrase;
    case 'unavailable':
      return {
        kind: 'locked',
        message:
          'The system’s keychain is locked. Unlock it; Fuelgauge asks it again every half minute. If that does not help, restart Fuelgauge.',
      };
    case 'refused':
      return {
        kind: 'locked',
        message:
          'The system does not let Fuelgauge use the keychain that encrypts your keys. They are still stored. Restart Fuelgauge, and allow it when your system asks.',
      };
    case 'damaged':
      return damaged(file);
  }
}

const damaged = (file: string): CommandError => ({
  kind: 'not-supported',
  message: `The credential file ${file} is damaged and was not changed. Replace it with ${file}.bak, or move it away and enter your credentials again.`,
});
