import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, type InputType, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import type { UnreadReason } from '../../shared/model/index.ts';

/** Of one answer, packed as well as unpacked. */
const mostAnswerBytes = 16 * 1024 * 1024;
/** Of all answers under way at one time. */
const mostHeldBytes = 64 * 1024 * 1024;

/** Sees an answer pass. */
export interface Watch {
  take(chunk: Buffer): void;
  end(isComplete: boolean): void;
}

/** What an answer was, for as long as it takes to read it: nothing of it is kept. */
export type Seen = { value: unknown } | { unread: UnreadReason };

export interface Watcher {
  /** Null: there is nothing to see. */
  watch(method: string, answer: IncomingMessage, told: (seen: Seen) => void): Watch | null;
  /** Resolves when every answer that has passed is read. */
  settled(): Promise<void>;
}

/** Collects the answers that may tell their use; `told` gets what each was, once. */
export function createWatcher(): Watcher {
  const passing = new Set<Promise<void>>();
  const held = { bytes: 0 };
  return {
    watch(method, answer, told) {
      if (isEmpty(method, answer)) return null;
      const passed = Promise.withResolvers<void>();
      passing.add(passed.promise);
      const end = (seen: Seen) => {
        passing.delete(passed.promise);
        passed.resolve();
        told(seen);
      };
      if (!isJson(answer)) return { take() {}, end: () => end({ unread: 'not-json' }) };
      return collect(held, encodingsOf(answer), end);
    },
    async settled() {
      await Promise.all(passing);
    },
  };
}

/** Keeps the bytes of an answer until it has passed, unless they are too many. */
function collect(held: { bytes: number }, encodings: readonly string[], told: (seen: Seen) => void): Watch {
  let chunks: Buffer[] = [];
  let size = 0;
  let isTooLarge = false;
  const drop = () => {
    held.bytes -= size;
    chunks = [];
    size = 0;
  };
  return {
    take(chunk) {
      if (isTooLarge) return;
      isTooLarge = size + chunk.length > mostAnswerBytes || held.bytes + chunk.length > mostHeldBytes;
      if (isTooLarge) return drop();
      chunks.push(chunk);
      size += chunk.length;
      held.bytes += chunk.length;
    },
    end(isComplete) {
      const body = Buffer.concat(chunks);
      const read: Promise<Seen> = isTooLarge
        ? Promise.resolve({ unread: 'too-large' })
        : isComplete
          ? unpacked(body, encodings)
          : Promise.resolve({ unread: 'cut' });
      void read.then((seen) => {
        drop();
        told(seen);
      });
    },
  };
}

/** The outermost first. */
const encodingsOf = ({ headers }: IncomingMessage): string[] =>
  (headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .toReversed();

/** It cannot have a body, is a redirect, or says that it has none. */
const isEmpty = (method: string, { statusCode = 0, headers }: IncomingMessage): boolean =>
  method === 'HEAD' ||
  [204, 205].includes(statusCode) ||
  (statusCode >= 300 && statusCode < 400) ||
  headers['content-length'] === '0';

const isJson = ({ headers }: IncomingMessage): boolean =>
  /^\s*(application|text)\/([\w.-]+\+)?json\s*(;|$)/i.test(headers['content-type'] ?? '');

type Unpack = (body: InputType, options: { maxOutputLength: number }) => Promise<Buffer>;
const unpackers: Readonly<Record<string, Unpack>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
  // By its specification with a header of zlib's, which some leave out (RFC 9110, 8.4.1.2).
  deflate: (body, options) =>
    promisify(inflate)(body, options).catch(() => promisify(inflateRaw)(body, options)),
};

/** `encodings`: the outermost first. */
async function unpacked(body: Buffer, encodings: readonly string[]): Promise<Seen> {
  let bytes = body;
  for (const encoding of encodings) {
    if (encoding === 'identity') continue;
    const unpack = unpackers[encoding];
    if (!unpack) return { unread: 'packed' };
    try {
      bytes = await unpack(bytes, { maxOutputLength: mostAnswerBytes });
    } catch (error) {
      const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
      return { unread: isTooLarge ? 'too-large' : 'packed' };
    }
  }
  try {
    return { value: JSON.parse(new TextDecoder().decode(bytes)) };
  } catch {
    return { unread: 'broken' };
  }
}
