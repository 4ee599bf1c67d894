import type { EditAccountInput } from '../../../shared/api/accounts.ts';
import {
  type Account,
  badInput,
  type CommandError,
  fail,
  ok,
  type ProviderInfo,
  type Result,
  type Settings,
} from '../../../shared/model/index.ts';
import { hasHidden, plainText } from '../../../shared/plain-text.ts';

/** The account with this id or unambiguous label (case-insensitive). */
export function findAccount(accounts: readonly Account[], reference: string): Result<Account, CommandError> {
  const byId = accounts.find(({ id }) => id === reference);
  if (byId) return ok(byId);
  const wanted = reference.trim().toLowerCase();
  const [first, ...others] = accounts.filter(({ label }) => label.toLowerCase() === wanted);
  if (!first) return fail({ kind: 'unknown-account', message: `There is no account “${reference}”.` });
  if (others.length === 0) return ok(first);
  const ids = [first, ...others].map(({ id, provider }) => `${id} (${provider})`).join(', ');
  return fail({
    kind: 'ambiguous-account',
    message: `Several accounts are called “${reference}”: ${ids}. Name one by its id.`,
  });
}

/** The trimmed label. It must not be empty or already used at the provider. */
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
  const taken = accounts.some(
    (other) =>
      other.id !== except &&
      other.provider === provider.id &&
      other.label.toLowerCase() === trimmed.toLowerCase(),
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

/** Removes duplicates, ignoring case; the first spelling stays. */
function distinctTags(tags: readonly string[]): string[] {
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
  const { entered } = account;
  return ok({
    ...account,
    label: label.value,
    tags: input.tags === undefined ? account.tags : distinctTags(input.tags),
    paused: input.paused ?? account.paused,
    intervalMs: input.intervalMs === undefined ? account.intervalMs : input.intervalMs,
    entered: {
      ...entered,
      plan: plan.value,
      cycleStart: input.cycleStart === undefined ? entered.cycleStart : input.cycleStart,
      refill: input.refill === undefined ? entered.refill : input.refill,
      rollover: input.rollover === undefined ? entered.rollover : input.rollover,
    },
  });
}

/** The settings with one account replaced. */
export function replaceAccount(settings: Settings, account: Account): Settings {
  return {
    ...settings,
    accounts: settings.accounts.map((other) => (other.id === account.id ? account : other)),
  };
}
