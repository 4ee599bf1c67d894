import {
  type Account,
  accountSchema,
  type CommandError,
  fail,
  ok,
  type RemovedAccount,
  type Result,
  type Settings,
} from '../../../shared/model/index.ts';
import { comparable } from '../../../shared/names.ts';
import { dayMs } from '../../../shared/time/index.ts';
import { findAccount } from './accounts.ts';
import type { StoredClock } from './stored-clock.ts';

/** How long a removed account can be restored at least. */
export const restingMs = 7 * dayMs;

/** Whether its time is over: surely, and not only by a clock that may be wrong (`stored-clock.ts`). */
export function isOver(
  { removedAt, forGood }: RemovedAccount,
  clock: Pick<StoredClock, 'trusted' | 'wentOn'>,
  now: number,
): boolean {
  if (forGood === true) return true;
  const until = removedAt + restingMs;
  return until <= now && (clock.wentOn(removedAt, now) || until <= clock.trusted(now));
}

/** The account to remove; with `forGood` also one that rests. */
export function findRemovable(
  { accounts, removed }: Settings,
  reference: string,
  forGood: boolean,
): Result<Account, CommandError> {
  const found = findAccount(accounts, reference);
  if (found.ok || found.error.kind !== 'unknown-account') return found;
  const resting = findResting(removed, reference);
  if (!resting.ok) return forGood ? resting : found;
  if (forGood) return ok(resting.value.account);
  const { id, label } = resting.value.account;
  return fail({
    kind: 'unknown-account',
    message: `“${label}” (${id}) is removed already. It can be restored.`,
  });
}

/** The resting account that is named like any other. */
export function findResting(
  removed: readonly RemovedAccount[],
  reference: string,
): Result<RemovedAccount, CommandError> {
  const resting = removed.filter(({ forGood }) => !forGood);
  const found = findAccount(
    resting.map(({ account }) => account),
    reference,
  );
  if (!found.ok && found.error.kind !== 'unknown-account') return found;
  const entry = resting.find(({ account }) => found.ok && account.id === found.value.id);
  return entry ? ok(entry) : notResting(reference);
}

const notResting = (reference: string) =>
  fail<CommandError>({
    kind: 'unknown-account',
    message: `There is no removed account “${reference}” that can be restored.`,
  });

/** The settings with an account at rest; with `forGood` about to be deleted, also one that rests already. */
export function withRemoved(
  settings: Settings,
  id: string,
  now: number,
  forGood: boolean,
): Result<Settings, CommandError> {
  const { accounts, removed } = settings;
  const place = accounts.findIndex((account) => account.id === id);
  const account = accounts[place];
  const entry = removed.find((other) => other.account.id === id);
  const next = account ? { account, removedAt: now, place } : entry;
  if (next === undefined || (entry !== undefined && !forGood)) return notResting(id);
  return ok({
    ...settings,
    accounts: accounts.filter((other) => other.id !== id),
    removed: [
      ...removed.filter((other) => other !== entry),
      forGood ? { ...next, forGood: true as const } : next,
    ],
  });
}

/** The settings with the time of this removed account over. Fails if it was restored meanwhile. */
export function withDeletion(settings: Settings, entry: RemovedAccount): Result<Settings, CommandError> {
  const { removed } = settings;
  const { id } = entry.account;
  const isIt = (other: RemovedAccount) => other.account.id === id && other.removedAt === entry.removedAt;
  if (!removed.some(isIt)) return notResting(id);
  return ok({
    ...settings,
    removed: removed.map((other) => (isIt(other) ? { ...other, forGood: true as const } : other)),
  });
}

/** The settings without a removed account. */
export const withoutRemoved = (settings: Settings, id: string): Settings => ({
  ...settings,
  removed: settings.removed.filter(({ account }) => account.id !== id),
});

/** The settings with no more of a deleted account than its id, until its old vaults can be deleted. */
export const withOldVaultsOf = (settings: Settings, id: string): Settings => ({
  ...settings,
  removed: settings.removed.map((entry) =>
    entry.account.id === id
      ? { account: bare(entry.account), removedAt: entry.removedAt, forGood: true, onlyOldVaults: true }
      : entry,
  ),
});

const bare = ({ id, provider, createdAt }: Account): Account =>
  accountSchema.parse({
    id,
    provider,
    label: id,
    createdAt,
    credential: { kind: 'none' },
    credentialEnd: null,
  });

/** The settings with a resting account back in its place, under another label if its own is taken now. */
export function withRestored(settings: Settings, id: string): Result<Settings, CommandError> {
  const { accounts, removed } = settings;
  const found = findResting(removed, id);
  if (!found.ok) return found;
  const { place = accounts.length } = found.value;
  const label = freeLabel(accounts, found.value.account);
  return ok({
    ...settings,
    accounts: accounts.toSpliced(place, 0, { ...found.value.account, label }),
    removed: removed.filter((other) => other !== found.value),
  });
}

const longestLabel = 120;

function freeLabel(accounts: readonly Account[], { provider, label }: Account): string {
  const taken = new Set(
    accounts.filter((other) => other.provider === provider).map((other) => comparable(other.label)),
  );
  const isFree = (wanted: string) => !taken.has(comparable(wanted));
  for (let n = 1, wanted = label; ; n += 1) {
    if (isFree(wanted)) return wanted;
    const end = n === 1 ? ' (restored)' : ` (restored ${n})`;
    wanted = `${label.slice(0, longestLabel - end.length)}${end}`;
  }
}
