/** One line of CSV (RFC 4180, without the line end). Fields are quoted only if necessary. */
export function csvLine(fields: readonly (string | number)[]): string {
  return fields
    .map(String)
    .map((field) => (/[",;\t\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
}
