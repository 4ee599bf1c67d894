import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { ImportItem } from '../../../shared/api/backup.ts';
import type { CustomProvider, Definition } from '../../../shared/custom/definition.ts';
import { checkDefinition, questionOf } from '../../../shared/custom/read-definition.ts';
import {
  type AlertSettings,
  alertSettingsSchema,
  type Preferences,
  preferencesSchema,
} from '../../../shared/model/index.ts';
import { plainText } from '../../../shared/plain-text.ts';
import { customProvider } from '../custom/provider.ts';
import type { Part, PlanInput, PlannedProviders } from './plan-types.ts';

const yours = 'It differs from yours, which stays.';

export const planPreferences = ({ here, backup, replace }: PlanInput): Part<Preferences> =>
  planned(
    { what: 'preferences', id: null, name: 'Preferences' },
    here.preferences,
    backup.preferences,
    replace
      ? backup.preferences
      : preferencesSchema.parse(merged(here.preferences, backup.preferences, preferencesSchema.parse({}))),
  );

/** The default rules and quiet hours, and the channels as they are here. */
export function planRules({ here, backup, replace }: PlanInput): Part<AlertSettings> {
  const usual = alertSettingsSchema.parse({});
  const { channels, ...own } = here.alerts;
  const { channels: _, ...theirs } = backup.alerts;
  const weeklySummary = own.weeklySummary ?? theirs.weeklySummary;
  const next = replace
    ? theirs
    : {
        rules: merged(own.rules, theirs.rules, usual.rules),
        quietHours: isDeepStrictEqual(own.quietHours, usual.quietHours) ? theirs.quietHours : own.quietHours,
        ...(weeklySummary && { weeklySummary }),
      };
  const name = { what: 'rules' as const, id: null, name: 'Alert rules and quiet hours' };
  return planned(
    name,
    here.alerts,
    { ...theirs, channels },
    alertSettingsSchema.parse({ ...next, channels }),
  );
}

/** What was changed here stays; all else is as in the backup. */
function merged<Of extends object>(here: Of, theirs: Of, usual: Of): Record<string, unknown> {
  const original = new Map<string, unknown>(Object.entries(usual));
  return {
    ...theirs,
    ...Object.fromEntries(
      Object.entries(here).filter(([key, value]) => !isDeepStrictEqual(value, original.get(key))),
    ),
  };
}

function planned<Value>(
  item: Pick<ImportItem, 'what' | 'id' | 'name'>,
  here: Value,
  theirs: Value,
  next: Value,
): Part<Value> {
  const isSame = isDeepStrictEqual(here, theirs);
  const outcome = isSame ? 'same' : isDeepStrictEqual(here, next) ? 'left-out' : 'changed';
  const why = outcome === 'left-out' ? yours : null;
  return { value: next, items: [{ ...item, outcome, why }], questions: [], missing: [] };
}

const named = z.looseObject({ name: z.string().optional(), id: z.string().optional() });

/** Your own providers. One that runs a program, or asks an address near you, needs your consent again. */
export function planProviders(input: PlanInput): Part<PlannedProviders> {
  const { here, backup, replace, environment, providerOf } = input;
  const next = new Map(here.customProviders.map((one) => [one.definition.id, one]));
  const refused = new Map<string, string>();
  const part = { items: [] as ImportItem[], questions: [] as { id: string; text: string }[] };
  const seen = new Set<string>();
  for (const written of backup.customProviders) {
    const { item, question, added } = planProvider(input, written, seen);
    part.items.push(item);
    if (question !== null) part.questions.push(question);
    if (added !== null) next.set(added.definition.id, added);
    else if (item.outcome === 'left-out' && item.why !== null && item.id !== null)
      refused.set(item.id, item.why);
  }
  const all = [...next.values()];
  const removed = replace ? all.filter(({ definition: { id } }) => !seen.has(id)) : [];
  for (const { definition } of removed)
    part.items.push({ ...itemOf(definition), outcome: 'removed', why: null });
  // They are only looked at: nobody is asked for an import.
  const parts = { environment, look: async () => [], endpoints: {} };
  const made = new Map(all.map((one) => [one.definition.id, customProvider(one, parts)]));
  const of = (id: string) => {
    const builtIn = providerOf(id);
    if (builtIn !== undefined && builtIn.custom === undefined) return builtIn;
    const why = refused.get(id) ?? `This version of Fuelgauge doesn’t know the provider “${plainText(id)}”.`;
    return made.get(id) ?? why;
  };
  return { ...part, value: { all, removed, of }, missing: [] };
}

const itemOf = ({ id, name }: Definition) => ({ what: 'provider' as const, id, name });

interface PlannedProvider {
  item: ImportItem;
  question: { id: string; text: string } | null;
  added: CustomProvider | null;
}

function planProvider(
  { here, replace, allowed, providerOf, now }: PlanInput,
  written: unknown,
  seen: Set<string>,
): PlannedProvider {
  const leftOut = (item: Omit<ImportItem, 'outcome' | 'why'>, why: string) => ({
    item: { ...item, outcome: 'left-out' as const, why },
    question: null,
    added: null,
  });
  const checked = checkDefinition(written);
  if (!checked.ok) {
    const { data } = named.safeParse(written);
    const name = plainText(data?.name ?? data?.id ?? 'A provider of your own').slice(0, 60);
    return leftOut({ what: 'provider', id: data?.id ?? null, name }, checked.error);
  }
  const definition = checked.value;
  const item = itemOf(definition);
  if (seen.has(definition.id)) return leftOut(item, 'It is in the backup twice.');
  seen.add(definition.id);
  const builtIn = providerOf(definition.id);
  if (builtIn !== undefined && builtIn.custom === undefined)
    return leftOut(item, 'Fuelgauge has a provider with this id of its own.');
  const before = here.customProviders.find((other) => other.definition.id === definition.id);
  if (before !== undefined && isDeepStrictEqual(before.definition, definition))
    return { item: { ...item, outcome: 'same', why: null }, question: null, added: null };
  if (before !== undefined && !replace) return leftOut(item, yours);
  const text = questionOf(definition);
  const id = `provider:${definition.id}`;
  const question = text === null ? null : { id, text };
  if (question !== null && !allowed.has(id))
    return { ...leftOut(item, `${question.text} You have not agreed to that.`), question };
  const outcome = before === undefined ? 'added' : 'changed';
  return {
    item: { ...item, outcome, why: question?.text ?? null },
    question,
    added: { definition, allowed: question !== null, addedAt: now },
  };
}
