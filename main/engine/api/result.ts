import { z } from 'zod';
import { type CommandError, commandErrorSchema, type Result } from '../../../shared/model/index.ts';

/** A command's outcome: the value, or why not, as a sentence for the person. */
export type CommandResult<Value> = Result<Value, CommandError>;

export const resultOf = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: commandErrorSchema }),
  ]);

export const done = z.object({});
export type Done = z.infer<typeof done>;
