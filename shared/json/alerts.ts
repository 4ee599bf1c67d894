import { z } from 'zod';
import { alertKindSchema } from '../model/alert.ts';
import { severitySchema } from '../model/severity.ts';
import { firstVersion, instant, instantOrNull } from './common.ts';

// What `fuelgauge alerts --json` and `rules preview --json` print. Scripts read it, so keys are only ever added.

export const alertsJsonSchema = z.object({
  ...firstVersion,
  at: instant,
  /** Active ones first, the most urgent before the others; with `--all`, ended ones too, newest first. */
  alerts: z.array(
    z.object({
      /** To name it in `alerts seen` and `alerts snooze`; null: nothing has been raised, as long as the app does not run. */
      id: z.string().nullable(),
      /** An account's id, or a budget's. */
      account: z.string(),
      /** Such as `Crustdata, production`, or `Budget for client Nordhaus`. */
      name: z.string(),
      kind: alertKindSchema,
      severity: severitySchema,
      state: z.enum(['new', 'acknowledged', 'snoozed', 'muted', 'ended']),
      since: instant,
      endedAt: instantOrNull,
      snoozedUntil: instantOrNull,
      text: z.string(),
    }),
  ),
  /** Muted accounts and budgets. `until` null: for good. */
  muted: z.array(z.object({ account: z.string(), until: instantOrNull })),
});
export type AlertsJson = z.infer<typeof alertsJsonSchema>;
export type AlertJson = AlertsJson['alerts'][number];
