import { randomUUID } from 'node:crypto';
import type { LogUsageInput } from '../../../shared/api/accounts.ts';
import type { CommandResult } from '../../../shared/api/contract.ts';
import type { CorrectDayInput, RemoveUseInput, UseList } from '../../../shared/api/uses.ts';
import { formatQuantity } from '../../../shared/format.ts';
import {
  type AccountState,
  badInput,
  type CommandError,
  fail,
  largestAmount,
  ok,
  type Pool,
  type Result,
} from '../../../shared/model/index.ts';
import { present } from '../../../shared/present/index.ts';
import { dayMs, dayOf, dayStart } from '../../../shared/time/index.ts';
import { dayOfSlot, totalUse } from '../../../shared/use-slots.ts';
import type { KnownAccount } from '../known-account.ts';
import type { EngineParts } from '../parts.ts';
import { stateOf } from '../state/app-state.ts';
import { findKnown } from '../state/known-accounts.ts';
import { daysKept } from '../store/closed-use.ts';
import { entriesKeptMs, type NewUse } from '../store/uses.ts';

/** Use older than this is not logged: a date that old is a slip, and the sums of those days are closed. */
const oldestDays = daysKept;
const mostListed = 200;

export async function logUsage(
  parts: EngineParts,
  input: LogUsageInput,
): Promise<CommandResult<AccountState>> {
  const logged = record(parts, input);
  return logged.ok ? ok(stateOf(parts, logged.value.known)) : logged;
}

/** Like `logUsage`, for a script that logs each response: answers with the balance alone, without a forecast. */
export function reportUsage(
  parts: EngineParts,
  input: LogUsageInput,
): Result<{ remaining: number | null }, CommandError> {
  const logged = record(parts, input);
  return logged.ok ? ok({ remaining: logged.value.pools[0]?.remaining ?? null }) : logged;
}

/**
 * The same for many answers at once, in one transaction. Returns what was logged, and how many could not be. An id that is
 * already known adds nothing. Fails, or throws if the disk does, only before anything was logged.
 */
export function reportUses(
  parts: EngineParts,
  account: string,
  uses: readonly Omit<LogUsageInput, 'account'>[],
): Result<{ amount: number; refused: number }, CommandError> {
  const found = findLedger(parts, account);
  if (!found.ok) return found;
  const before = totalUse(parts.reader.knownOf(found.value.account).uses);
  let done = { amount: 0, refused: 0 };
  parts.history.atomically(() => {
    done = { amount: 0, refused: 0 };
    for (const use of uses) {
      const entry = entryOf(parts, found.value, use, before + done.amount);
      if (!entry.ok) done.refused += 1;
      else if (parts.history.addUse(entry.value)) done.amount += entry.value.amount;
    }
  });
  announced(parts, found.value);
  return ok(done);
}

function record(
  parts: EngineParts,
  input: LogUsageInput,
): Result<{ known: KnownAccount; pools: readonly Pool[] }, CommandError> {
  const found = findLedger(parts, input.account);
  if (!found.ok) return found;
  const known = parts.reader.knownOf(found.value.account).uses;
  const entry = entryOf(parts, found.value, input, totalUse(known));
  if (!entry.ok) return entry;
  parts.history.addUse(entry.value);
  return ok({ known: found.value, pools: announced(parts, found.value) });
}

/** The entry for a use, if it can be: `total` was used before. */
function entryOf(
  { clock }: EngineParts,
  { account, provider }: KnownAccount,
  use: Omit<LogUsageInput, 'account'>,
  total: number,
): Result<NewUse, CommandError> {
  const now = clock.now();
  const { amount, at: usedAt = now, id = randomUUID(), error = null } = use;
  if (usedAt > now + dayMs) return badInput('The time of use is in the future.');
  if (usedAt < now - oldestDays * dayMs)
    return badInput(`The time of use is more than ${oldestDays} days ago. Check the date.`);
  if (total + amount > largestAmount)
    return badInput('All use logged for this account would be more than 1e15. Check the amount.');
  return ok({
    id,
    account: account.id,
    // The clock of the script may be a little ahead; what it logs has been used.
    at: Math.min(usedAt, now),
    amount,
    error,
    loggedAt: now,
    empties: error !== null && Object.hasOwn(provider.ledger?.codes ?? {}, error),
  });
}

