import { z } from 'zod';
import { type CommandError, commandErrorSchema, type Result } from '../model/index.ts';

/** One command of the engine: what goes in, and what comes out if it succeeds. A query changes nothing. */
export interface Command<
  Kind extends 'query' | 'mutation' = 'query' | 'mutation',
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  kind: Kind;
  input: Input;
  output: Output;
}
/** Commands by name. The router and the types of those who call and carry them out follow from these tables. */
export type Contract = Readonly<Record<string, Command>>;

export const query = <Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Command<'query', Input, Output> => ({ kind: 'query', input, output });

export const mutation = <Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Command<'mutation', Input, Output> => ({ kind: 'mutation', input, output });

/** A command's outcome: the value, or why not, as a sentence for the person. */
export type CommandResult<Value> = Result<Value, CommandError>;

/** What carries out the commands of a contract. */
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
