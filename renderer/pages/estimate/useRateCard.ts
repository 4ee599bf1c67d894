import { useEffect, useState } from 'react';
import type { RateCard } from '../../../shared/model/index.ts';
import { api, outcome } from '../../state/index.ts';

/** A provider's prices while they load. `card` null: they are unknown. */
export type Prices =
  | { state: 'loading' }
  | { state: 'failed'; message: string; retry: () => void }
  | { state: 'ready'; card: RateCard | null };

type Answered = Exclude<Prices, { state: 'loading' }>;

/** Loads a provider's rate card, once while the page is open; null: no provider is chosen, or its prices are unknown. */
export function useRateCard(provider: string | null): Prices {
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answered>>(new Map());
  const answer = provider === null ? undefined : answers.get(provider);
  const isMissing = provider !== null && answer === undefined;

  useEffect(() => {
    if (!isMissing) return;
    let left = false;
    const forget = () => setAnswers((known) => new Map([...known].filter(([id]) => id !== provider)));
    void outcome(api.rateCard.query({ provider })).then((result) => {
      if (left) return;
      const next: Answered = result.ok
        ? { state: 'ready', card: result.value }
        : { state: 'failed', message: result.error.message, retry: forget };
      setAnswers((known) => new Map(known).set(provider, next));
    });
    return () => {
      left = true;
    };
  }, [provider, isMissing]);

  if (provider === null) return { state: 'ready', card: null };
  return answer ?? { state: 'loading' };
}
