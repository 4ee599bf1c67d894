import type { CommandResult } from '../../../shared/api/contract.ts';
import type { HistoryInput, HistoryPoint } from '../../../shared/api/history.ts';
import { historyCsv } from '../../../shared/history-csv.ts';
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

export async function readHistoryCsv(
  { settings, history }: EngineParts,
  { account: reference }: { account: string },
): Promise<CommandResult<{ text: string }>> {
  const found = findRemovable(settings.fromFile(), reference, true);
  return found.ok ? ok({ text: historyCsv(history.allSamples(found.value.id)) }) : found;
}
