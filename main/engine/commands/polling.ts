import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import { fail, ok } from '../../../shared/model/index.ts';
import { checksAreOff, checksOffSentence } from '../../../shared/paid-checks.ts';
import type { KnownAccount } from '../known-account.ts';
import type { EngineParts } from '../parts.ts';
import { intervalOf, mayAskNow } from '../polling/schedule.ts';
import { keyProblem, pollTarget } from '../polling/targets.ts';
import { findKnown, knownAccounts } from '../state/known-accounts.ts';
import { keyMissing, notOpen } from '../vault/vault.ts';

export async function refresh(
  parts: EngineParts,
  { account: reference }: { account?: string | undefined },
): Promise<CommandResult<Done>> {
  const { reader, clock } = parts;
  const found = reference === undefined ? ok(knownAccounts(parts)) : findKnown(parts, reference);
  if (!found.ok) return found;
  const allowed: KnownAccount[] = [];
  let unasked: CommandResult<Done> | null = null;
  for (const known of [found.value].flat()) {
    const { account, provider } = known;
    if (account.paused && reference === undefined) continue;
    if (checksAreOff(account, provider)) {
      if (reference === undefined) continue;
      const message = checksOffSentence(provider, account.id, intervalOf(account, provider));
      return fail({ kind: 'not-supported', message });
    }
    const problem = keyProblem(parts, known);
    if (problem !== null) {
      const isAway = problem === 'locked' || parts.vault.lost() !== null;
      unasked ??= isAway ? notOpen(parts.vault) : keyMissing(account.label);
      continue;
    }
    const record = reader.recordOf(account);
    const pace = {
      shortestMs: provider.refresh.shortestMs,
      fingerprint: record?.error ? await reader.fingerprintOf(account) : null,
    };
    if (mayAskNow(record, pace, clock.now())) allowed.push(known);
  }
  await parts.poller.ask(allowed.map(pollTarget));
  return unasked ?? ok({});
}

export function setPace({ session, changed }: EngineParts, stretch: number): void {
  session.pace = Math.max(1, stretch);
  changed('all');
}
