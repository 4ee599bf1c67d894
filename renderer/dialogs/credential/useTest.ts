import { useState } from 'react';
import type { GivenCredential, SameKey, TestResult } from '../../../shared/api/accounts.ts';
import { hideAmounts, type WritingContext } from '../../../shared/format.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { checksAreOff } from '../../../shared/paid-checks.ts';
import { useCommand } from '../../components/form/useCommand.ts';
import { api } from '../../state/index.ts';

/** What is known of a credential. `result` null: it was not tested. */
export interface Known {
  result: TestResult | null;
  sameAs: SameKey | null;
}

interface Options {
  /** The id of the account whose credential it replaces. */
  account?: string | undefined;
  /** Whether a test may cost something. */
  paidChecks?: boolean | undefined;
}

/** Tests a credential without storing it. `written`: what it was read from; when it changes, what a test said is gone. */
export function useTest(provider: ProviderInfo, written: unknown, { account, paidChecks = false }: Options) {
  const command = useCommand();
  const [last, setLast] = useState<{ written: unknown; known: Known | null } | null>(null);
  const run = async (credential: GivenCredential, ask = true): Promise<Known | null> => {
    setLast({ written, known: null });
    const input = { provider: provider.id, credential, ...(account !== undefined && { account }) };
    const cost = provider.checkCost > 0 ? { paidChecks } : {};
    const known = ask
      ? await command.run(async () => {
          const tested = await api.testCredential.mutate({ ...input, ...cost });
          return tested.ok
            ? { ok: true, value: { result: tested.value, sameAs: tested.value.sameAs } }
            : tested;
        })
      : await command.run(async () => {
          const same = await api.sameKey.mutate(input);
          return same.ok ? { ok: true, value: { result: null, sameAs: same.value.sameAs } } : same;
        });
    setLast({ written, known });
    return known;
  };
  const isCurrent = last !== null && last.written === written;
  return {
    busy: command.busy,
    error: isCurrent ? command.error : null,
    known: isCurrent ? last.known : null,
    /** Asks the provider, and shows what it said. */
    test: (credential: GivenCredential) => run(credential),
    /**
     * Asks whether the credential can be kept, of the provider only where that is free or agreed to. Null: no, and why is shown.
     */
    async clear(credential: GivenCredential): Promise<Known | null> {
      const known = await run(credential, !checksAreOff({ paidChecks }, provider));
      return known === null || isObjected(known) ? null : known;
    },
  };
}
export type Test = ReturnType<typeof useTest>;

/** Whether you have to say that you want to keep it: it was rejected, or another account has the same. */
const isObjected = ({ result, sameAs }: Known): boolean =>
  sameAs !== null || (result !== null && !result.ok && result.rejected);

/** The end of the message that an account is kept, with what a test said: `: 9,406 credits left.` */
export function keptWords({ result }: Known, context: WritingContext): string {
  if (result === null) return '.';
  if (!result.ok) {
    const { kind, message } = result.error;
    return kind === 'exhausted'
      ? `. ${hideAmounts(message, context)}`
      : `, but it could not be tested: ${hideAmounts(message, context)}`;
  }
  return result.balance === null ? '.' : `: ${hideAmounts(result.balance, context)}.`;
}
