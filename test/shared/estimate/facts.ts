import { loadRateCard, ratedProviders } from '../../../main/providers/rates/index.ts';
import { type Cost, estimateCost, type Job } from '../../../shared/estimate/index.ts';
import type { AccountState, Grant, PoolState, RateCard } from '../../../shared/model/index.ts';

export const now = Date.parse('2026-11-21T09:00:00Z');
export const hour = 3_600_000;
export const day = 24 * hour;

/** Every rate card that ships. */
export const cards: ReadonlyMap<string, RateCard | null> = new Map(
  await Promise.all(ratedProviders.map(async (id) => [id, await loadRateCard(id)] as const)),
);

export function cardOf(provider: string): RateCard {
  const card = cards.get(provider);
  if (!card) throw new Error(`${provider} has no rate card`);
  return card;
}

/** The cost of a job that is within the card. */
export function costOf(card: RateCard | null, job: Job): Cost {
  const cost = estimateCost(card, job);
  if (!cost.ok) throw new Error(cost.error.message);
  return cost.value;
}

export const calls = (count: number, credits = 1): Cost =>
  costOf(null, { kind: 'calls', count, credits, unit: { kind: 'credits' } });

export const operation = (
  operationId: string,
  count: number,
  options: Record<string, string> = {},
  generation: string | null = null,
): Job => ({ kind: 'operation', operation: operationId, count, options, generation });

export const grant = (id: string, remaining: number, rest: Partial<Grant> = {}): Grant => ({
  id,
  kind: 'topup',
  label: null,
  granted: null,
  remaining,
  grantedAt: null,
  expiresAt: null,
  provenance: 'reported',
  ...rest,
});

export { cap, pool } from '../../helpers/states.ts';

export const account = (pools: PoolState[], rest: Partial<AccountState> = {}): AccountState => ({
  id: 'a1',
  provider: 'crustdata',
  label: 'production',
  tags: [],
  note: '',
  pinned: false,
  hidden: false,
  credential: { since: null, expiresAt: null },
  credentialEnd: null,
  credentialKept: 'environment',
  paused: false,
  intervalMs: 300_000,
  health: { state: 'ok', readAt: now, error: null, nextAt: null },
  plan: null,
  scope: 'account',
  pools,
  caps: [],
  alerts: [],
  alertSettings: { rules: {}, mutedUntil: null },
  notes: [],
  disagreements: [],
  entered: { plan: null, cycleStart: null, refill: null, rollover: null, grants: [] },
  refreshing: false,
  ...rest,
});
