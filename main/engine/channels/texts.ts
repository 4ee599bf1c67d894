import { createHash } from 'node:crypto';

// What is done to titles and bodies before they leave, whatever a label holds.

/** One line of well-formed Unicode: control characters, NUL and line breaks among them, become spaces. */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();

/** The text, or as much of it as fits into so many bytes of UTF-8 with an ellipsis; no character is cut in two. */
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

/** The id where it is made of letters, digits, `-` and `_` only and not too long, else a digest of it: the same each time. */
export const plainId = (id: string): string =>
  /^[\w-]{1,64}$/.test(id) ? id : createHash('sha256').update(id).digest('hex').slice(0, 32);
