import { alertKinds } from '../alerts/kinds.ts';
import type { AccountState, Alert, ReadErrorKind } from '../model/index.ts';
import { capName, isReached, lapseRemark, lapsesOf, longDay, type Place, zonedTime } from '../outlook.ts';
import { saidByForecast, worstAlert } from './attention.ts';

/** What is wrong with an account that needs attention, in one sentence without its full stop. `name` stands for it. */
export function troubleOf(account: AccountState, name: string, place: Place): string {
  const foreseen = saidByForecast(account, place);
  if (foreseen !== null) return `${name} ${foreseen.words}`;
  const alert = worstAlert(account);
  if (alert !== undefined) return alertSentence(alert.kind, account, name, place);
  const { error, state } = account.health;
  if (error !== null) return errorSentence(error.kind, name);
  if (state === 'stale') return `The balance of ${name} is out of date`;
  return `${name} may be used up by now`;
}

function alertSentence(kind: Alert['kind'], account: AccountState, name: string, place: Place): string {
  switch (kind) {
    case 'exhausted':
      return `${name} has nothing left${untilRefill(account, place)}`;
    case 'cap-reached':
      return `${name} has reached its ${capName(account.caps.find(isReached))}`;
    case 'credential-rejected':
    case 'unreachable':
    case 'limited-scope':
      return errorSentence(account.health.error?.kind ?? unsaid[kind], name);
    case 'cap-soon':
      return `${name} will likely meet a cap`;
    case 'expires-soon':
      return firstLapse([account], () => name, place)?.words ?? `Credits at ${name} lapse soon`;
    default:
      return `${name} ${alertKinds[kind].clause}`;
  }
}

/** What such an alert means where the account no longer has the error. */
const unsaid = {
  'credential-rejected': 'bad-credential',
  unreachable: 'unavailable',
  'limited-scope': 'limited-scope',
} as const;

function errorSentence(kind: ReadErrorKind, name: string): string {
  switch (kind) {
    case 'bad-credential':
      return `${name} rejects its credential`;
    case 'limited-scope':
      return `The credential of ${name} may not see the balance`;
    case 'exhausted':
      return `${name} has nothing left`;
    case 'rate-limited':
      return `${name} was asked too often and wants a pause`;
    case 'malformed':
      return `The answer of ${name} was not understood`;
    default:
      return `${name} cannot be reached`;
  }
}

/** ` until 1 December`: when an empty account is filled again; empty where that is not known. */
function untilRefill({ pools }: AccountState, place: Place): string {
  const cycle = pools.find(({ remaining }) => remaining !== null && remaining <= 0)?.cycle;
  const at = cycle?.renewsAt ?? null;
  if (at === null || at <= place.now) return '';
  return ` until ${cycle?.frequency === 'daily' ? zonedTime(at, 'UTC', place) : longDay(at, place)}`;
}

/** The first loss that is near and can be acted on, in a sentence without its full stop; null: nothing lapses. */
export function firstLapse(
  accounts: readonly AccountState[],
  nameOf: (account: AccountState) => string,
  place: Place,
): { account: AccountState; words: string } | null {
  const lapses = accounts.flatMap((account) =>
    account.pools.flatMap((pool) => lapsesOf(pool).map((lapse) => ({ account, pool, lapse }))),
  );
  lapses.sort((a, b) => a.lapse.at - b.lapse.at);
  for (const { account, pool, lapse } of lapses) {
    const remark = lapseRemark(lapse, pool, place);
    if (remark === null) continue;
    const words = `${remark.subject} at ${nameOf(account)} ${remark.verb} on ${longDay(lapse.at, place)}`;
    return { account, words };
  }
  return null;
}