/** Announces that the logged use has changed, and records the new balance in the history. */
function announced(parts: EngineParts, { account, provider }: KnownAccount): readonly Pool[] {
  parts.changed([account.id]);
  const { reading, uses, dailyUse } = parts.reader.knownOf(account);
  const now = parts.clock.now();
  const { entered, createdAt: since } = account;
  const { pools } = present({ provider, reading, entered, uses, dailyUse, since, now });
  parts.reader.sample(account.id, pools);
  return pools;
}

/** What is logged: the newest entries of the last 48 hours, then sums by day. */
export async function listUses(
  parts: EngineParts,
  { account: reference }: { account: string },
): Promise<CommandResult<UseList>> {
  const found = findLedger(parts, reference);
  if (!found.ok) return found;
  const { id } = found.value.account;
  const since = parts.clock.now() - entriesKeptMs;
  const newest = parts.history
    .newestUses(id, mostListed + 1)
    .filter(({ at, loggedAt }) => at >= since || loggedAt >= since);
  const days = new Map<number, { amount: number; entries: number }>();
  const slots = parts.history.useSlots(id);
  const closed = slots.find(({ opening }) => opening !== null);
  for (const { start, amount, entries } of slots.filter((slot) => slot !== closed)) {
    const sum = days.get(dayOfSlot(start)) ?? { amount: 0, entries: 0 };
    days.set(dayOfSlot(start), { amount: sum.amount + amount, entries: sum.entries + entries });
  }
  return ok({
    entries: newest.slice(0, mostListed).map(({ account: _, ...entry }) => entry),
    more: newest.length > mostListed,
    days: [...days]
      .filter(([, { entries }]) => entries > 0)
      .map(([at, sum]) => ({ day: dayOf(at), ...sum }))
      .reverse(),
    earlier: closed ? { until: dayOf(closed.last), amount: closed.amount, entries: closed.entries } : null,
  });
}

/** Takes back one entry, by default the last one logged. */
export async function removeUse(
  parts: EngineParts,
  { account: reference, id }: RemoveUseInput,
): Promise<CommandResult<UseList['entries'][number]>> {
  const found = findLedger(parts, reference);
  if (!found.ok) return found;
  const removed = parts.history.removeUse(found.value.account.id, id ?? null);
  if (removed === null)
    return badInput(
      id === undefined
        ? 'There is nothing to take back: single entries are kept for 48 hours. Correct the sum of the day instead.'
        : 'There is no such entry. Single entries are kept for 48 hours; after that, correct the sum of the day.',
    );
  announced(parts, found.value);
  const { account: _, ...entry } = removed;
  return ok(entry);
}

/** Sets the sum of a UTC day. The difference becomes an entry, so that it is listed and can be taken back. */
export async function correctDay(
  parts: EngineParts,
  { account: reference, day, amount }: CorrectDayInput,
): Promise<CommandResult<{ before: number; id: string | null }>> {
  const found = findLedger(parts, reference);
  if (!found.ok) return found;
  const { account, provider } = found.value;
  const now = parts.clock.now();
  const start = dayStart(day);
  if (start > now) return badInput('That day is in the future.');
  if (start < now - oldestDays * dayMs) return badInput(`That day is more than ${oldestDays} days ago.`);
  const slots = parts.reader.knownOf(account).uses;
  const before = totalUse(slots.filter((slot) => slot.opening === null && dayOfSlot(slot.start) === start));
  const difference = amount - before;
  if (totalUse(slots) + difference > largestAmount)
    return badInput(
      `More than ${formatQuantity(largestAmount, provider.unit)} would be logged. Check the amount.`,
    );
  if (difference === 0) return ok({ before, id: null });
  const id = `correction-${randomUUID()}`;
  const at = Math.min(now, start + dayMs - 1);
  parts.history.correctUse({ id, account: account.id, at, amount: difference, error: null, loggedAt: now });
  announced(parts, found.value);
  return ok({ before, id });
}

function findLedger(parts: EngineParts, reference: string): Result<KnownAccount, CommandError> {
  const found = findKnown(parts, reference);
  if (!found.ok || found.value.provider.balance === 'ledger') return found;
  return fail({
    kind: 'not-supported',
    message: `${found.value.provider.name} reports its own use. Logging it too would count it twice.`,
  });
}
