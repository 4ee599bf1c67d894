import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type CommandError, fail, ok, type Result } from '../../../shared/model/index.ts';
import { notWritable, readWhole, writeWhole } from '../store/files.ts';
import { withLock } from '../store/lock.ts';

/** Encrypts and decrypts the text of the file. */
export interface Cipher {
  seal(text: string): Promise<Uint8Array>;
  unseal(bytes: Uint8Array): Promise<Result<string, 'wrong-passphrase' | 'damaged'>>;
}

const contentSchema = z.object({
  version: z.literal(1),
  accounts: z.record(z.string(), z.record(z.string(), z.string())),
});
type Accounts = z.infer<typeof contentSchema>['accounts'];

export interface VaultFile {
  exists(): boolean;
  /** Empty if there is no file yet. */
  read(cipher: Cipher): Promise<Result<Accounts, CommandError>>;
  /** Reads, changes and writes under the data folder's lock. Never overwrites a file that it cannot read. */
  change(cipher: Cipher, change: (accounts: Accounts) => Accounts): Promise<Result<void, CommandError>>;
}

/** One encrypted JSON file of credentials, and its previous version beside it (`.bak`, also encrypted). */
export function createVaultFile(file: string): VaultFile {
  // Decrypting takes a while, so the content is cached until the file changes; every write makes a new inode.
  let known: { cipher: Cipher; mark: string; accounts: Accounts } | null = null;

  const mark = () => {
    const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
    return stat ? `${stat.ino}-${stat.mtimeNs}-${stat.size}` : null;
  };

  const read = async (cipher: Cipher): Promise<Result<Accounts, CommandError>> => {
    try {
      const before = mark();
      if (known && known.cipher === cipher && known.mark === before) return ok(known.accounts);
      const bytes = readWhole(file);
      if (bytes === null) return ok({});
      const text = await cipher.unseal(bytes);
      if (!text.ok) return fail(text.error === 'damaged' ? damaged(file) : wrongPassphrase);
      const content = parseContent(text.value);
      if (content === null) return fail(damaged(file));
      if (before !== null && before === mark()) known = { cipher, mark: before, accounts: content };
      return ok(content);
    } catch (error) {
      return fail(notWritable(`The credential file ${file}`, error));
    }
  };

  return {
    exists: () => mark() !== null,
    read,
    change: (cipher, change) =>
      withLock(dirname(file), async () => {
        const current = await read(cipher);
        if (!current.ok) return current;
        const next = change(current.value);
        const sealed = await cipher.seal(JSON.stringify({ version: 1, accounts: next }));
        try {
          const previous = readWhole(file);
          if (previous !== null) writeWhole(`${file}.bak`, previous);
          writeWhole(file, sealed);
          const written = mark();
          known = written === null ? null : { cipher, mark: written, accounts: next };
          return ok(undefined);
        } catch (error) {
          return fail(notWritable(`The credential file ${file}`, error));
        }
      }),
  };
}

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

const damaged = (file: string): CommandError => ({
  kind: 'not-supported',
  message: `The credential file ${file} is damaged and was not changed. Replace it with ${file}.bak, or move it away and enter your credentials again.`,
});
