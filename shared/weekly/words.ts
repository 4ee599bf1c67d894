import type { SpendReport } from '../api/money.ts';
import { formatBalance, formatQuantity, type WritingContext } from '../format.ts';
import type { AccountState, ProviderInfo } from '../model/index.ts';
import { spendWords } from '../money/words.ts';
import { accountTitle } from '../names.ts';
import { visibleAccounts } from '../standing/index.ts';
import { figureOf, leftWords, summarize } from '../summary/index.ts';
import { dayMs, longDay } from '../time/index.ts';
import { type TimelineEvent, timelineOf } from '../timeline/index.ts';

/** What a weekly summary is made of. */
export interface Week {
  /** Most urgent first. */
  accounts: readonly AccountState[];
  providers: readonly ProviderInfo[];
  /** The cost of the last seven days. */
  spend: SpendReport;
}

const longestList = 10;

/** What needs you, what runs out and lapses in the coming week, what was spent, and what is left. */
export function weeklyWords(week: Week, context: WritingContext): { title: string; body: string } {
  const accounts = visibleAccounts(week.accounts);
  const { title, detail } = summarize(accounts, week.providers, context);
  const ahead = timelineOf(accounts, week.providers, context, 7);
  const of = (...kinds: TimelineEvent['kind'][]) =>
    ahead
      .filter(({ kind, daily }) => kinds.includes(kind) && !daily)
      .map((event) => eventWords(event, context));
  const parts = [
    detail ?? '',
    listed('Runs out in the coming week', of('run-out')),
    listed('Expires in the coming week', of('expiry', 'key-expiry')),
    spentWords(week.spend, context),
    listed('Left', balances(accounts, week.providers, context)),
  ];
  return { title: `Your week: ${title}`, body: parts.filter((part) => part !== '').join('\n\n') };
}

const eventWords = ({ name, title, day }: TimelineEvent, context: WritingContext): string =>
  `${name}: ${title.charAt(0).toLowerCase()}${title.slice(1)}, ${longDay(day * dayMs, context)}`;

function listed(head: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const shown = lines.slice(0, longestList).map((line) => `- ${line}`);
  const more = lines.length - shown.length;
  return [`${head}:`, ...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

/** Empty if nothing had a price. */
function spentWords(report: SpendReport, context: WritingContext): string {
  const { spent, used } = report.total;
  if (spent.length === 0 && used.every(({ amount, unpriced }) => unpriced >= amount)) return '';
  const { title, details } = spendWords(report, context);
  return [`${spent.length === 0 ? '' : 'Spent: '}${title}.`, ...details].join(' ');
}

function balances(
  accounts: readonly AccountState[],
  providers: readonly ProviderInfo[],
  context: WritingContext,
): string[] {
  return accounts.flatMap((account) => {
    const provider = providers.find(({ id }) => id === account.provider);
    const figure = figureOf(account, provider);
    if (figure === null || figure.amount === null) return [];
    const { amount, unit, pool } = figure;
    const left =
      leftWords(figure, context) ??
      (pool === null
        ? `${formatQuantity(amount, unit, context)} left`
        : formatBalance(amount, unit, context));
    return [`${accountTitle(provider?.name ?? account.provider, account.label)}: ${left}`];
  });
}
