import { dataFolder } from '../engine/store/data-folder.ts';
import { noteAsked, readGlance } from '../engine/store/glance.ts';
import { quickRequest } from './input/status.ts';
import { barLagMs, renderStatus } from './render-status.ts';

/** Prints the status from what was kept of the last one, if that is still true, without loading the engine. */
export async function quickStatus(args: readonly string[]): Promise<boolean> {
  const request = quickRequest(args);
  if (request === null) return false;
  const home = dataFolder(process.env);
  const now = Date.now();
  if (request.format !== null) noteAsked(home, now);
  const glance = readGlance(home, process.env, { now, lagMs: barLagMs(request) });
  if (glance === null) return false;
  const { text, problems, code } = await renderStatus(glance, request, { now, home });
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  if (text !== null) process.stdout.write(`${text}\n`);
  process.exitCode = code;
  return true;
}
