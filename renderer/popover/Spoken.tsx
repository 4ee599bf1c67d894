import { useEffect, useRef, useState } from 'react';
import type { AccountState, Alert } from '../../shared/model/index.ts';
import { severityRank } from '../../shared/model/severity-rank.ts';
import { accountTitle } from '../../shared/names.ts';
import { alertText } from '../../shared/remarks.ts';
import { useAccounts, usePreferences, useProviders } from '../state/store.ts';

/** Announces an alert to screen readers when it begins or gets worse. Alerts from before the page opened are not news. */
export function Spoken() {
  const accounts = useAccounts();
  const providers = useProviders();
  const { maskAmounts } = usePreferences();
  const known = useRef<ReadonlyMap<string, number> | null>(null);
  const [words, setWords] = useState('');

  useEffect(() => {
    const before = known.current;
    known.current = levelsOf(accounts);
    if (before === null) return;
    const begun = accounts.flatMap((account) =>
      account.alerts
        .filter((alert) => severityRank[alert.severity] > (before.get(keyOf(account, alert)) ?? 0))
        .map((alert) => {
          const name = providers.find(({ id }) => id === account.provider)?.name ?? account.provider;
          return `${accountTitle(name, account.label)}: ${alertText(alert, { mask: maskAmounts })}`;
        }),
    );
    if (begun.length > 0) setWords(begun.join(' '));
  }, [accounts, providers, maskAmounts]);

  return (
    <p className="visually-hidden" role="status">
      {words}
    </p>
  );
}

const keyOf = ({ id }: AccountState, { kind }: Alert): string => `${id}/${kind}`;

/** The worst severity of each kind of alert of each account; info counts as none. */
function levelsOf(accounts: readonly AccountState[]): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  for (const account of accounts)
    for (const alert of account.alerts) {
      const key = keyOf(account, alert);
      levels.set(key, Math.max(levels.get(key) ?? 0, severityRank[alert.severity]));
    }
  return levels;
}
