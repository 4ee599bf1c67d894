import packageJson from '../../../package.json' with { type: 'json' };
import type { ReportInput } from '../../../shared/api/accounts.ts';
import type { CommandResult } from '../../../shared/api/contract.ts';
import { type CommandError, fail, ok, type Result, retryRule } from '../../../shared/model/index.ts';
import { checksAreOff, checksOffSentence } from '../../../shared/paid-checks.ts';
import { type Exchange, reportText } from '../../../shared/report/index.ts';
import { dayOf } from '../../../shared/time/index.ts';
import type { KnownAccount } from '../known-account.ts';
import type { EngineParts } from '../parts.ts';
import { withoutError } from '../polling/reader.ts';
import { intervalOf, mayAskNow } from '../polling/schedule.ts';
import { findKnown } from '../state/known-accounts.ts';
import { resolveCredential } from '../vault/credentials.ts';

/** Polls an account once, as ever, and tells the exchange without anything of the account. */
export async function report(
  parts: EngineParts,
  { account: reference, again = false }: ReportInput,
): Promise<CommandResult<{ text: string }>> {
  const found = findKnown(parts, reference);
  if (!found.ok) return found;
  const { account, provider } = found.value;
  const credential = await resolveCredential(account, parts.vault, parts.environment);
  if (!credential.ok) return credential;
  const allowed = await mayRecord(parts, found.value, again);
  if (!allowed.ok) return allowed;

  const exchanges: Exchange[] = [];
  const heard = (exchange: Exchange) => void exchanges.push(exchange);
  await parts.reader.ask(account.id, { stopped: new AbortController().signal, recorder: { heard, again } });
  const { record, reading } = parts.reader.knownOf(account);
  const error = record?.error ?? null;
  const text = reportText({
    provider: { ...provider, endpoints: provider.evidence?.endpoints ?? [] },
    credential: credential.value,
    version: packageJson.version,
    day: dayOf(parts.clock.now()),
    error,
    notes: error === null ? (reading?.notes ?? []) : [],
    exchanges,
  });
  return ok({ text });
}

/** Whether the provider may be asked now; if not, why. */
async function mayRecord(
  { reader, clock }: EngineParts,
  { account, provider }: KnownAccount,
  again: boolean,
): Promise<Result<void, CommandError>> {
  const no = (message: string) => fail<CommandError>({ kind: 'not-supported', message });
  const { name, refresh, balance } = provider;
  if (balance === 'ledger') return no(`${name} is never asked, so there is nothing to report.`);
  if (checksAreOff(account, provider))
    return no(checksOffSentence(provider, account.id, intervalOf(account, provider)));
  const { record } = reader.knownOf(account);
  const pace = { shortestMs: refresh.shortestMs, fingerprint: await reader.fingerprintOf(account) };
  if (mayAskNow(again ? withoutError(record) : record, pace, clock.now())) return ok(undefined);
  const rejected = record?.error && retryRule[record.error.kind] === 'never';
  return no(
    rejected && !again
      ? `${name} rejected this credential, and may block you if it is asked again with the same one. Nothing was asked.`
      : `${name} was asked just now and wants no request yet. Try again in a moment.`,
  );
}
