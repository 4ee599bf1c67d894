import { errorBar } from '../../../shared/bars/bar.ts';
import { barText, hidesFailures } from '../../../shared/bars/formats.ts';
import type { AppState, CommandError } from '../../../shared/model/index.ts';
import { statusJson } from '../../../shared/status-json.ts';
import { glanceTexts } from '../../engine/state/glance.ts';
import { dataFolder } from '../../engine/store/data-folder.ts';
import {
  type Glance,
  type GlanceTexts,
  glanceSources,
  keepGlance,
  wasAsked,
} from '../../engine/store/glance.ts';
import { withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { type StatusOptions, type StatusRequest, statusRequest } from '../input/status.ts';
import { refreshAll } from '../refresh.ts';
import { renderStatus } from '../render-status.ts';
import { print, printError } from '../terminal.ts';

/** Prints the state as a table, as JSON or for a bar. Accounts that failed do not keep the others from being printed. */
export async function showStatus(accounts: readonly string[], options: StatusOptions): Promise<Outcome> {
  const read = statusRequest(accounts, options);
  if (!read.ok) return badInput(read.message);
  if (read.request.watch) return (await import('./watch-status.ts')).watchStatus(read.request);
  const outcome = await derived(read.request);
  return outcome.ok ? outcome : inBar(read.request, outcome);
}

/** Opens the engine, prints, and keeps what was derived for the next time. */
async function derived(request: StatusRequest): Promise<Outcome> {
  const home = dataFolder(process.env);
  const sources = request.refresh ? null : glanceSources(home, process.env);
  const kept: GlanceTexts[] = [];
  const outcome = await withEngine(async (session) => {
    const notRefreshed = request.refresh ? await refreshAll(session) : new Map<string, CommandError>();
    const state = session.engine.state();
    const [locked] = [...notRefreshed.values()].filter(({ kind }) => kind === 'locked');
    if (locked && !request.json && state.accounts.length > 0) printError(locked.message);
    const texts = glanceTexts(state, { withBars: request.format !== null || wasAsked(home, state.at) });
    const glance = glanceOf(state, texts, notRefreshed);
    const { text, problems, code } = await renderStatus(glance, request, {
      now: state.at,
      home: null,
      notRefreshed,
    });
    for (const problem of problems) printError(problem);
    if (text !== null) print(text);
    kept.push(texts);
    return { ok: true, value: code };
  });
  const [texts] = kept;
  // If something changed meanwhile, nobody knows whether this has it.
  if (texts && sources !== null && sources === glanceSources(home, process.env))
    keepGlance(home, sources, texts);
  return outcome;
}

/** The notices are told when the engine is opened. */
const glanceOf = (
  state: AppState,
  texts: GlanceTexts,
  notRefreshed: ReadonlyMap<string, CommandError>,
): Glance => ({
  at: state.at,
  notices: [],
  json: () => statusJson(state, notRefreshed),
  state: () => state,
  bars: () => (texts.bars === '' ? null : JSON.parse(texts.bars)),
});

/** A bar shows that something is wrong; what it is goes to standard error. */
function inBar({ format }: StatusRequest, failed: Extract<Outcome, { ok: false }>): Outcome {
  if (format === null) return failed;
  print(barText(format, errorBar(Date.now(), 'fuelgauge: no data', failed.error.message)));
  if (!hidesFailures(format)) return failed;
  printError(failed.error.message);
  return { ok: true, value: exitCodes.done };
}
