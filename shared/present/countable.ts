import { type Cap, clampAmount, type Grant, largestAmount, type Pool } from '../model/index.ts';
import type { Body } from './parts.ts';

// Amounts that are fine by themselves can add up to more than can be stored and shown.

/** What is presented, without amounts beyond ±1e15: those of a balance become unknown, and a note says so. */
export function countable(body: Body): Body {
  if (body.pools.every(isCountable) && body.caps.every(hasCountableUse)) return body;
  return {
    ...body,
    pools: body.pools.map(countablePool),
    caps: body.caps.map((cap) => (hasCountableUse(cap) ? cap : { ...cap, used: null })),
    notes: [
      ...body.notes,
      'These amounts add up to more than Fuelgauge can count. Check what was reported and what you entered.',
    ],
  };
}

const fits = (amount: number | null) => amount === null || Math.abs(amount) <= largestAmount;
const hasCountableUse = ({ used }: Cap) => fits(used);
const isCountable = ({ remaining, used, limit, cycle, grants }: Pool) =>
  [remaining, used, limit, cycle?.grant ?? null].every(fits) &&
  grants.every((grant) => fits(grant.granted) && fits(grant.remaining));

function countablePool(pool: Pool): Pool {
  if (isCountable(pool)) return pool;
  const known = (amount: number | null) => (fits(amount) ? amount : null);
  return {
    ...pool,
    remaining: known(pool.remaining),
    used: known(pool.used),
    limit: known(pool.limit),
    cycle: pool.cycle && { ...pool.cycle, grant: known(pool.cycle.grant) },
    grants: pool.grants.map(
      (grant): Grant => ({
        ...grant,
        granted: known(grant.granted),
        remaining: clampAmount(grant.remaining),
      }),
    ),
  };
}
