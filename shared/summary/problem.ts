import { alertKinds } from '../alerts/kinds.ts';
import { capName, isReached } from '../caps.ts';
import { overdrawnBy, type WritingContext } from '../format.ts';
import type { AccountState, Alert, ReadErrorKind } from '../model/index.ts';
import { lapseRemark } from '../outlook/index.ts';
import { lapsesOf, standingOf } from '../standing/index.ts';
import {
  dayName,
  dayNumber,
  dayPart,
  longEventDate,
  onDay,
  refillAhead,
  renewal,
  zonedTime,
} from '../time/index.ts';

/** What is wrong with an account that needs attention, in one sentence without a full stop. */
export function problemOf(account: AccountState, name: string, context: WritingContext): string {
  const { reason } = standingOf(account, context.now);
  switch (reason?.kind) {
    case 'run-out':
      return `${name} runs out ${soonWords(reason.at, context)}`;
    case 'cap-ahead':
      return `${name} will hit its ${capName(reason.cap)} ${soonWords(reason.at, context)}`;
    case 'alert':
      return alertSentence(reason.alert.kind, account, name, context);
    case 'error':
      return errorSentence(reason.error, name);
    case 'key-missing':
      return `${name} needs its key again`;
    case 'stale':
      return `The balance of ${name} is out of date`;
    case 'empty':
      return emptySentence(account, name, context);
    case 'cap-reached':
      return `${name} has hit its ${capName(reason.cap)}`;
    case 'overdue':
    case undefined:
      return `${name} may be used up by now`;
  }
}

/** `this afternoon`, `tomorrow`, `on Thursday`. */
function soonWords(at: number, context: WritingContext): string {
  const isToday = dayNumber(at, context.zone) === dayNumber(context.now, context.zone);
  return isToday ? dayPart(at, context) : onDay(dayName(at, context));
}

function alertSentence(
  kind: Alert['kind'],
  account: AccountState,
  name: string,
  context: WritingContext,
): string {
  switch (kind) {
    case 'exhausted':
      return emptySentence(account, name, context);
    case 'cap-reached':
      return `${name} has hit its ${capName(reachedCap(account, context))}`;
    case 'credential-rejected':
    case 'unreachable':
    case 'limited-scope':
      return errorSentence(account.health.error?.kind ?? errorOf[kind], name);
    case 'cap-soon':
      return `${name} will likely hit a cap`;
    case 'expires-soon':
      return firstLapse([account], () => name, context)?.words ?? `Credits at ${name} expire soon`;
    default:
      return `${name} ${alertKinds[kind].clause}`;
  }
}

/** The error behind an alert, if the account no longer has it. */
const errorOf = {
  'credential-rejected': 'bad-credential',
  unreachable: 'unavailable',
  'limited-scope': 'limited-scope',
} as const;

function errorSentence(kind: ReadErrorKind, name: string): string {
  switch (kind) {
    case 'bad-credential':
      return `${name} rejects your key`;
    case 'limited-scope':
      return `The key for ${name} can’t read the balance`;
    case 'exhausted':
      return `${name} has nothing left`;
    case 'rate-limited':
      return `${name} is limiting requests for now`;
    case 'malformed':
      return `${name} gave an unexpected answer`;
    default:
      return `${name} cannot be reached`;
  }
}

/** The cap that an alert is about: it was reached at the last reading. */
const reachedCap = ({ caps, health }: AccountState, { now }: WritingContext) =>
  caps.find((cap) => isReached(cap, health.readAt ?? now));

/** `Spidra has nothing left until 1 December`: until its refill, if known. */
function emptySentence({ pools }: AccountState, name: string, context: WritingContext): string {
  const pool = pools.find(({ remaining }) => remaining !== null && remaining <= 0);
  const short = pool?.remaining ?? 0;
  const empty =
    pool !== undefined && short < 0
      ? `${name} is ${overdrawnBy(short, pool.unit, context)}`
      : `${name} has nothing left`;
  const refill = refillAhead(pool?.cycle ?? null, context.now);
  if (pool === undefined || refill === null) return empty;
  const until = refill.isDaily
    ? zonedTime(refill.at, 'UTC', context)
    : longEventDate(renewal(refill.at, pool.provenance.cycle), context);
  return `${empty} until ${until}`;
}

/** The first loss that is near and can be avoided, in a sentence without a full stop; null: nothing will expire. */
export function firstLapse(
  accounts: readonly AccountState[],
  nameOf: (account: AccountState) => string,
  context: WritingContext,
): { account: AccountState; words: string } | null {
  const lapses = accounts.flatMap((account) =>
    account.pools.flatMap((pool) => lapsesOf(pool).map((lapse) => ({ account, pool, lapse }))),
  );
  lapses.sort((a, b) => a.lapse.at - b.lapse.at);
  for (const { account, pool, lapse } of lapses) {
    const remark = lapseRemark(lapse, pool, context);
    if (remark === null) continue;
    const words = `${remark.subject} at ${nameOf(account)} ${remark.verb} on ${longEventDate(remark.event, context)}`;
    return { account, words };
  }
  return null;
}
