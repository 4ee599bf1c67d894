import { createHash } from 'node:crypto';

// Makes titles and bodies safe to send, whatever is in a label.

export { plainLines, plainText as oneLine } from '../../../shared/plain-text.ts';

/** The text, shortened with an ellipsis to at most `bytes` bytes of UTF-8, without splitting a character. */
export function withinBytes(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const ellipsis = '…';
  let kept = '';
  let size = Buffer.byteLength(ellipsis);
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    size += Buffer.byteLength(segment);
    if (size > bytes) break;
    kept += segment;
  }
  return kept + ellipsis;
}

/** The id if it is short and made only of letters, digits, `-` and `_`; otherwise a digest of it. */
export const plainId = (id: string): string =>
  /^[\w-]{1,64}$/.test(id) ? id : createHash('sha256').update(id).digest('hex').slice(0, 32);
