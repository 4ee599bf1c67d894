import type { SpendFacts } from './types.ts';

/** One line of a statement, in its currency's minor unit as it is shown. */
export interface StatementRow {
  account: string;
  name: string;
  providerName: string;
  /** `Plan of 1 Nov`, `Top-up of 12 Nov`, `Rounding`, … */
  what: string;
  /** Credits, written with their unit; empty where they say nothing. */
  used: string;
  currency: string;
  bought: string;
  spent: string;
  refunded: string;
  lapsed: string;
  left: string;
}

/** A plain monthly statement, for the bookkeeping or for a client. */
export interface Statement {
  /** First and last day. */
  from: string;
  to: string;
  zone: string;
  /** Null: all accounts. */
  tag: string | null;
  rows: StatementRow[];
  /** By currency; the rows add up to it, with their rows “Rounding”. */
  totals: Pick<StatementRow, 'currency' | 'bought' | 'spent' | 'refunded' | 'lapsed' | 'left'>[];
  /** Full sentences: estimated days, use without a price, a running month, days of a provider's own. */
  notes: string[];
}

/** The statement of a month, `2026-11`, of the accounts with a tag, or of all. */
export function statementOf({ zone }: SpendFacts, month: string, tag: string | null): Statement {
  return { from: `${month}-01`, to: `${month}-01`, zone, tag, rows: [], totals: [], notes: [] };
}
