import type { CommandError, Result } from '../../shared/model/index.ts';
import { type Listening, listen } from './listen.ts';
import type { ScriptParts } from './scripts.ts';

/** Answers scripts alone, for the desktop app. Never rejects. */
export function startScriptListener({
  port: wanted,
  ...parts
}: ScriptParts & { port?: number | undefined }): Promise<Result<Listening, CommandError>> {
  return listen({ port: wanted }, (port) => async () => {
    const { createScriptHost } = await import('./scripts.ts');
    return createScriptHost(parts, port);
  });
}
