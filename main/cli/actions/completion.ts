import { completionScripts } from '../completion/scripts.ts';
import type { Shell } from '../completion/shells.ts';
import { exitCodes, type Outcome } from '../exit.ts';
import { print } from '../terminal.ts';

export async function printCompletion(shell: Shell): Promise<Outcome> {
  print(completionScripts[shell]);
  return { ok: true, value: exitCodes.done };
}
