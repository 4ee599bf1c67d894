import { open } from 'node:fs/promises';
import type { Definition } from '../../../shared/custom/definition.ts';
import { longestDefinition, readDefinition } from '../../../shared/custom/read-definition.ts';
import { type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { badInput } from '../exit.ts';

/** A provider's description from a file, or from standard input (`-`). No more is read than a description can have. */
export async function definitionFrom(file: string): Promise<Result<Definition, CommandError>> {
  let text: string;
  try {
    text = await beginningOf(file);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    return badInput(
      `The file cannot be read${reason}. Give the path of a provider’s JSON, or - for standard input.`,
    );
  }
  const read = readDefinition(text);
  return read.ok ? ok(read.value) : badInput(`This file describes no provider. ${read.error}`);
}

async function beginningOf(file: string): Promise<string> {
  const source = file === '-' ? process.stdin : (await open(file)).createReadStream();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.byteLength;
    // In bytes, of which a letter has at most four.
    if (size > 4 * longestDefinition) break;
  }
  return Buffer.concat(chunks).toString();
}
