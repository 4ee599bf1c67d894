import { useState } from 'react';
import { type QuietHours, quietHoursSchema } from '../../../../shared/model/index.ts';
import { api, outcome, useStatePart } from '../../../state/index.ts';
import type { Saving } from './useRuleEdits.ts';

export interface QuietHoursEdits {
  /** As shown in the form. */
  shown: QuietHours;
  /** As they can be saved: with the last valid times if those in the form are not. */
  read: QuietHours;
  errors: { from: string | null; to: string | null };
  saving: Saving | undefined;
  change(patch: Partial<QuietHours>): void;
  /** Saves what is shown, with `patch` applied. */
  save(patch?: Partial<QuietHours>): void;
}

const missing = (time: string): string | null =>
  quietHoursSchema.shape.from.safeParse(time).success ? null : 'Enter a time, such as 22:00.';

/** The errors of the times; null for a valid one. */
export function quietErrors({ from, to }: QuietHours): QuietHoursEdits['errors'] {
  const errors = { from: missing(from), to: missing(to) };
  if (errors.from === null && from === to) errors.to = 'Choose an end that differs from the start.';
  return errors;
}

/** The quiet hours while you edit them; saved when a field loses the focus. */
export function useQuietHours(): QuietHoursEdits {
  const { quietHours } = useStatePart('alerting');
  const [draft, setDraft] = useState<QuietHours | null>(null);
  const [saving, setSaving] = useState<Saving | undefined>();
  const shown = draft ?? quietHours;
  const errors = quietErrors(shown);
  const sound = errors.from === null && errors.to === null;
  const read = sound ? shown : { ...quietHours, enabled: shown.enabled };

  // Once the state has caught up, the draft is done.
  if (draft !== null && saving?.state === 'saved' && isSame(draft, quietHours)) setDraft(null);

  const save = async (patch: Partial<QuietHours> = {}) => {
    // The switch works even while a time is incomplete.
    const next = { ...(patch.enabled === undefined ? shown : read), ...patch };
    const wrong = quietErrors(next);
    if (wrong.from !== null || wrong.to !== null || (isSame(next, quietHours) && saving?.state !== 'failed'))
      return;
    setSaving({ state: 'saving' });
    const result = await outcome(api.alerts.setRules.mutate({ quietHours: next }));
    setSaving(result.ok ? { state: 'saved' } : { state: 'failed', message: result.error.message });
  };
  return {
    shown,
    read,
    errors,
    saving,
    change(patch) {
      setDraft({ ...shown, ...patch });
      if (saving?.state === 'saved') setSaving(undefined);
    },
    save: (patch) => void save(patch),
  };
}

const isSame = (a: QuietHours, b: QuietHours): boolean =>
  a.enabled === b.enabled && a.from === b.from && a.to === b.to;
