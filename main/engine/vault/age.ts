import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { Identity, Recipient, Stanza } from 'age-encryption';
import { fail, ok } from '../../../shared/model/index.ts';
import type { Cipher } from './file.ts';

// age files with a passphrase (C2SP, age.md, November 2026), which any age program opens. Deriving a key from the passphrase
// takes 0.2 s, so a process does it once: a file that it changes keeps its header, and with it the file key. Each content is
// encrypted under a key of its own, which comes from the file key and 16 new random bytes.

// 2^16 takes about 0.2 s and 64 MiB per attempt (November 2026). age's default of 18 takes four times as long, and every
// command would have to wait for it.
const usualWorkFactor = 16;
/** More would take minutes and gigabytes. */
const largestWorkFactor = 20;
const label = 'age-encryption.org/v1/scrypt';
const chunkBytes = 64 * 1024;
const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

interface Parts {
  passphrase: string;
  workFactor: number;
  /** Header → file key, of the headers that were opened or made. */
  fileKeys: Map<string, Uint8Array>;
  /** For a file that does not exist yet. */
  fresh: string | null;
}

/** One that can always encrypt. */
interface AgeCipher extends Cipher {
  seal(text: string, previous: Uint8Array | null): Promise<{ ok: true; value: Uint8Array }>;
}

/** Opens and writes age files with this passphrase. `workFactor`: of new files; tests need a low one. */
export function createAgeCipher(passphrase: string, workFactor = usualWorkFactor): AgeCipher {
  const parts: Parts = { passphrase, workFactor, fileKeys: new Map(), fresh: null };
  return {
    isPrepared: (bytes) => (bytes === null ? parts.fresh !== null : parts.fileKeys.has(headerOf(bytes))),
    prepareNew: async () => {
      await freshHeader(parts);
    },
    seal: async (text, previous) => {
      const known = previous === null ? null : headerOf(previous);
      const header = known !== null && parts.fileKeys.has(known) ? known : await freshHeader(parts);
      return ok(Buffer.concat([Buffer.from(header, 'latin1'), payload(parts.fileKeys.get(header), text)]));
    },
    unseal: async (bytes) => {
      try {
        const { Decrypter } = await import('age-encryption');
        const decrypter = new Decrypter();
        decrypter.addIdentity(identityOf(parts, headerOf(bytes)));
        return ok(await decrypter.decrypt(bytes, 'text'));
      } catch (error) {
        // Only the error's text tells the two apart (age-encryption 0.3.1).
        const noMatch = error instanceof Error && error.message.startsWith('no identity matched');
        return fail(noMatch ? 'wrong-passphrase' : 'damaged');
      }
    },
  };
}

/** A header, with its line end; empty if there is none. One character per byte. */
function headerOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  return /^age-encryption\.org\/v1\n[\s\S]*?\n--- [^\n]*\n/.exec(text)?.[0] ?? '';
}

/** Unwraps the file key, from memory if this header was opened before. The library checks the header's MAC. */
function identityOf(parts: Parts, header: string): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const known = parts.fileKeys.get(header);
      if (known) return known;
      const fileKey = await unwrapped(parts.passphrase, stanzas);
      if (fileKey) parts.fileKeys.set(header, fileKey);
      return fileKey;
    },
  };
}

async function unwrapped(passphrase: string, stanzas: readonly Stanza[]): Promise<Uint8Array | null> {
  const [stanza] = stanzas;
  if (stanzas.length !== 1 || !stanza || stanza.args[0] !== 'scrypt' || stanza.args.length !== 3) return null;
  const salt = Buffer.from(stanza.args[1] ?? '', 'base64');
  const logN = Number(stanza.args[2]);
  if (
    salt.length !== 16 ||
    !Number.isInteger(logN) ||
    logN < 1 ||
    logN > largestWorkFactor ||
    stanza.body.length !== 32
  )
    throw new Error('invalid scrypt stanza');
  const open = createDecipheriv(
    'chacha20-poly1305',
    await wrapKey(passphrase, salt, logN),
    Buffer.alloc(12),
    {
      authTagLength: 16,
    },
  );
  open.setAuthTag(stanza.body.subarray(16));
  const fileKey = open.update(stanza.body.subarray(0, 16));
  try {
    open.final();
    return fileKey;
  } catch {
    return null;
  }
}

const wrapKey = (passphrase: string, salt: Buffer, logN: number) =>
  derive(passphrase, Buffer.concat([Buffer.from(label), salt]), 32, {
    N: 2 ** logN,
    r: 8,
    p: 1,
    maxmem: 256 * 8 * 2 ** logN,
  });

/** The header for a new file, whose file key is then known. */
async function freshHeader(parts: Parts): Promise<string> {
  const { passphrase, workFactor, fileKeys, fresh } = parts;
  if (fresh !== null) return fresh;
  const { Encrypter, Stanza } = await import('age-encryption');
  let made: Uint8Array = new Uint8Array();
  const recipient: Recipient = {
    async wrapFileKey(fileKey) {
      made = Uint8Array.from(fileKey);
      const salt = randomBytes(16);
      const seal = createCipheriv(
        'chacha20-poly1305',
        await wrapKey(passphrase, salt, workFactor),
        Buffer.alloc(12),
        { authTagLength: 16 },
      );
      const body = Buffer.concat([seal.update(fileKey), seal.final(), seal.getAuthTag()]);
      return [new Stanza(['scrypt', salt.toString('base64').replace(/=+$/, ''), String(workFactor)], body)];
    },
  };
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const header = headerOf(await encrypter.encrypt(''));
  fileKeys.set(header, made);
  parts.fresh = header;
  return header;
}

/** The content: a nonce, then chunks of 64 KiB, of which the last one is marked. */
function payload(fileKey: Uint8Array = new Uint8Array(), text: string): Buffer {
  const nonce = randomBytes(16);
  const key = Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
  const bytes = Buffer.from(text);
  const parts = [nonce];
  for (let at = 0, n = 0; at === 0 || at < bytes.length; at += chunkBytes, n += 1) {
    const counter = Buffer.alloc(12);
    counter.writeUInt32BE(n, 7);
    counter[11] = at + chunkBytes >= bytes.length ? 1 : 0;
    const seal = createCipheriv('chacha20-poly1305', key, counter, { authTagLength: 16 });
    parts.push(seal.update(bytes.subarray(at, at + chunkBytes)), seal.final(), seal.getAuthTag());
  }
  return Buffer.concat(parts);
}
