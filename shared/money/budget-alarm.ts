import type { WritingContext } from '../format.ts';
import type { AppState, BudgetScope, BudgetState } from '../model/index.ts';
import { accountTitle } from '../names.ts';
import { dayName } from '../time/index.ts';
import { formatLimit } from './format.ts';

export interface BudgetAlarm {
  /** `likely passes its budget of $100 a month on 29 November`, after a name. */
  text: string;
  /** `likely passed on 29 November`, where the budget stands beside it. */
  brief: string;
  tone: 'critical' | 'watch' | 'neutral';
}

/** What is to be said of a budget in few words; null: it will hold. */
export function budgetAlarm(budget: BudgetState, context: WritingContext): BudgetAlarm | null {
  const { share, limit, passedAt, period } = budget;
  const whose = `its budget of ${formatLimit(limit, context)} a ${period}`;
  const used = `${percent(share)} used`;
  if (share >= 1) return { text: `is over ${whose}`, brief: 'used up', tone: 'critical' };
  if (passedAt.likely !== null) {
    const day = onDay(passedAt.likely, context);
    return { text: `likely passes ${whose} ${day}`, brief: `likely passed ${day}`, tone: 'watch' };
  }
  if (share >= 0.8) return { text: `has used ${percent(share)} of ${whose}`, brief: used, tone: 'watch' };
  if (passedAt.early !== null) return { text: `may pass ${whose}`, brief: 'may be passed', tone: 'neutral' };
  return share >= 0.5
    ? { text: `has used ${percent(share)} of ${whose}`, brief: used, tone: 'neutral' }
    : null;
}

type World = Pick<AppState, 'accounts' | 'providers'>;

/** What a budget is for: `Everything together`, `“Nordhaus”`, `CapSolver, solver`. */
export function budgetName(scope: BudgetScope, { accounts, providers }: World): string {
  if (scope.kind === 'all') return 'Everything together';
  if (scope.kind === 'tag') return `“${scope.tag}”`;
  const account = accounts.find(({ id }) => id === scope.account);
  if (account === undefined) return 'A removed account';
  const provider = providers.find(({ id }) => id === account.provider);
  return accountTitle(provider?.name ?? account.provider, account.label);
}

/** The budgets that need you, as sentences, the worst first: `CapSolver, solver is over its budget of $100 a month.` */
export function budgetSentences(
  { budgets, ...world }: World & Pick<AppState, 'budgets'>,
  context: WritingContext,
): { id: string; text: string; tone: 'critical' | 'watch' }[] {
  const said = budgets.flatMap(({ id, scope, ...budget }) => {
    const alarm = budgetAlarm({ id, scope, ...budget }, context);
    if (alarm === null || alarm.tone === 'neutral') return [];
    const text = `${budgetName(scope, world)} ${alarm.text}.`;
    return [{ id, text, tone: alarm.tone }];
  });
  return said.toSorted((a, b) => Number(b.tone === 'critical') - Number(a.tone === 'critical'));
}

/** Rounded down, so that it never says more than is used. */
export const percent = (share: number): string => `${Math.floor(100 * share)} %`;

function onDay(at: number, context: WritingContext): string {
  const day = dayName(at, context);
  return day === 'today' || day === 'tomorrow' ? day : `on ${day}`;
}
