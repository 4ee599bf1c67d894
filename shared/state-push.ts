import { deepEqual } from 'fast-equals';
import { type AccountState, type AppState, type StatePush, statePartsSchema } from './model/index.ts';

/**
 * What brings a watcher who knows `before` to `after`; null where nothing but the instant differs, so that it is not worth
 * a message.
 */
export function pushOf(before: AppState | null, after: AppState): StatePush | null {
  if (before === null) return { kind: 'whole', state: after };
  const known = byId(before.accounts);
  const accounts = after.accounts.filter((account) => !deepEqual(known.get(account.id), account));
  const order = sameOrder(before.accounts, after.accounts) ? null : after.accounts.map(({ id }) => id);
  const knownParts = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(partsOf(after)).filter(
    ([name, part]) => !deepEqual(knownParts.get(name), part),
  );
  if (accounts.length === 0 && order === null && changed.length === 0) return null;
  const parts = statePartsSchema.parse(Object.fromEntries(changed));
  return { kind: 'change', at: after.at, accounts, order, parts };
}

/**
 * The state after a push. Whatever is as before keeps its identity: each account, the list of them, every other part. Null
 * where the push does not follow from `before`; then a whole state must be asked for.
 */
export function applyPush(before: AppState | null, push: StatePush): AppState | null {
  if (push.kind === 'whole') {
    if (before === null) return push.state;
    const change = pushOf(before, push.state);
    return change === null ? before : applyPush(before, change);
  }
  if (before === null) return null;
  const accounts = withChanges(before.accounts, push.accounts, push.order);
  return accounts && { ...before, ...push.parts, at: push.at, accounts };
}

function withChanges(
  before: AccountState[],
  changed: readonly AccountState[],
  order: readonly string[] | null,
): AccountState[] | null {
  if (changed.length === 0 && order === null) return before;
  const known = byId([...before, ...changed]);
  const accounts: AccountState[] = [];
  for (const id of order ?? before.map((account) => account.id)) {
    const account = known.get(id);
    if (account === undefined) return null;
    accounts.push(account);
  }
  return accounts;
}

const byId = (accounts: readonly AccountState[]) => new Map(accounts.map((account) => [account.id, account]));

const sameOrder = (before: readonly AccountState[], after: readonly AccountState[]): boolean =>
  before.length === after.length && before.every(({ id }, index) => id === after[index]?.id);

function partsOf({ at: _at, accounts: _accounts, ...parts }: AppState) {
  return parts;
}
