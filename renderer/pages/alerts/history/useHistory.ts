import { useCallback, useEffect, useRef, useState } from 'react';
import type { AlertKind } from '../../../../shared/model/index.ts';
import { alertsFingerprint } from '../../../components/alerts/words.ts';
import { api, outcome, useAccounts } from '../../../state/index.ts';
import { earlier, type Loaded, merged, pageSize } from './history.ts';

export interface AlertHistory {
  /** Null until the first page has loaded. */
  loaded: Loaded | null;
  busy: boolean;
  error: string | null;
  showEarlier(): void;
}

/** The episodes of all accounts or of one, newest first; updated whenever an alert begins or ends. */
export function useHistory(account: string | null, kind: AlertKind | null): AlertHistory {
  const fingerprint = alertsFingerprint(useAccounts());
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  // Drops answers to outdated queries.
  const asked = useRef(0);

  const loadPage = useCallback(
    (input: { before?: number; limit: number }) =>
      outcome(api.alerts.history.query({ ...input, ...(account !== null && { account }) })),
    [account],
  );
  const load = useCallback(
    async (known: Loaded['episodes']) => {
      asked.current += 1;
      const mine = asked.current;
      setBusy(true);
      const result = await earlier(loadPage, known, kind);
      if (mine !== asked.current) return;
      setBusy(false);
      setError(result.ok ? null : result.error.message);
      if (result.ok) setLoaded(result.value);
    },
    [loadPage, kind],
  );
  useEffect(() => {
    setLoaded(null);
    void load([]);
    return () => {
      asked.current += 1;
    };
  }, [load]);

  const seen = useRef(fingerprint);
  useEffect(() => {
    if (seen.current === fingerprint) return;
    seen.current = fingerprint;
    let left = false;
    void loadPage({ limit: pageSize }).then((result) => {
      if (left || !result.ok) return;
      setLoaded((old) => old && { ...old, episodes: merged(old.episodes, result.value) });
    });
    return () => {
      left = true;
    };
  }, [loadPage, fingerprint]);

  return { loaded, busy, error, showEarlier: () => void load(loaded?.episodes ?? []) };
}
