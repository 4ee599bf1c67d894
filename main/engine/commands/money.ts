import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import { badInput, type CurrencyRate, type MoneySettings, ok } from '../../../shared/model/index.ts';
import { dayMs, dayStart } from '../../../shared/time/index.ts';
import type { EngineParts } from '../parts.ts';
import { checkCurrency } from '../store/prices.ts';

/** The currency in which totals are told where your rates reach; null: each for itself. */
export async function setCurrency(
  parts: EngineParts,
  { currency }: Pick<MoneySettings, 'currency'>,
): Promise<CommandResult<Done>> {
  const checked = currency === null ? ok('') : checkCurrency(currency);
  return checked.ok ? changeMoney(parts, (money) => ({ ...money, currency })) : checked;
}

/** Replaces the rate between the same two currencies, whichever way it was entered. */
export async function setRate(parts: EngineParts, rate: CurrencyRate): Promise<CommandResult<Done>> {
  for (const code of [rate.from, rate.to]) {
    const checked = checkCurrency(code);
    if (!checked.ok) return checked;
  }
  if (rate.from === rate.to) return badInput('A rate needs two different currencies.');
  if (Number(rate.rate) <= 0) return badInput('Enter a rate above 0.');
  // In some time zones it is tomorrow already.
  if (dayStart(rate.on) > parts.clock.now() + dayMs) return badInput('The day of the rate is in the future.');
  return changeMoney(parts, (money) => ({
    ...money,
    rates: [...money.rates.filter((other) => !isBetween(other, rate)), rate],
  }));
}

export async function removeRate(
  parts: EngineParts,
  pair: Pick<CurrencyRate, 'from' | 'to'>,
): Promise<CommandResult<Done>> {
  const { rates } = parts.settings.get().money;
  if (!rates.some((rate) => isBetween(rate, pair)))
    return badInput(`There is no rate between ${pair.from} and ${pair.to}.`);
  return changeMoney(parts, (money) => ({
    ...money,
    rates: money.rates.filter((rate) => !isBetween(rate, pair)),
  }));
}

type Pair = Pick<CurrencyRate, 'from' | 'to'>;
const isBetween = (one: Pair, other: Pair): boolean =>
  (one.from === other.from && one.to === other.to) || (one.from === other.to && one.to === other.from);

async function changeMoney(
  { settings }: EngineParts,
  change: (money: MoneySettings) => MoneySettings,
): Promise<CommandResult<Done>> {
  const updated = await settings.update((current) => ({ ...current, money: change(current.money) }));
  return updated.ok ? ok({}) : updated;
}
