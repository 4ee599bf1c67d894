import { createLog } from '../../engine/log.ts';
import { dataFolder } from '../../engine/store/data-folder.ts';
import { serveMcp } from '../../mcp/server.ts';
import { openSession } from '../compose.ts';
import { exitCodes, type Outcome } from '../exit.ts';
import { untilStopped } from '../signals.ts';

/** Answers an agent on standard input and output, until the input ends or a signal comes. */
export async function runMcp(): Promise<Outcome> {
  const { stdin, stdout } = process;
  const log = createLog(dataFolder(process.env));
  try {
    const open = () => openSession('cli');
    await Promise.race([serveMcp({ open, log, input: stdin, output: stdout }), untilStopped()]);
  } finally {
    stdin.destroy();
    log.close();
  }
  return { ok: true, value: exitCodes.done };
}
