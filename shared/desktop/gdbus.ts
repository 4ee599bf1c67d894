// What `gdbus` prints: GVariant's text format.

/** The value of a boolean property, in a signal (`…{'OnBattery': <true>}…`) or an answer (`'OnBattery': (<true>,)`); null: not told. */
export function booleanIn(text: string, property: string): boolean | null {
  const value = new RegExp(`'${property}': \\(?<(true|false)>`).exec(text)?.[1];
  return value === undefined ? null : value === 'true';
}

/** The string of an answer, such as `(<'2'>,)`; null: none. Session ids have no quotes in them. */
export const stringIn = (answer: string): string | null => /^\(<'([^'\\]+)'>,\)/.exec(answer)?.[1] ?? null;

/** The path of an answer, such as `(objectpath '/org/freedesktop/login1/session/_32',)`; null: none. */
export const objectPathIn = (answer: string): string | null =>
  /^\(objectpath '(\/[\w/]+)',\)/.exec(answer)?.[1] ?? null;
