import { useCallback, useEffect, useRef, useState } from 'react';
import type { AlertKind } from '../../../../shared/model/index.ts';
import { alertsSign } from '../../../components/alerts/words.ts';
import { api, outcome, useAccounts } from '../../../state/index.ts';
import { earlier, type Loaded, merged, pageSize } from './history.ts';

export interface AlertHistory {
  /** Null until the first page is there. */
  loaded: Loaded | null;
  busy: boolean;
  error: string | null;
  showEarlier(): void;
}

/** The episodes of all accounts or of one, newest first; brought up to date whenever an alert begins or ends. */
export function useHistory(account: string | null, kind: AlertKind | null): AlertHistory {
  const sign = alertsSign(useAccounts());
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  // Answers to questions that are no longer asked are dropped.
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

  const seen = useRef(sign);
  useEffect(() => {
    if (seen.current === sign) return;
    seen.current = sign;
    let left = false;
    void loadPage({ limit: pageSize }).then((result) => {
      if (left || !result.ok) return;
      setLoaded((old) => old && { ...old, episodes: merged(old.episodes, result.value) });
    });
    return () => {
      left = true;
    };
  }, [loadPage, sign]);

  return { loaded, busy, error, showEarlier: () => void load(loaded?.episodes ?? []) };
}
