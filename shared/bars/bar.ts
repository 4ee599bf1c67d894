import type { Level } from '../standing/index.ts';
import { isProblem, type Selectable } from '../status/select.ts';
import { shortSpan } from './span.ts';

// What a status bar or a prompt shows, from words that were made with the state, and from times that are counted now.

/** An account in a bar. Its words hold no line break and no control character; amounts are hidden in them if you hide amounts. */
export interface BarAccount extends Selectable {
  hidden: boolean;
  /** The last attempt to read it failed. */
  failed: boolean;
  /** The shortest name that no other account has. */
  name: string;
  /** Its balance: `1.2k`; null: unknown. */
  left: string | null;
  /** Of the limit, 0 to 100; null: no limit is known. */
  percentage: number | null;
  /** When it runs out or hits its cap, as long as that says more than any remark. */
  ends: { at: number; by: 'balance' | 'cap' } | null;
  /** What is wrong, in a word or two: `key rejected`. */
  remark: string | null;
  /** The whole line, for a tooltip: `ScraperAPI production: 1,240.5 credits, about 3 days left`. */
  line: string;
  /** Where to buy credits; null: unknown. */
  billingPage: string | null;
  /** When it was last read; null: never, or it is not read from a provider. */
  readAt: number | null;
}

export type BarLevel = Level | 'none' | 'error';

/** What a bar shows. All texts are one line. */
export interface Bar {
  /** When what it shows was worked out. */
  at: number;
  text: string;
  /** Without the account's name, for where there is little room. */
  short: string;
  /** The worst of the accounts; `none`: there are none; `error`: nothing is known, and `details` say why. */
  level: BarLevel;
  /** What is left of the account in `text`. */
  percentage: number | null;
  problems: number;
  accounts: readonly BarAccount[];
  /** What went wrong, or what to do, in sentences. */
  details: readonly string[];
  /** `Checked 2 min ago.`; null: nothing was read. */
  checked: string | null;
}

const ranks: readonly Level[] = ['critical', 'watch', 'waiting', 'ok', 'off'];

/** `accounts`: those that are shown, in their order; `hasOthers`: they were chosen among more. */
export function barOf(
  accounts: readonly BarAccount[],
  { at, now, hasOthers }: { at: number; now: number; hasOthers: boolean },
): Bar {
  const [first] = accounts;
  const problems = accounts.filter(isProblem);
  if (first === undefined) return { ...(hasOthers ? nothingShown : noAccounts), at, problems: 0, accounts };
  const more = problems.length - Number(problems.includes(first));
  const short = [...balancePart(first, now), ...(more > 0 ? [`${more} more`] : [])].join(separator);
  return {
    at,
    text: [first.name, short].filter((part) => part !== '').join(' '),
    short: short === '' ? first.name : short,
    level: ranks.find((level) => accounts.some((account) => account.level === level)) ?? 'ok',
    percentage: first.percentage,
    problems: problems.length,
    accounts,
    details: [],
    checked: checkedWords(accounts, now),
  };
}

/** What went wrong, in a word that fits into a bar, and in a sentence. */
export const errorBar = (at: number, text: string, details: string): Bar => ({
  at,
  text,
  short: text,
  level: 'error',
  percentage: null,
  problems: 0,
  accounts: [],
  details: [details],
  checked: null,
});

const noAccounts = {
  text: 'no accounts',
  short: 'no accounts',
  level: 'none',
  percentage: null,
  details: ['Add one: fuelgauge add scraperapi < key.txt'],
  checked: null,
} as const;

const nothingShown = {
  text: 'all fine',
  short: 'all fine',
  level: 'ok',
  percentage: null,
  details: ['No account fits what you chose.'],
  checked: null,
} as const;

export const separator = ' · ';

/** `1.2k · 2 d`: what is left, and until when, or what is wrong. */
function balancePart({ left, ends, remark }: BarAccount, now: number): string[] {
  const until = remark ?? (ends === null ? null : endWords(ends, now));
  return [left, until].filter((part) => part !== null);
}

const endWords = ({ at, by }: { at: number; by: 'balance' | 'cap' }, now: number): string =>
  `${by === 'cap' ? 'cap ' : ''}${shortSpan(Math.max(0, at - now))}`;

function checkedWords(accounts: readonly BarAccount[], now: number): string | null {
  const read = accounts.flatMap(({ readAt }) => (readAt !== null && readAt <= now ? [readAt] : []));
  return read.length === 0 ? null : `Checked ${shortSpan(now - Math.max(...read))} ago.`;
}
