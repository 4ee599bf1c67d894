import { z } from 'zod';
import { type CommandError, commandErrorSchema, type Result } from '../model/index.ts';

/** One command of the engine: its input, and its output on success. A query changes nothing. */
export interface Command<
  Kind extends 'query' | 'mutation' = 'query' | 'mutation',
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  kind: Kind;
  input: Input;
  output: Output;
}
/** Commands by name. The router, and the types of callers and implementations, follow from these tables. */
export type Contract = Readonly<Record<string, Command>>;

export const query = <Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Command<'query', Input, Output> => ({ kind: 'query', input, output });

export const mutation = <Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Command<'mutation', Input, Output> => ({ kind: 'mutation', input, output });

/** A command's outcome: the value, or an error with a sentence for the user. */
export type CommandResult<Value> = Result<Value, CommandError>;

/** The implementation of a contract. */
export type ApiOf<Commands extends Contract> = {
  [Name in keyof Commands]: (
    input: z.output<Commands[Name]['input']>,
  ) => Promise<CommandResult<z.output<Commands[Name]['output']>>>;
};

export const resultOf = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: commandErrorSchema }),
  ]);

export const done = z.object({});
export type Done = z.infer<typeof done>;
