import {
  type AccountChoice,
  type Cost,
  chooseAccount,
  estimateCost,
  newestPrices,
  pricesOf,
} from '../../../shared/estimate/index.ts';
import type { WritingContext } from '../../../shared/format.ts';
import type {
  AccountState,
  AppState,
  Generation,
  Operation,
  ProviderInfo,
  RateCard,
  Unit,
} from '../../../shared/model/index.ts';
import { accountTitle } from '../../../shared/names.ts';
import { editable } from '../../../shared/read-amount.ts';
import { amountText, parseField, positiveAmountText } from '../../components/form/parse.ts';

// From the form to the answer: pure, with the clock as an argument.

/** The operation for a price that no rate card knows. */
export const ownPrice = 'own-price';

/** What you choose and type. */
export interface Form {
  /** `account:ID` or `provider:ID`. */
  place: string;
  operation: string;
  count: string;
  credits: string;
  /** By option id; empty or missing means unknown. */
  options: Readonly<Record<string, string>>;
}

/** Where a job would run: an account, or a provider without one. */
export interface Choice {
  provider: ProviderInfo;
  /** Null: a provider without an account. */
  account: AccountState | null;
}

export interface Place extends Choice {
  /** The unit of its amounts. */
  unit: Unit;
  /** Null: the prices are unknown, or not loaded yet. */
  card: RateCard | null;
  generation: Generation | null;
  operations: readonly Operation[];
}

type World = Pick<AppState, 'accounts' | 'ratedProviders'> & { providers: readonly ProviderInfo[] };

/** Where a job can run: the accounts, then the providers without an account whose prices are known. */
export function placesOf({ accounts, providers, ratedProviders }: World): { value: string; label: string }[] {
  const nameOf = (id: string) => providers.find((provider) => provider.id === id)?.name ?? id;
  return [
    ...accounts.map(({ id, provider, label }) => ({
      value: `account:${id}`,
      label: accountTitle(nameOf(provider), label),
    })),
    ...providers
      .filter(({ id }) => ratedProviders.includes(id) && !accounts.some(({ provider }) => provider === id))
      .map(({ id, name }) => ({ value: `provider:${id}`, label: `${name} (no account)` })),
  ];
}

/** The choice behind a value; null if it no longer exists. */
export function findChoice({ accounts, providers }: World, value: string): Choice | null {
  const [kind, ...rest] = value.split(':');
  const id = rest.join(':');
  const account = (kind === 'account' && accounts.find((one) => one.id === id)) || null;
  const providerId = kind === 'provider' ? id : account?.provider;
  const provider = providers.find((one) => one.id === providerId);
  return provider === undefined ? null : { provider, account };
}

/** A choice with its prices from the provider's rate card. */
export function placeOf({ provider, account }: Choice, card: RateCard | null): Place {
  const generation = account === null ? newestPrices(card, []) : pricesOf(card, account);
  return {
    provider,
    account,
    card,
    unit: account?.pools[0]?.unit ?? provider.unit,
    generation,
    operations: generation?.operations ?? [],
  };
}

export interface Answer {
  cost: Cost;
  /** The place's own account; null if it has none. */
  chosen: AccountChoice | null;
  /** All accounts with the same prices, best first. */
  order: AccountChoice[];
}

/** The chosen operation; null: a custom price. */
export function operationOf(place: Place, form: Form): Operation | null {
  return place.operations.find(({ id }) => id === form.operation) ?? null;
}

/** The answer, or null while a field is invalid; `errors` say what to change. */
export function answerOf(
  world: World,
  place: Place,
  form: Form,
  context: WritingContext,
): { answer: Answer | null; errors: { count?: string; credits?: string; options: Record<string, string> } } {
  const operation = operationOf(place, form);
  const count = parseField(positiveAmountText, form.count);
  const credits = parseField(amountText, form.credits);
  const errors: { count?: string; credits?: string; options: Record<string, string> } = { options: {} };
  if (count.error !== null) errors.count = count.error;
  // An empty price is asked for beside the answer.
  if (operation === null && credits.error !== null && form.credits.trim() !== '')
    errors.credits = credits.error;
  const options: Record<string, string> = {};
  for (const option of operation?.options ?? []) {
    const text = form.options[option.id]?.trim() ?? '';
    if (text === '') continue;
    if (option.kind === 'choice') {
      if (option.choices.some(({ id }) => id === text)) options[option.id] = text;
      continue;
    }
    const amount = parseField(amountText, text);
    if (amount.error !== null) errors.options[option.id] = amount.error;
    else options[option.id] = editable(amount.value);
  }
  if (count.value === null || Object.keys(errors.options).length > 0) return { answer: null, errors };
  if (operation === null && credits.value === null) return { answer: null, errors };

  const cost = estimateCost(
    place.card,
    operation === null
      ? { kind: 'calls', count: count.value, credits: credits.value ?? 0, unit: place.unit }
      : {
          kind: 'operation',
          generation: place.generation?.id ?? null,
          operation: operation.id,
          count: count.value,
          options,
        },
  );
  if (!cost.ok) return { answer: null, errors: { ...errors, count: cost.error.message } };
  const candidates = world.accounts.filter(
    (one) => one.provider === place.provider.id && pricesOf(place.card, one)?.id === place.generation?.id,
  );
  const order = chooseAccount(candidates, cost.value, context);
  const chosen = order.find(({ account }) => account.id === place.account?.id) ?? null;
  return { answer: { cost: cost.value, chosen, order }, errors };
}
