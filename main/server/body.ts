import type { Context } from 'hono';

type Read = { bytes: Uint8Array<ArrayBuffer> } | 'too-large' | 'broken';

/**
 * Reads the body of a request, chunked or with its length, up to `most` bytes. Hono's own bodyLimit cannot: it builds a
 * global Request from the server's, which fails unless the server replaces the global class (Hono 4, November 2026).
 */
export async function readBody(c: Context, most: number): Promise<Read> {
  if (Number(c.req.header('content-length') ?? 0) > most) return 'too-large';
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const reader = c.req.raw.body?.getReader();
    while (reader) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > most) {
        await reader.cancel().catch(() => {});
        return 'too-large';
      }
      chunks.push(value);
    }
  } catch {
    return 'broken';
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return { bytes };
}

/** The request with its body read, or a refusal: 413 if it is larger than `most` bytes, 400 if it breaks off. */
export async function withBody(c: Context, most: number): Promise<Request | Response> {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return c.req.raw;
  const body = await readBody(c, most);
  if (body === 'too-large') return c.text('The request is too large.', 413);
  if (body === 'broken') return c.text('The request broke off.', 400);
  return new Request(c.req.url, { method: c.req.method, headers: c.req.raw.headers, body: body.bytes });
}
