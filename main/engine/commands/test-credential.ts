import type { SameKey, SameKeyInput, TestCredentialInput, TestResult } from '../../../shared/api/accounts.ts';
import type { CommandResult } from '../../../shared/api/contract.ts';
import {
  advice,
  type CommandError,
  fail,
  ok,
  type ReadErrorKind,
  type Reading,
  type Result,
} from '../../../shared/model/index.ts';
import { checkCostSentence, checksAreOff } from '../../../shared/paid-checks.ts';
import { present } from '../../../shared/present/index.ts';
import { balanceWords } from '../../../shared/summary/figure.ts';
import type { Provider } from '../../providers/contract/provider.ts';
import type { EngineParts } from '../parts.ts';
import { findKnown, findProvider, knownAccounts } from '../state/known-accounts.ts';
import { type Credential, resolveCredential } from '../vault/credentials.ts';
import type { Tested } from '../vault/tested.ts';
import { checkGiven } from './credentials.ts';

/** Asks the provider once with a credential, and says whose key it is already. */
export async function testCredential(
  parts: EngineParts,
  input: TestCredentialInput,
): Promise<CommandResult<TestResult>> {
  const { tested, clock } = parts;
  const given = givenTo(parts, input);
  if (!given.ok) return given;
  const { provider, credential } = given.value;
  if (checksAreOff({ paidChecks: input.paidChecks }, provider)) {
    const { usualMs } = provider.refresh;
    return fail({
      kind: 'not-supported',
      message: `Nothing was asked: a test is a check. ${checkCostSentence(provider, usualMs)} Turn checks on to test it.`,
    });
  }
  const sameAs = await sameKey(parts, given.value);
  const before = tested.recall(provider, credential);
  const at = clock.now();
  const { result } =
    before !== null && !mayTestAgain(before, provider, at)
      ? before
      : await readAndRemember(parts, provider, credential, at);
  if (!result.ok)
    return ok({
      ok: false,
      error: { ...result.error, advice: advice[result.error.kind] },
      rejected: isRejected(result.error.kind),
      sameAs,
    });
  return ok({
    ok: true,
    summary: `${provider.name} accepts this credential.`,
    balance: balanceOf(parts, provider, result.value),
    scope: result.value.scope,
    sameAs,
  });
}

/** Whose key it is already. The provider is not asked. */
export async function findSameKey(
  parts: EngineParts,
  input: SameKeyInput,
): Promise<CommandResult<{ sameAs: SameKey | null }>> {
  const given = givenTo(parts, input);
  return given.ok ? ok({ sameAs: await sameKey(parts, given.value) }) : given;
}

interface Given {
  provider: Provider;
  credential: Credential;
  /** The id of the account that it is for; null: a new one. */
  own: string | null;
}

function givenTo(parts: EngineParts, input: SameKeyInput): Result<Given, CommandError> {
  const provider = findProvider(parts.providers, input.provider);
  if (!provider.ok) return provider;
  const own = input.account === undefined ? ok(null) : findKnown(parts, input.account);
  if (!own.ok) return own;
  const given = checkGiven(parts, provider.value, input.credential, own.value?.account.nearHosts);
  if (!given.ok) return given;
  const { credential } = given.value;
  return ok({ provider: provider.value, credential, own: own.value?.account.id ?? null });
}

/** A key that was rejected is not shown to the provider again: some block the address for that. */
const mayTestAgain = ({ at, result }: Tested, { refresh }: Provider, now: number): boolean =>
  (result.ok || result.error.kind !== 'bad-credential') && now - at >= refresh.shortestMs;

async function readAndRemember(
  { reader, tested }: EngineParts,
  provider: Provider,
  credential: Credential,
  at: number,
): Promise<Tested> {
  const test = { at, result: await reader.read(provider, credential) };
  tested.remember(provider, credential, test);
  return test;
}

/** Whether an error says that the credential cannot be used, rather than that nobody could tell. */
const isRejected = (kind: ReadErrorKind): boolean => kind === 'bad-credential' || kind === 'limited-scope';

/** The balance of a reading in words, before there is an account; null: it has none. */
export function balanceOf({ zone }: EngineParts, provider: Provider, reading: Reading): string | null {
  const entered = { plan: null, cycleStart: null, refill: null, rollover: null, grants: [] };
  const now = reading.at;
  const { dailyUse } = reading;
  const shown = present({ provider, reading, entered, uses: [], dailyUse, since: null, now, zone });
  return balanceWords(shown, provider, { now, zone });
}

/** Another account with the same key; null if there is none, or if the stored keys are locked. */
async function sameKey(parts: EngineParts, { provider, credential, own }: Given): Promise<SameKey | null> {
  const { tested, vault, environment } = parts;
  const wanted = tested.keysOf(provider, credential);
  if (wanted.size === 0) return null;
  for (const { account, provider: other } of knownAccounts(parts)) {
    if (account.id === own) continue;
    const stored = await resolveCredential(account, vault, environment);
    const keys = stored.ok ? tested.keysOf(other, stored.value) : null;
    if (keys !== null && [...wanted].every((key) => keys.has(key)))
      return { account: account.id, provider: other.name, label: account.label };
  }
  return null;
}
