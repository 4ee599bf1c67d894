import type { BudgetScope } from '../../../shared/model/index.ts';
import { dayNumber, dayOf, noonOf, systemZone } from '../../../shared/time/index.ts';
import { type Session, withAccount, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { type BudgetOptions, parseMoney, readSpendOptions, type SpendOptions } from '../input/money.ts';
import { shown } from '../input/values.ts';
import { paint, print, printJson } from '../terminal.ts';
import { budgetsJson, budgetsText, spendText } from '../text/spend.ts';

const done: Outcome = { ok: true, value: exitCodes.done };

/** Today in your time zone. */
export const today = (): string => dayOf(noonOf(dayNumber(Date.now(), systemZone())));

/** What credits cost in a month or any span, as a table, CSV or JSON. */
export async function showSpend(options: SpendOptions): Promise<Outcome> {
  const input = readSpendOptions(options, today());
  if (!input.ok) return input;
  return withEngine(async ({ engine }) => {
    const format = options.csv ? 'csv' : options.json ? 'json' : null;
    if (format !== null) {
      const file = await engine.exportSpend({ ...input.value, format });
      if (!file.ok) return file;
      print(file.value.text.trimEnd());
      return done;
    }
    const report = await engine.spend(input.value);
    if (!report.ok) return report;
    const context = { now: report.value.at, zone: report.value.zone };
    print(spendText(report.value, options.by === 'day', context, paint));
    return done;
  });
}

/** All budgets with how far each is used. */
export function listBudgets({ json = false }: { json?: boolean }): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
    const state = engine.state();
    if (json) printJson(budgetsJson(state));
    else print(budgetsText(state, systemZone(), paint));
    return done;
  });
}

/** Makes a budget, or changes the one for the same accounts and period. */
export function setBudget(written: string, options: BudgetOptions): Promise<Outcome> {
  const set = async ({ engine }: Session, scope: BudgetScope): Promise<Outcome> => {
    const state = engine.state();
    const limit = parseMoney(written, options.currency, usualCurrency(state));
    if (!limit.ok) return limit;
    if (Number(limit.value.amount) === 0) return badInput('A budget must be more than 0.');
    const same = state.budgets.find(
      (budget) => budget.period === options.period && keyOf(budget.scope) === keyOf(scope),
    );
    const made = await engine.setBudget({
      ...(same !== undefined && { id: same.id }),
      scope,
      limit: limit.value,
      period: options.period,
    });
    if (!made.ok) return made;
    print(budgetsText({ ...engine.state(), budgets: [made.value] }, systemZone(), paint));
    return done;
  };
  if (options.account !== undefined)
    return withAccount(options.account, (session) =>
      set(session, { kind: 'account', account: session.account.id }),
    );
  const { tag } = options;
  if (tag === undefined) return withEngine((session) => set(session, { kind: 'all' }));
  return withEngine(async (session) => {
    const tags = session.engine.state().accounts.flatMap((account) => account.tags);
    const known = tags.find((each) => each.toLowerCase() === tag.trim().toLowerCase());
    return known === undefined
      ? badInput(`No account has the tag ‘${shown(tag)}’.`)
      : set(session, { kind: 'tag', tag: known });
  });
}

const keyOf = (scope: BudgetScope): string =>
  scope.kind === 'all'
    ? 'all'
    : scope.kind === 'tag'
      ? `tag ${scope.tag.toLowerCase()}`
      : `account ${scope.account}`;

/** The currency of totals, else that of the last price that was entered; null: it must be written. */
export function usualCurrency({
  money,
  accounts,
}: Pick<ReturnType<Session['engine']['state']>, 'money' | 'accounts'>): string | null {
  const entered = accounts.flatMap(({ entered: { prices = [], grants } }) => [
    ...prices.map(({ paid }) => paid.currency),
    ...grants.flatMap(({ paid }) => (paid === undefined ? [] : [paid.currency])),
  ]);
  const all = new Set(entered);
  return money.currency ?? (all.size === 1 ? (entered[0] ?? null) : null);
}

/** Removes a budget. */
export function removeBudget(id: string): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
    const removed = await engine.removeBudget({ id });
    if (!removed.ok) return removed;
    print('The budget is removed.');
    return done;
  });
}
