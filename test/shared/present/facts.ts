import type { z } from 'zod';
import {
  type EnteredGrant,
  enteredSchema,
  type Plan,
  type Pool,
  providerInfoSchema,
  type Reading,
} from '../../../shared/model/index.ts';
import type { Facts } from '../../../shared/present/index.ts';
import { type LoggedUse, slotsOf } from '../../../shared/use-slots.ts';

export const utc = (text: string) => Date.parse(text);
export const now = utc('2026-11-21T09:00:00Z');

const source = { url: 'https://example.com/plans', readOn: '2026-11' };
export const plan = (changes: Partial<Plan> & Pick<Plan, 'id'>): Plan => ({
  name: changes.id,
  grant: null,
  frequency: 'monthly',
  rollover: 'none',
  caps: [],
  note: null,
  source,
  ...changes,
});

export function provider(balance: Facts['provider']['balance'], name: string, plans: Plan[] = []) {
  return providerInfoSchema.parse({
    id: name.toLowerCase(),
    name,
    mark: name.slice(0, 2),
    category: 'web scraping',
    homepage: 'https://example.com',
    credentialPage: null,
    billingPage: null,
    docs: source,
    credentialFields: [],
    hosts: [],
    refresh: { usualMs: 60_000, automaticMs: 60_000, shortestMs: 15_000 },
    checkCost: 0,
    unit: { kind: 'credits' },
    balance,
    topupLifetimeMonths: 12,
    tells: 'x',
    plans,
  });
}

export const entered = (changes: z.input<typeof enteredSchema> = {}) => enteredSchema.parse(changes);

export const topup = (
  id: string,
  amount: number,
  grantedAt: string,
  expiresAt: string | null,
): EnteredGrant => ({
  id,
  kind: 'topup',
  amount,
  grantedAt: utc(grantedAt),
  expiresAt: expiresAt === null ? null : utc(expiresAt),
});

export const pool = (changes: Partial<Pool> = {}): Pool => ({
  id: 'credits',
  label: 'Credits',
  unit: { kind: 'credits' },
  remaining: null,
  used: null,
  limit: null,
  provenance: {},
  cycle: null,
  grants: [],
  ...changes,
});

export const reading = (changes: Partial<Reading> = {}): Reading => ({
  at: now - 60_000,
  plan: null,
  scope: 'account',
  pools: [],
  caps: [],
  dailyUse: [],
  notes: [],
  ...changes,
});

type Changes = Partial<Omit<Facts, 'uses'>> & Pick<Facts, 'provider'> & { uses?: readonly LoggedUse[] };
export const facts = ({ uses = [], ...changes }: Changes): Facts => ({
  reading: null,
  entered: entered(),
  uses: slotsOf(uses, (code) => Object.hasOwn(changes.provider.ledger?.codes ?? {}, code)),
  dailyUse: [],
  since: null,
  now,
  ...changes,
});
