import type { Entered, ProviderInfo, Rollover } from '../../../shared/model/index.ts';
import { editable } from '../../../shared/read-amount.ts';
import { amountText, optionalAmountText, optionalDayText, parseField } from '../../components/form/parse.ts';

// What you enter about plan and cycle: as text in a form, and as facts for the engine. Pure.

export type RolloverChoice = 'unsaid' | 'all' | 'none' | 'upTo';
export interface FactsDraft {
  /** Empty for none. */
  plan: string;
  cycleStart: string;
  refill: string;
  rollover: RolloverChoice;
  upTo: string;
}
export type FactsErrors = Partial<Record<'cycleStart' | 'refill' | 'upTo', string>>;
export interface Facts {
  plan: string | null;
  cycleStart: string | null;
  refill: number | null;
  rollover: Rollover | null;
}

function choiceOf(rollover: Rollover | null): RolloverChoice {
  if (rollover === null || rollover === 'unknown') return 'unsaid';
  return rollover === 'all' || rollover === 'none' ? rollover : 'upTo';
}

/** The form's texts for what you entered before. */
export function draftOf(entered: Entered): FactsDraft {
  const { rollover } = entered;
  return {
    plan: entered.plan ?? '',
    cycleStart: entered.cycleStart ?? '',
    refill: entered.refill === null ? '' : editable(entered.refill),
    rollover: choiceOf(rollover),
    upTo: rollover !== null && typeof rollover === 'object' ? editable(rollover.upTo) : '',
  };
}

/** Reads the form: the facts, or an error for each invalid field. */
export function readFacts(
  draft: FactsDraft,
  today: string,
): { facts: Facts; errors: null } | { facts: null; errors: FactsErrors } {
  const cycleStart = parseField(optionalDayText, draft.cycleStart);
  const refill = parseField(optionalAmountText, draft.refill);
  const upTo = draft.rollover === 'upTo' ? parseField(amountText, draft.upTo) : null;
  const errors: FactsErrors = {};
  if (cycleStart.error !== null) errors.cycleStart = cycleStart.error;
  else if (cycleStart.value !== null && cycleStart.value > today)
    errors.cycleStart = 'Choose a day on which a cycle has already started, today at the latest.';
  if (refill.error !== null) errors.refill = refill.error;
  if (upTo?.error != null) errors.upTo = upTo.error;
  if (Object.keys(errors).length > 0) return { facts: null, errors };
  const rollover: Rollover | null =
    draft.rollover === 'unsaid'
      ? null
      : draft.rollover === 'upTo'
        ? { upTo: upTo?.value ?? 0 }
        : draft.rollover;
  return {
    facts: {
      plan: draft.plan === '' ? null : draft.plan,
      cycleStart: cycleStart.value,
      refill: refill.value,
      rollover,
    },
    errors: null,
  };
}

const planRollover = { all: 'they roll over', none: 'they expire', unknown: 'unknown' };

/** The choice that leaves unused credits to the plan, with what the chosen plan says. */
export function unsaidRollover(provider: ProviderInfo, planId: string): string {
  const plan = provider.plans.find((candidate) => candidate.id === planId);
  if (plan === undefined)
    return provider.balance === 'reported' ? 'As reported by the provider' : 'Unknown (assume they expire)';
  const words = typeof plan.rollover === 'object' ? 'part of them rolls over' : planRollover[plan.rollover];
  return `As in the plan (${words})`;
}
