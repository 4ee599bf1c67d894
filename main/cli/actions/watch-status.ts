import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { errorBar } from '../../../shared/bars/bar.ts';
import { type BarFormat, barText, runsToTheEnd } from '../../../shared/bars/formats.ts';
import { minuteMs, secondMs } from '../../../shared/time/durations.ts';
import { dataFolder } from '../../engine/store/data-folder.ts';
import { type Glance, noteAsked, readGlance } from '../../engine/store/glance.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import type { StatusRequest } from '../input/status.ts';
import { type Rendered, renderStatus } from '../render-status.ts';
import { untilStopped } from '../signals.ts';
import { print, printError } from '../terminal.ts';

/** One change is several events. */
const settleMs = 300;
/** How long a process that polls may take to write what it knows. */
const keeperMs = 1500;
/** Between two derivations of our own. */
const restMs = 5 * secondMs;

interface Watch {
  home: string;
  request: StatusRequest;
  /** What is on the screen, without the instant at which it was derived. */
  shown: string | null;
  derivedAt: number;
}

/**
 * Shows the status anew whenever the data folder changes, until SIGINT, SIGTERM or SIGHUP. Between changes nothing is done,
 * except that words about time are made anew each minute. The engine is opened in another process, and only if no process that
 * polls keeps the state for us: one that runs for weeks must stay small.
 */
export async function watchStatus(request: StatusRequest): Promise<Outcome> {
  if (request.format !== null && runsToTheEnd(request.format))
    return badInput(`${request.format} runs a command to its end, again and again: leave out --watch.`);
  const stopped = untilStopped();
  const state: Watch = {
    home: dataFolder(process.env),
    request,
    shown: null,
    derivedAt: Number.NEGATIVE_INFINITY,
  };
  const first = await show(state, await kept(state, 0));
  // Later it may be right again, such as when an account comes back.
  if (first === exitCodes.usage) return { ok: true, value: first };
  const leave = follow(state.home, () => look(state));
  await stopped;
  leave();
  return { ok: true, value: exitCodes.done };
}

/** Calls `onChange` after changes of the folder, each minute, and when the terminal's size changes; never twice at once. */
function follow(home: string, onChange: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let again = false;
  const run = async () => {
    timer = undefined;
    if (running) {
      again = true;
      return;
    }
    running = true;
    await onChange();
    running = false;
    if (again) soon();
    again = false;
  };
  const soon = () => {
    timer ??= setTimeout(() => void run(), settleMs);
  };
  const close = watched(home, soon);
  const ticking = setInterval(soon, minuteMs);
  process.stdout.on('resize', soon);
  return () => {
    clearTimeout(timer);
    clearInterval(ticking);
    process.stdout.off('resize', soon);
    close();
  };
}

const ofTheState = /^(?:settings\.json|history\.db(?:-wal)?|credentials\.\w+|glance\.json\.txt)$/;

/** The system tells of changes; where it cannot, they are looked for every few seconds. */
function watched(home: string, onChange: () => void): () => void {
  try {
    const watcher = watch(home, (_, name) => {
      if (name === null || ofTheState.test(name)) onChange();
    });
    watcher.on('error', onChange);
    return () => watcher.close();
  } catch {
    const timer = setInterval(onChange, restMs);
    return () => clearInterval(timer);
  }
}

async function look(state: Watch): Promise<void> {
  await show(state, await kept(state, keeperMs));
}

/** The state that is kept, by a process that polls within `patienceMs`, or else by one of our own; null: there is none. */
async function kept(state: Watch, patienceMs: number): Promise<Glance | { failed: string }> {
  const { home } = state;
  const read = () => readGlance(home, process.env, { now: Date.now() });
  noteAsked(home, Date.now());
  const known = read();
  if (known !== null) return known;
  await after(Math.max(patienceMs, state.derivedAt + restMs - Date.now()));
  const waitedFor = read();
  if (waitedFor !== null) return waitedFor;
  state.derivedAt = Date.now();
  const failed = await derive();
  noteAsked(home, Date.now());
  // What changed while it was derived will be told, too.
  return readGlance(home, process.env, { now: Date.now(), lagMs: restMs }) ?? { failed };
}

const after = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, Math.max(0, ms)));

/** Has another process derive the state and keep it. Returns what it had to say. */
function derive(): Promise<string> {
  const [node, command = ''] = process.argv;
  const child = spawn(node ?? process.execPath, [command, 'status', '--json'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', () => resolve(said.trim() || 'The state could not be derived.'));
  });
}

/** Prints it if it differs from what is shown. Returns the exit code that it would have alone. */
async function show(state: Watch, glance: Glance | { failed: string }): Promise<number> {
  const { request, home } = state;
  const { text, problems, code } =
    'failed' in glance
      ? failure(request.format, glance.failed)
      : await renderStatus(glance, request, { now: Date.now(), home });
  const written = text === null ? '' : request.json ? JSON.stringify(JSON.parse(text)) : text;
  const key = [written.replace(/"at":"[^"]*",/, ''), ...problems].join('\n');
  if (key === state.shown) return code;
  const isFirst = state.shown === null;
  state.shown = key;
  for (const problem of problems) printError(problem);
  if (text !== null) draw(written, request, isFirst);
  return code;
}

const failure = (format: BarFormat | null, sentence: string): Rendered => ({
  text: format === null ? null : barText(format, errorBar(Date.now(), 'fuelgauge: no data', sentence)),
  problems: [sentence],
  code: exitCodes.someFailed,
});

/** Over the last one on a terminal; else one below the other, and menus and tables apart from each other. */
function draw(text: string, { format, json }: StatusRequest, isFirst: boolean): void {
  const isTable = format === null && !json;
  if (process.stdout.isTTY && isTable)
    // Line by line, because an empty screen in between would flicker.
    process.stdout.write(`\u001b[H${text.replaceAll('\n', '\u001b[K\n')}\u001b[K\n\u001b[J`);
  else if (format === 'swiftbar') print(`~~~\n${text}`);
  else print(isTable && !isFirst ? `\n${text}` : text);
}
