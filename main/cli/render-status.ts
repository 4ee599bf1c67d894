import { type BarAccount, barOf, errorBar } from '../../shared/bars/bar.ts';
import { barText, hidesFailures } from '../../shared/bars/formats.ts';
import type { CommandError } from '../../shared/model/index.ts';
import { filterStatus } from '../../shared/status/filter.ts';
import { type Selectable, selectAccounts } from '../../shared/status/select.ts';
import { addBars, type Glance } from '../engine/store/glance.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { isWhole, type StatusRequest } from './input/status.ts';

// What `status` prints, from what is kept or from the state itself. What few need is loaded when they do.

export interface Rendered {
  /** Null: nothing. */
  text: string | null;
  /** For standard error. */
  problems: readonly string[];
  code: ExitCode;
}

export interface RenderContext {
  now: number;
  /** Where to keep words that were made; null: nowhere. */
  home: string | null;
  /** Accounts that could not be polled, and why. */
  notRefreshed?: ReadonlyMap<string, CommandError>;
}

/** A bar may lag that far behind the data folder while a process that polls is about to write; scripts must not. */
export const barLagMs = ({ format }: StatusRequest): number => (format === null ? 0 : 3000);

export async function renderStatus(
  glance: Glance,
  request: StatusRequest,
  context: RenderContext,
): Promise<Rendered> {
  const notes = glance.notices.map((notice) => `Note: ${notice}`);
  const rendered =
    request.format !== null
      ? await renderBar(glance, request, context)
      : request.json
        ? await renderJson(glance, request)
        : await renderTable(glance, request, context);
  return { ...rendered, problems: [...notes, ...rendered.problems] };
}

async function renderBar(
  glance: Glance,
  { filter, format: asked }: StatusRequest,
  { now, home }: RenderContext,
): Promise<Rendered> {
  const format = asked ?? 'line';
  const all = await barsOf(glance, home);
  const chosen = selectAccounts(all, filter);
  if (!chosen.ok) {
    const bar = errorBar(now, 'fuelgauge: wrong filter', chosen.message);
    return { text: barText(format, bar), problems: [chosen.message], code: exitCodes.usage };
  }
  // Who names a hidden account wants to see it.
  const shown = chosen.accounts.filter(({ hidden }) => !hidden || filter.accounts.length > 0);
  const bar = barOf(shown, { at: glance.at, now, hasOthers: all.length > 0 });
  const hasFailed = shown.some(({ failed }) => failed) && !hidesFailures(format);
  return {
    text: barText(format, bar),
    problems: [],
    code: hasFailed ? exitCodes.someFailed : exitCodes.done,
  };
}

async function barsOf(glance: Glance, home: string | null): Promise<BarAccount[]> {
  const kept = glance.bars();
  if (kept !== null) return kept;
  const [{ barAccounts }, { systemZone }] = await wordsForBars();
  const made = barAccounts(glance.state(), systemZone());
  if (home !== null) addBars(home, made);
  return made;
}

const wordsForBars = () =>
  Promise.all([import('../../shared/bars/bar-accounts.ts'), import('../../shared/time/zone.ts')]);

/** The ids of the accounts that are shown, in their order. */
async function chosenIds(
  glance: Glance,
  { filter }: StatusRequest,
): Promise<{ ids: string[] } | { refused: Rendered }> {
  const chosen = selectAccounts(glance.bars() ?? (await selectablesOf(glance)), filter);
  return chosen.ok
    ? { ids: chosen.accounts.map(({ id }) => id) }
    : { refused: { text: null, problems: [chosen.message], code: exitCodes.usage } };
}

async function selectablesOf(glance: Glance): Promise<Selectable[]> {
  return (await import('../../shared/bars/bar-accounts.ts')).selectables(glance.state());
}

async function renderJson(glance: Glance, request: StatusRequest): Promise<Rendered> {
  if (isWhole(request)) return jsonOf(glance.json());
  const chosen = await chosenIds(glance, request);
  return 'refused' in chosen ? chosen.refused : jsonOf(filterStatus(glance.json(), chosen.ids));
}

const jsonOf = (status: ReturnType<Glance['json']>): Rendered => ({
  text: JSON.stringify(status, null, 2),
  problems: [],
  code: status.errors.length > 0 ? exitCodes.someFailed : exitCodes.done,
});

async function renderTable(
  glance: Glance,
  request: StatusRequest,
  { now, notRefreshed = new Map() }: RenderContext,
): Promise<Rendered> {
  const chosen = await chosenIds(glance, request);
  if ('refused' in chosen) return chosen.refused;
  const { statusTable } = await import('./text/status-table.ts');
  const { errors } = filterStatus(glance.json(), chosen.ids);
  return {
    text: statusTable(glance.state(), {
      shown: chosen.ids,
      now,
      notRefreshed,
      full: request.full,
      columns: process.stdout.isTTY ? process.stdout.columns : null,
    }),
    problems: [],
    code: errors.length > 0 ? exitCodes.someFailed : exitCodes.done,
  };
}
