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
  const isFormula = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u.test(field) && !/^[+-]?\d+(\.\d+)?$/.test(field);
  return isFormula ? `'${field}` : field;
};
