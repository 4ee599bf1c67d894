// Text from outside (labels, tags, providers' titles and messages) as plain text, wherever it is shown or sent.

/** Zero-width joiners are part of emoji and of Arabic and Indic words; anywhere else they only hide. */
const looseJoiners =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|\p{M}|\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Malayalam}|\p{Script=Sinhala})[\u200C\u200D]+/gu;

/** What reorders or hides text: bidirectional controls, zero-width characters, the tags block; and separators of lines. */
const hidden =
  /(?:\u00AD|\u061C|\u180E|\u200B|\u200E|\u200F|[\u202A-\u202E]|[\u2060-\u206F]|\uFEFF|[\uFFF9-\uFFFB]|[\u{E0000}-\u{E0FFF}])+/gu;

/** One line without control characters, lone surrogates, or anything that reorders or hides text. */
export const plainText = (text: string): string =>
  withoutHidden(text)
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();

/** The same, but line breaks stay. */
export const plainLines = (text: string): string =>
  text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(plainText)
    .join('\n')
    .trim();

/** Whether a name that you enter has a character that nobody could see. */
export const hasHidden = (text: string): boolean => plainText(text) !== text.trim();

const withoutHidden = (text: string): string =>
  text.toWellFormed().replaceAll(hidden, '').replaceAll(looseJoiners, '');

/** One line of JSON whose hidden characters are written as escapes, so that a viewer shows them. */
export const escapedInJson = (line: string): string =>
  line.replaceAll(hidden, (found) =>
    Array.from(
      { length: found.length },
      (_, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
