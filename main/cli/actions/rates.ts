import type { PlansJson, RatesJson, StatementJson } from '../../../shared/json/rates.ts';
import { type CurrencyRate, ok } from '../../../shared/model/index.ts';
import { comparable } from '../../../shared/names.ts';
import { sameJson } from '../../../shared/same-json.ts';
import { systemZone } from '../../../shared/time/index.ts';
import { withAccount, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { readSpendOptions, type SpendOptions } from '../input/money.ts';
import { readCurrency, readRate } from '../input/rates.ts';
import { shown } from '../input/values.ts';
import { columns, paint, print } from '../terminal.ts';
import { plansText, ratesText, statementText } from '../text/money.ts';
import { today } from './money.ts';

const done: Outcome = ok(exitCodes.done);

export function listRates({ json = false }: { json?: boolean }): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
    const { money } = engine.state();
    const told: RatesJson = { schemaVersion: 1, ...money };
    print(json ? JSON.stringify(told, null, 2) : ratesText(money));
    return done;
  });
}

export async function setRate(
  from: string,
  to: string,
  written: string,
  { on }: { on?: string },
): Promise<Outcome> {
  const rate = readRate({ from, to, rate: written, on }, today());
  if (!rate.ok) return rate;
  return withEngine(async ({ engine }) => {
    const isSame = engine.state().money.rates.some((known) => sameJson(known, rate.value));
    const set = await engine.setRate(rate.value);
    if (!set.ok) return set;
    print(`${isSame ? 'Already so: ' : ''}${words(rate.value)}.`);
    return done;
  });
}

const words = ({ from, to, rate, on }: CurrencyRate) => `1 ${from} = ${rate} ${to}, on ${on}`;

export async function removeRate(from: string, to: string): Promise<Outcome> {
  const first = readCurrency(from);
  if (!first.ok) return first;
  const second = readCurrency(to);
  if (!second.ok) return second;
  return withEngine(async ({ engine }) => {
    const removed = await engine.removeRate({ from: first.value, to: second.value });
    if (!removed.ok) return removed;
    print('The rate is removed.');
    return done;
  });
}

/** In which currency totals are told; `none`: each for itself. */
export async function setCurrency(written: string): Promise<Outcome> {
  const currency = written.trim().toLowerCase() === 'none' ? ok(null) : readCurrency(written);
  if (!currency.ok) return currency;
  return withEngine(async ({ engine }) => {
    const set = await engine.setCurrency({ currency: currency.value });
    if (!set.ok) return set;
    print(ratesText(engine.state().money));
    return done;
  });
}

/** A plain statement of a span, of all accounts or of a tag such as a client. */
export async function showStatement(
  options: Omit<SpendOptions, 'by' | 'csv'> & { tag?: string },
): Promise<Outcome> {
  const { tag, json = false, ...span } = options;
  const days = readSpendOptions({ ...span, by: 'account' }, today());
  if (!days.ok) return days;
  const { from, to } = days.value;
  return withEngine(async ({ engine }) => {
    const tags = engine.state().accounts.flatMap((account) => account.tags);
    const known = tag === undefined ? null : tags.find((each) => comparable(each) === comparable(tag));
    if (known === undefined) return badInput(`No account has the tag ‘${shown(tag ?? '')}’.`);
    const statement = await engine.statement({ from, to, tag: known });
    if (!statement.ok) return statement;
    const told: StatementJson = { schemaVersion: 1, ...statement.value };
    const page = { columns: columns(), paint };
    print(json ? JSON.stringify(told, null, 2) : statementText(statement.value, page));
    return done;
  });
}

/** What the account's use would cost on each of its provider's plans. Exit code 4: nobody knows. */
export function showPlans(reference: string, { json = false }: { json?: boolean }): Promise<Outcome> {
  return withAccount(reference, async ({ engine, account, provider }) => {
    const fit = await engine.planFit({ account: account.id });
    if (!fit.ok) return fit;
    const { plans = [], used = null, cheaper = null, assumptions = [] } = fit.value ?? {};
    const told: PlansJson = {
      schemaVersion: 1,
      account: account.id,
      plans: plans.map(({ source: _, ...plan }) => plan),
      used,
      cheaper,
      assumptions,
    };
    const { at } = engine.state();
    const page = { columns: columns(), paint };
    if (json) print(JSON.stringify(told, null, 2));
    else if (fit.value === null)
      print(`Nobody can tell: ${provider.name}’s plans have no known prices, or too little use is known.`);
    else print(plansText(fit.value, { now: at, zone: systemZone() }, page));
    return ok(fit.value === null ? exitCodes.unknown : exitCodes.done);
  });
}
