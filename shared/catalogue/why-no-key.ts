import { longest, type PastedValue } from './read-paste.ts';

// Why a pasted value is no key, or nobody’s.

const reference = /\$\{|\$\(|\{\{|^\$\w+$|^%\w+%$|^!\w|^`.*`$|^(?:op|vault|secret|ref|file):\/\//;
const wordsForNone =
  /^(?:none|null|nil|undefined|true|false|n\/?a|todo|tbd|fixme|redacted|hidden|empty|secret|password|1234567890?|(?:change|replace|fill)[-_ ]?(?:me|this|in|it)|<.*>|\[.*\]|(?:(?:example|sample|dummy|fake|placeholder|test|api|key|token|secret|value|here|id)[-_ ]?)+)$/i;
const placeholder =
  /(?:your|insert|enter|paste|put|add|replace)[-_ ]?(?:[a-z]+[-_ ])*(?:api|key|token|secret|sid|id|password|value|here)(?![a-z0-9]{6})|x{6,}|^x{2,}(?:[-_ ]x+)*$|\*{3,}|•{3,}|\.{3}|…|[-_]here$|^(.)\1*$/i;

/** Why a value cannot be a key; null: it can. */
export function whyUnusable({ value }: PastedValue): string | null {
  if (value === '') return 'It is empty.';
  if (/^-----BEGIN /.test(value))
    return 'It is a certificate or private key in PEM, which no provider here takes.';
  if (/[\n\r]/.test(value)) return 'It has several lines, which no key here has.';
  if (value.length > longest) return 'It is longer than any key.';
  if (reference.test(value)) return 'It refers to another value. Paste that value itself.';
  if (wordsForNone.test(value) || placeholder.test(value)) return 'It is a placeholder, not a key.';
  if (!/^[\x21-\x7e]+$/.test(value)) return 'It has a space or a character that keys never have.';
  return null;
}

/** Why nobody knows whose a value is. */
export const whyUnknown = ({ name }: PastedValue): string =>
  name === null
    ? 'Nothing in it says whose it is.'
    : 'No provider’s key is kept in a variable of this name, and nothing in the value says whose it is.';
