import type { Definition } from '../../../shared/custom/definition.ts';
import { longestDefinition, readDefinition } from '../../../shared/custom/read-definition.ts';
import { type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { badInput } from '../exit.ts';
import { beginningOf, reasonUnread } from './bytes.ts';

/** A provider's description from a file, or from standard input (`-`). No more is read than a description can have. */
export async function definitionFrom(file: string): Promise<Result<Definition, CommandError>> {
  let text: string;
  try {
    // In bytes, of which a letter has at most four.
    text = (await beginningOf(file, 4 * longestDefinition + 1)).toString();
  } catch (error) {
    return badInput(
      `The file cannot be read${reasonUnread(error)}. Give the path of a provider’s JSON, or - for standard input.`,
    );
  }
  const read = readDefinition(text);
  return read.ok ? ok(read.value) : badInput(`This file describes no provider. ${read.error}`);
}
