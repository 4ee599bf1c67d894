/**
 * One line of CSV (RFC 4180, without the line end). Fields are quoted only if necessary. Text that a spreadsheet would run as
 * a formula gets an apostrophe (owasp.org/www-community/attacks/CSV_Injection, read November 2026); numbers do not.
 */
export function csvLine(fields: readonly (string | number)[]): string {
  return fields
    .map((field) => (typeof field === 'number' ? String(field) : harmless(field)))
    .map((field) => (/[",;\t\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
}

const harmless = (field: string): string => {
  const visible = field.replaceAll(/\p{Bidi_Control}/gu, '');
  const start = visible.replace(/^[\s\p{Cc}]+/u, '');
  const isFormula = /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u.test(start) && !/^[+-]?\d+(\.\d+)?$/.test(start);
  return isFormula ? `'${start}` : visible;
};
