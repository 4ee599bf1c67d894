import { useEffect, useState } from 'react';
import type { SpendGroup, SpendReport } from '../../../shared/api/money.ts';
import type { CommandError, Result } from '../../../shared/model/index.ts';
import { api, outcome, useStore } from '../../state/index.ts';
import { barsOf, type Span } from './span.ts';

/** What the page shows: the span by group, its bars, and the accounts side by side. */
export interface Spend {
  report: SpendReport;
  bars: SpendReport;
  accounts: SpendReport;
}

export type Loaded =
  | { state: 'loading' }
  | { state: 'failed'; message: string; retry: () => void }
  /** `isOld`: what it is made of has changed since, and the new one is on its way. */
  | ({ state: 'ready'; isOld: boolean } & Spend);

/** Changes when a reading, a price, a tag or a budget did, so that money may be another. */
const useRevision = (): string =>
  useStore(({ state }) =>
    state === null
      ? ''
      : JSON.stringify([
          state.money,
          state.accounts.map(({ id, health, entered, tags }) => [id, health.readAt, entered, tags]),
        ]),
  );

/** The spend of a span, loaded again after what it is made of changed. The old one stays until the new one arrives. */
export function useSpend(span: Span, by: SpendGroup): Loaded {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [attempt, setAttempt] = useState(0);
  const { kind, from, to } = span;
  const wanted = JSON.stringify([kind, from, to, by, useRevision(), attempt]);

  useEffect(() => {
    let left = false;
    void load({ kind, from, to }, by).then((spend) => {
      if (!left) setAnswer({ to: wanted, spend });
    });
    return () => {
      left = true;
    };
  }, [kind, from, to, by, wanted]);

  if (answer === null) return { state: 'loading' };
  const { spend } = answer;
  return spend.ok
    ? { state: 'ready', isOld: answer.to !== wanted, ...spend.value }
    : { state: 'failed', message: spend.error.message, retry: () => setAttempt((count) => count + 1) };
}

interface Answer {
  /** What was asked for. */
  to: string;
  spend: Result<Spend, CommandError>;
}

async function load(span: Span, by: SpendGroup): Promise<Answer['spend']> {
  const bars = barsOf(span);
  const ask = (days: { from: string; to: string }, group: SpendGroup) =>
    outcome(api.spend.query({ from: days.from, to: days.to, by: group, step: bars.step }));
  const [report, past, accounts] = await Promise.all([ask(span, by), ask(bars, by), ask(span, 'account')]);
  if (!report.ok) return report;
  if (!past.ok) return past;
  if (!accounts.ok) return accounts;
  return { ok: true, value: { report: report.value, bars: past.value, accounts: accounts.value } };
}
