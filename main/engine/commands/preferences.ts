import type { PreferencesPatch } from '../../../shared/api/app.ts';
import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import { ok } from '../../../shared/model/index.ts';
import type { EngineParts } from '../parts.ts';

export async function setPreferences(
  { settings }: EngineParts,
  input: PreferencesPatch,
): Promise<CommandResult<Done>> {
  const updated = await settings.update((current) => ({
    ...current,
    preferences: { ...current.preferences, ...input },
  }));
  return updated.ok ? ok({}) : updated;
}

export async function dismissNotice(
  { session, changed }: EngineParts,
  { text }: { text: string },
): Promise<CommandResult<Done>> {
  session.dismissed.add(text);
  changed([]);
  return ok({});
}
