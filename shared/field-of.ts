/**
 * A field of what came from outside; undefined: there is none, or it is no object. For the few values that a page checks
 * before its first paint, which does not wait for zod.
 */
export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
