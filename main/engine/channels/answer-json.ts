import type { z } from 'zod';

/** The answer's text as such JSON; null: it is none. */
export function answerJson<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
