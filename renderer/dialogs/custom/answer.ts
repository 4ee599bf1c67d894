import { z } from 'zod';

const jsonSchema = z.json();
export type Json = z.infer<typeof jsonSchema>;

/** Longer ones are shown as text: each value is a button. */
const longest = 20_000;

/** An answer as JSON; undefined: it is none, or too long to choose from. */
export function jsonOf(text: string): Json | undefined {
  if (text.length >= longest) return undefined;
  try {
    return jsonSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
