// An account of made-up facts, and what holds of it.

import { type ConditionFacts, conditionsOf } from '../../../shared/alerts/index.ts';
import {
  type AlertRules,
  type CapState,
  defaultAlertRules,
  type Grant,
  type PoolState,
  type ReadErrorKind,
} from '../../../shared/model/index.ts';

export const utc = (text: string) => Date.parse(text);
export const now = utc('2026-11-21T09:00:00Z');
export const readAt = utc('2026-11-21T08:55:00Z');
export const hour = 3_600_000;
export const day = 24 * hour;

export const pool = (changes: Partial<PoolState> = {}): PoolState => ({
  id: 'credits',
  label: 'Credits',
  unit: { kind: 'credits' },
  remaining: 5000,
  used: 5000,
  limit: 10_000,
  provenance: {},
  cycle: { frequency: 'monthly', renewsAt: utc('2026-12-01T00:00:00Z'), grant: 10_000, rollover: 'none' },
  grants: [],
  burnByDay: [],
  forecast: null,
  ...changes,
});
export const cap = (changes: Partial<CapState> = {}): CapState => ({
  id: 'daily',
  label: 'Daily credits',
  window: 'day',
  limit: 1000,
  used: 1000,
  resetsAt: utc('2026-11-22T00:00:00Z'),
  zone: 'UTC',
  hard: true,
  provenance: 'reported',
  forecast: null,
  ...changes,
});
export const topup = (changes: Partial<Grant> = {}): Grant => ({
  id: 'a',
  kind: 'topup',
  label: null,
  granted: 1200,
  remaining: 1000,
  grantedAt: null,
  expiresAt: utc('2026-12-14T00:00:00Z'),
  provenance: 'reported',
  ...changes,
});
export const failed = (kind: ReadErrorKind, since: number): Partial<ConditionFacts> => ({
  error: { kind, message: 'Crustdata said no.', retryAt: null },
  errorSince: since,
  errorAt: now,
});
export const all = (facts: Partial<ConditionFacts>, zone = 'UTC', rules: Partial<AlertRules> = {}) =>
  conditionsOf(
    { pools: [], caps: [], spike: null, error: null, errorSince: null, errorAt: null, readAt, ...facts },
    { ...defaultAlertRules, ...rules },
    { now, zone },
  );
/** What opens an alert. */
export const alerts = (facts: Partial<ConditionFacts>, zone?: string, rules?: Partial<AlertRules>) =>
  all(facts, zone, rules).filter(({ near }) => !near);

export const foreseen = (
  hours: { early?: number; likely: number; late?: number | null },
  rest: Partial<NonNullable<PoolState['forecast']>> = {},
): PoolState['forecast'] => ({
  burnPerDay: 1000,
  runsOutAt: {
    early: now + (hours.early ?? hours.likely) * hour,
    likely: now + hours.likely * hour,
    late: hours.late === null ? null : now + (hours.late ?? hours.likely) * hour,
  },
  waste: [],
  basis: { hours: 500, gaps: 0 },
  confidence: 'good',
  ...rest,
});
export const nearness = (facts: Partial<ConditionFacts>, rules?: Partial<AlertRules>) =>
  all(facts, 'UTC', rules).map(({ kind, level, near }) => [kind, level, near]);
