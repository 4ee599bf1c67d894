import type { CommandResult } from '../../../shared/api/contract.ts';
import type {
  ExportSpendInput,
  PlanFit,
  SpendInput,
  SpendReport,
  Statement,
  StatementInput,
} from '../../../shared/api/money.ts';
import { badInput, ok } from '../../../shared/model/index.ts';
import { planFit, reportJson, spendCsv, spendReport, statementOf } from '../../../shared/money/index.ts';
import { dayMs, dayStart } from '../../../shared/time/index.ts';
import type { EngineParts } from '../parts.ts';
import { findKnown, knownAccounts } from '../state/known-accounts.ts';
import { playedFacts, spendAccount } from '../state/spend-facts.ts';

/** What all accounts cost in a span of days. */
export async function spend(parts: EngineParts, input: SpendInput): Promise<CommandResult<SpendReport>> {
  const span = checkSpan(input);
  if (!span.ok) return span;
  return ok(spendReport(await playedFacts(parts, knownAccounts(parts)), input));
}

/** More than ten years of days. */
const mostSteps = 4000;
const daysOfStep = { day: 1, week: 7, month: 28, year: 365 } as const;

/** A slip in a year would fill the memory with steps. */
function checkSpan({ from, to, step }: SpendInput): CommandResult<void> {
  if (from > to) return badInput('The first day is after the last one.');
  const days = (dayStart(to) - dayStart(from)) / dayMs + 1;
  return days / daysOfStep[step] > mostSteps
    ? badInput(`From ${from} to ${to} is too long a time by the ${step}. Ask for fewer years.`)
    : ok(undefined);
}

/** A plain statement of a span of days, of all accounts or of those with a tag. */
export async function makeStatement(
  parts: EngineParts,
  { from, to, tag }: StatementInput,
): Promise<CommandResult<Statement>> {
  if (from > to) return badInput('The first day is after the last one.');
  return ok(statementOf(await playedFacts(parts, knownAccounts(parts)), { from, to }, tag));
}

/** The same as a file: by day, account, pool and grant, or the whole report. */
export async function exportSpend(
  parts: EngineParts,
  { format, ...input }: ExportSpendInput,
): Promise<CommandResult<{ text: string }>> {
  const span = format === 'csv' && input.from <= input.to ? ok(undefined) : checkSpan(input);
  if (!span.ok) return span;
  const facts = await playedFacts(parts, knownAccounts(parts));
  const json = () => `${JSON.stringify(reportJson(spendReport(facts, input)), null, 2)}\n`;
  return ok({ text: format === 'csv' ? spendCsv(facts, input) : json() });
}

/** What the account’s use would cost on each plan of its provider; null: none has a public price. */
export async function fitPlans(
  parts: EngineParts,
  { account: reference }: { account: string },
): Promise<CommandResult<PlanFit | null>> {
  const found = findKnown(parts, reference);
  if (!found.ok) return found;
  const { account, provider } = found.value;
  const { money, ahead } = spendAccount(parts, found.value);
  const { zone, clock } = parts;
  const { plans } = provider;
  return ok(planFit({ money, plans, current: account.entered.plan, ahead, zone, now: clock.now() }));
}
