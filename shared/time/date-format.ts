const formats = new Map<string, Intl.DateTimeFormat>();

/** As `new Intl.DateTimeFormat`, which takes longer to make than to use: the same locale and options give the same one. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}
