import type { CommandResult } from '../../../shared/api/contract.ts';
import type { ExportHistoryInput, HistoryInput, HistoryPoint } from '../../../shared/api/history.ts';
import { historiesCsv, historyCsv, historyJson } from '../../../shared/history-file.ts';
import { type ForecastPoint, ok } from '../../../shared/model/index.ts';
import type { EngineParts } from '../parts.ts';
import { stateOf } from '../state/app-state.ts';
import { findKnown } from '../state/known-accounts.ts';
import { findRemovable } from '../store/removed.ts';

export async function readHistory(
  parts: EngineParts,
  { account: reference, pool, from, to, points }: HistoryInput,
): Promise<CommandResult<HistoryPoint[]>> {
  const found = findKnown(parts, reference);
  return found.ok ? ok(parts.history.samples(found.value.account.id, pool, from, to, points)) : found;
}

export async function readForecast(
  parts: EngineParts,
  { account: reference, pool }: { account: string; pool: string },
): Promise<CommandResult<ForecastPoint[]>> {
  const found = findKnown(parts, reference);
  if (!found.ok) return found;
  // Updates the forecast if there is new data.
  stateOf(parts, found.value);
  return ok(parts.forecasts.path(found.value.account.id, pool));
}

/** The history of one account, or of all, as a file. */
export async function exportHistory(
  { settings, history, clock }: EngineParts,
  { account: reference, format, from = -Infinity, to = Infinity }: ExportHistoryInput,
): Promise<CommandResult<{ text: string; count: number }>> {
  const all = settings.get().accounts;
  // Also of an account that was removed and can be restored.
  const found = reference === undefined ? ok(null) : findRemovable(settings.fromFile(), reference, true);
  if (!found.ok) return found;
  const accounts = (found.value === null ? all : [found.value]).map(({ id, provider, label }) => ({
    id,
    provider,
    label,
    samples: history.allSamples(id).filter(({ t }) => t >= from && t < to),
  }));
  const [only] = accounts;
  const csv = () => (found.value !== null && only ? historyCsv(only) : historiesCsv(accounts));
  const count = accounts.reduce((sum, { samples }) => sum + samples.length, 0);
  return ok({ text: format === 'csv' ? csv() : historyJson(accounts, clock.now()), count });
}
