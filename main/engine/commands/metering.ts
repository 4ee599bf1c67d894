import type { EngineParts } from '../parts.ts';
import { knownAccounts } from '../state/known-accounts.ts';

/** An account whose use the meter can count: its provider's answers tell what they cost. */
export interface MeteredAccount {
  id: string;
  label: string;
  provider: { id: string; name: string };
  /** The origin that requests are passed on to: the provider's own, or the stand-in's. */
  upstream: string;
  /** Whether an error code means something to its balance. */
  isKnown(code: string): boolean;
}

export const meteredAccounts = ({ settings, providers, endpoints }: Parts): readonly MeteredAccount[] =>
  knownAccounts({ settings, providers }).flatMap(({ account, provider: { id, name, ledger } }) =>
    ledger?.meter
      ? [
          {
            id: account.id,
            label: account.label,
            provider: { id, name },
            upstream: endpoints[id] ?? `https://${ledger.meter.host}`,
            isKnown: (code) => Object.hasOwn(ledger.codes, code),
          },
        ]
      : [],
  );

type Parts = Pick<EngineParts, 'settings' | 'providers' | 'endpoints'>;
