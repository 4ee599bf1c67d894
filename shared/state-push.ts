import { fieldOf } from './field-of.ts';
import type { AccountState, AppState, StatePush } from './model/index.ts';
import { sameJson } from './same-json.ts';

/**
 * The message that turns `before` into `after`; null if only the instant differs, which is not worth a message.
 */
export function pushOf(before: AppState | null, after: AppState): StatePush | null {
  if (before === null) return { kind: 'whole', state: after };
  const known = byId(before.accounts);
  const accounts = after.accounts.filter((account) => !sameJson(known.get(account.id), account));
  const order = sameOrder(before.accounts, after.accounts) ? null : after.accounts.map(({ id }) => id);
  const parts = changedParts(before, after);
  if (accounts.length === 0 && order === null && Object.keys(parts).length === 0) return null;
  return { kind: 'change', at: after.at, accounts, order, parts };
}

/**
 * The state after a push. Unchanged parts keep their identity: each account, the list of accounts, every other part. Null if
 * the push does not match `before`; then request the whole state.
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

function changedParts(before: AppState, { at: _at, accounts: _accounts, ...after }: AppState): Parts {
  const known = new Map<string, unknown>(Object.entries(before));
  const parts: Parts = after;
  for (const [name, part] of Object.entries(after))
    if (sameJson(known.get(name), part)) Reflect.deleteProperty(parts, name);
  return parts;
}
type Parts = Extract<StatePush, { kind: 'change' }>['parts'];

/**
 * Whether this is a message of the state stream. What is in it was checked by the engine that sent it. A page that checked
 * it again would load zod and every schema before it shows anything.
 */
export const isStatePush = (data: unknown): data is StatePush =>
  (fieldOf(data, 'kind') === 'whole' && Array.isArray(fieldOf(fieldOf(data, 'state'), 'accounts'))) ||
  (fieldOf(data, 'kind') === 'change' && Array.isArray(fieldOf(data, 'accounts')));
