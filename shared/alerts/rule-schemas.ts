import { z } from 'zod';
import { amountSchema } from '../model/unit.ts';

// What a valid rule of each kind of alert is, and its default. The words are in `kinds.ts`.

const enabled = z.boolean();
const on = z.object({ enabled }).default({ enabled: true });
const off = z.object({ enabled }).default({ enabled: false });
const hours = z.number().int().min(1).max(720);
const daysAhead = z.object({ enabled, days: z.array(z.number().int().min(1).max(365)).min(1).max(5) });

/** By kind, in the order of every list of kinds. */
export const ruleSchemas = {
  'runs-out-soon': z
    .object({ enabled, leadHours: hours, criticalHours: hours })
    .default({ enabled: true, leadHours: 72, criticalHours: 24 }),
  low: z
    .object({
      enabled,
      shares: z.array(z.number().gt(0).lt(1)).max(5),
      amounts: z.array(amountSchema.positive()).max(5),
      // Missing: the provider's own floor, or else a usual one; 0: none.
      moneyFloor: amountSchema.nonnegative().optional(),
      countFloor: amountSchema.nonnegative().optional(),
    })
    .default({ enabled: true, shares: [0.2, 0.05], amounts: [] }),
  exhausted: on,
  'burn-spike': on,
  'cap-soon': z
    .object({ enabled, probability: z.number().min(0.5).max(0.99) })
    .default({ enabled: true, probability: 0.7 }),
  'cap-reached': on,
  'expires-soon': daysAhead.default({ enabled: true, days: [30, 7, 1] }),
  'topup-seen': on,
  'refill-due': off,
  'refill-landed': off,
  'budget-used': z
    .object({ enabled, shares: z.array(z.number().gt(0).lte(1)).min(1).max(5) })
    .default({ enabled: true, shares: [1, 0.8, 0.5] }),
  'budget-ahead': on,
  'credential-rejected': on,
  'limited-scope': on,
  'key-expires': daysAhead.default({ enabled: false, days: [14, 3] }),
  'key-old': z
    .object({ enabled, days: z.number().int().min(1).max(3650) })
    .default({ enabled: false, days: 180 }),
  unreachable: z
    .object({ enabled, afterMinutes: z.number().int().min(5).max(10_080) })
    .default({ enabled: true, afterMinutes: 60 }),
};

type Schemas = typeof ruleSchemas;
export type Rules = { [Kind in keyof Schemas]: z.infer<Schemas[Kind]> };

/** The same without defaults, for one account's own rules: a missing one follows the default rules. */
export function ownRuleSchemas(): { [Kind in keyof Schemas]: ReturnType<Schemas[Kind]['removeDefault']> };
export function ownRuleSchemas(): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(ruleSchemas).map(([kind, rule]) => [kind, rule.removeDefault()]));
}
