type Read = { bytes: Uint8Array<ArrayBuffer> } | 'too-large' | 'broken';

/**
 * Reads the body of a request, chunked or with its length, up to `most` bytes. Hono's own bodyLimit cannot: it builds a
 * global Request from the server's, which fails unless the server replaces the global class (Hono 4, November 2026).
 */
export async function readBody(request: Request, most: number): Promise<Read> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return 'too-large';
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const reader = request.body?.getReader();
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
