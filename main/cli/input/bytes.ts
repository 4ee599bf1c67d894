import { open } from 'node:fs/promises';

/** The beginning of a file, or of standard input (`-`), however long it is. Throws if it cannot be read. */
export async function beginningOf(file: string, most: number): Promise<Buffer> {
  const source = file === '-' ? process.stdin : (await open(file)).createReadStream();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.byteLength;
    if (size >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}

/** ` (ENOENT)`; empty if nothing says why. The path is not repeated: it could be a key given by mistake. */
export const reasonUnread = (error: unknown): string =>
  error instanceof Error && 'code' in error ? ` (${error.code})` : '';
