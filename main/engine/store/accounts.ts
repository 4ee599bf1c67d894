import { isDeepStrictEqual } from 'node:util';
import { effectiveRules, withFloor } from '../../../shared/alerts/index.ts';
import type { EditAccountInput } from '../../../shared/api/accounts.ts';
import { formatDuration } from '../../../shared/format.ts';
import {
  type Account,
  type AccountAlerts,
  badInput,
  type CommandError,
  fail,
  ok,
  type ProviderInfo,
  type Result,
  type Settings,
} from '../../../shared/model/index.ts';
import { accountsNamed, comparable, freeLabel, type Named, pathOf } from '../../../shared/names.ts';
import { hasHidden, plainLines, plainText } from '../../../shared/plain-text.ts';

/** The account that a name means: an id, a label, `provider/label`, or a provider at which there is no other account. */
export function findAccount<Of extends Named>(
  accounts: readonly Of[],
  name: string,
): Result<Of, CommandError> {
  const [first, ...others] = accountsNamed(accounts, name);
  if (!first) return fail({ kind: 'unknown-account', message: `There is no account “${name}”.` });
  return others.length === 0 ? ok(first) : ambiguous(name, [first, ...others]);
}

function ambiguous(reference: string, accounts: readonly Named[]): Result<never, CommandError> {
  const names = accounts.map((account) => `${account.id} (${pathOf(account)})`).join(', ');
  return fail({
    kind: 'ambiguous-account',
    message: `“${reference}” could be several accounts: ${names}. Name one in either way.`,
  });
}

/** The n of the id “an”; 0 if it is none. */
export const accountNumber = (id: string): number => Number(/^a(\d{1,15})$/.exec(id)?.[1] ?? 0);

/** Ids look so. A label of this form could be taken for the id of an account, now or later. */
const idForm = /^a\d+$/i;

/** The label of a new account: as given, or the provider's name. */
export const newLabel = (
  accounts: readonly Account[],
  provider: ProviderInfo,
  given: string | undefined,
): Result<string, CommandError> => checkLabel(accounts, provider, given ?? freeLabel(provider, accounts));

/** The trimmed label. It must not be empty, look like an id, or be used at the provider already. */
export function checkLabel(
  accounts: readonly Account[],
  provider: ProviderInfo,
  label: string,
  except: string | null = null,
): Result<string, CommandError> {
  const trimmed = label.trim();
  if (!trimmed) return badInput('The label is empty. Give the account a name, such as “production”.');
  if (hasHidden(trimmed))
    return badInput('The label has a character that cannot be seen, such as a line break. Type it again.');
  if (trimmed.length > 120) return badInput('The label is longer than 120 characters.');
  const before = accounts.find(({ id }) => id === except);
  if (idForm.test(trimmed) && before?.label !== trimmed)
    return badInput(
      `“${trimmed}” looks like the id of an account. Choose another label, such as “production”.`,
    );
  const taken = accounts.some(
    (other) =>
      other.id !== except &&
      other.provider === provider.id &&
      comparable(other.label) === comparable(trimmed),
  );
  if (taken) return badInput(`You already have an account “${trimmed}” at ${provider.name}.`);
  return ok(trimmed);
}

/** The plan's id, given its id or name. If the provider has no plans in the catalogue, any name will do. */
export function findPlan(provider: ProviderInfo, wanted: string): Result<string, CommandError> {
  const name = wanted.trim();
  if (provider.plans.length === 0) return ok(name);
  const plan = provider.plans.find(({ id, name: title }) =>
    [id, title.toLowerCase()].includes(name.toLowerCase()),
  );
  if (plan) return ok(plan.id);
  const known = provider.plans.map(({ id }) => id).join(', ');
  return fail({
    kind: 'unknown-plan',
    message: `${provider.name} has no plan “${name}”. Its plans: ${known}.`,
  });
}

/** Paid checks, as wanted. There is nothing to turn on or off where checks are free. */
export function checkPaidChecks(
  { checkCost, name }: ProviderInfo,
  wanted: boolean | undefined,
): Result<boolean | undefined, CommandError> {
  return wanted !== undefined && checkCost === 0
    ? badInput(`Checks of ${name} cost nothing, so there is nothing to turn on or off.`)
    : ok(wanted);
}

/** Removes duplicates, ignoring case; the first spelling stays. */
export function distinctTags(tags: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const tag of tags.map(plainText).filter(Boolean))
    if (!known.has(tag.toLowerCase())) known.set(tag.toLowerCase(), tag);
  return [...known.values()];
}

/** The account with the given facts changed. What the input leaves out stays the same. */
export function editedAccount(
  settings: Settings,
  account: Account,
  provider: ProviderInfo,
  input: EditAccountInput,
): Result<Account, CommandError> {
  const label =
    input.label === undefined
      ? ok(account.label)
      : checkLabel(settings.accounts, provider, input.label, account.id);
  if (!label.ok) return label;
  const plan = input.plan
    ? findPlan(provider, input.plan)
    : ok(input.plan === undefined ? account.entered.plan : null);
  if (!plan.ok) return plan;
  const paidChecks = checkPaidChecks(provider, input.paidChecks);
  if (!paidChecks.ok) return paidChecks;
  const intervalMs = checkInterval(provider, input.intervalMs);
  if (!intervalMs.ok) return intervalMs;
  const { entered } = account;
  return ok({
    ...account,
    label: label.value,
    tags: input.tags === undefined ? account.tags : distinctTags(input.tags),
    note: input.note === undefined ? account.note : plainLines(input.note),
    pinned: input.pinned ?? account.pinned,
    hidden: input.hidden ?? account.hidden,
    paused: input.paused ?? account.paused,
    intervalMs: intervalMs.value === undefined ? account.intervalMs : intervalMs.value,
    ...(paidChecks.value !== undefined && { paidChecks: paidChecks.value }),
    entered: {
      ...entered,
      plan: plan.value,
      cycleStart: input.cycleStart === undefined ? entered.cycleStart : input.cycleStart,
      refill: input.refill === undefined ? entered.refill : input.refill,
      rollover: input.rollover === undefined ? entered.rollover : input.rollover,
    },
    alerts: input.floor === undefined ? account.alerts : floored(settings, account.alerts, input.floor),
  });
}

/** Checks are no closer together than the provider's description allows. */
function checkInterval<Chosen extends EditAccountInput['intervalMs']>(
  { name, refresh }: ProviderInfo,
  chosen: Chosen,
): Result<Chosen, CommandError> {
  if (typeof chosen !== 'number' || chosen >= refresh.automaticMs) return ok(chosen);
  const least = formatDuration(refresh.automaticMs);
  return badInput(`Checks at ${name} are at least ${least} apart. Choose ${least} or longer.`);
}

/** The account's alerts with another floor: a rule of its own, unless it says the same as the default rule. */
export function floored(
  { alerts: { rules } }: Settings,
  own: AccountAlerts,
  floor: NonNullable<EditAccountInput['floor']> | null,
): AccountAlerts {
  const low = withFloor(effectiveRules(rules, own).low, floor, rules.low);
  const { low: _, ...others } = own.rules;
  if (floor === null && isDeepStrictEqual(low, rules.low)) return { ...own, rules: others };
  // Who asks for a floor wants to be warned.
  return { ...own, rules: { ...others, low: { ...low, enabled: low.enabled || typeof floor === 'number' } } };
}

/** The settings with one account replaced. */
export function replaceAccount(settings: Settings, account: Account): Settings {
  return {
    ...settings,
    accounts: settings.accounts.map((other) => (other.id === account.id ? account : other)),
  };
}
