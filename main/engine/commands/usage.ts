import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { LogUsageInput } from '../../../shared/api/accounts.ts';
import type { CommandResult } from '../../../shared/api/contract.ts';
import { type AccountState, badInput, fail, ok } from '../../../shared/model/index.ts';
import { dayMs } from '../../../shared/time/index.ts';
import type { EngineParts } from '../parts.ts';
import { stateOf } from '../state/app-state.ts';
import { findKnown } from '../state/known-accounts.ts';

export async function logUsage(
  parts: EngineParts,
  input: LogUsageInput,
): Promise<CommandResult<AccountState>> {
  const found = findKnown(parts, input.account);
  if (!found.ok) return found;
  const { account, provider } = found.value;
  if (provider.balance !== 'ledger')
    return fail({
      kind: 'not-supported',
      message: `${provider.name} reports its own use. Logging it too would count it twice.`,
    });
  const now = parts.clock.now();
  const { amount, at = now, id = randomUUID(), error = null } = input;
  if (at > now + dayMs) return badInput('The time of use is in the future.');
  parts.history.addUse({ id, account: account.id, at, amount, error });
  parts.changed([account.id]);
  const logged = stateOf(parts, found.value);
  parts.reader.sample(logged);
  return ok(logged);
}

export async function makeUsageToken({ settings }: EngineParts): Promise<CommandResult<{ token: string }>> {
  const token = `fg_${randomBytes(24).toString('base64url')}`;
  const updated = await settings.update((current) => ({
    ...current,
    usageToken: { hash: sha256(token), end: token.slice(-4) },
  }));
  return updated.ok ? ok({ token }) : updated;
}

export function verifyUsageToken({ settings }: EngineParts, token: string): boolean {
  const kept = settings.get().usageToken;
  if (kept === null) return false;
  const [given, known] = [Buffer.from(sha256(token)), Buffer.from(kept.hash)];
  // Written by hand, the hash may have any length.
  return given.length === known.length && timingSafeEqual(given, known);
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
