// How bash reads the words of a line that is not finished. Pure. Bash tells only its own idea of the words, in which a label
// with a blank or a colon is several, so the line is read again here.

export interface LastWord {
  /** What it means, without quotes. */
  text: string;
  /** The quote that is still open; empty: none. */
  quote: '' | '"' | "'";
  /** What bash does not replace, because to it the word begins later: up to the last `:` or `=` outside of quotes. */
  kept: string;
}

/** The words of a line up to the cursor, the last of which may be empty, and how the last one is written. */
export function bashWords(line: string): { words: string[]; last: LastWord } {
  const words: string[] = [];
  let last: LastWord = { text: '', quote: '', kept: '' };
  let isEscaped = false;
  let isBegun = false;
  const add = (character: string) => {
    isBegun = true;
    last = { ...last, text: last.text + character };
  };
  for (const character of line) {
    const { quote } = last;
    if (isEscaped) {
      isEscaped = false;
      // In double quotes, a backslash before anything else is itself.
      add(quote === '"' && !/["\\$`]/.test(character) ? `\\${character}` : character);
    } else if (character === '\\' && quote !== "'") isEscaped = true;
    else if (quote !== '') {
      if (character === quote) last = { ...last, quote: '' };
      else add(character);
    } else if (character === '"' || character === "'") {
      isBegun = true;
      // From here on, bash replaces what is in the quotes.
      last = { ...last, quote: character, kept: last.text };
    } else if (/\s/.test(character)) {
      if (isBegun) words.push(last.text);
      isBegun = false;
      last = { text: '', quote: '', kept: '' };
    } else {
      add(character);
      if (character === ':' || character === '=') last = { ...last, kept: last.text };
    }
  }
  return { words: [...words, last.text], last };
}

/** What bash puts in the place of the last word: the rest of the value, written so that it reads it back as it is. */
export function bashReply(value: string, { quote, kept }: LastWord): string {
  const rest = value.startsWith(kept) ? value.slice(kept.length) : value;
  if (quote === '"') return rest.replaceAll(/["\\$`!]/g, '\\$&');
  if (quote === "'") return rest.replaceAll("'", "'\\''");
  return rest.replaceAll(/[^\w@%+=:,./-]/gu, '\\$&');
}
