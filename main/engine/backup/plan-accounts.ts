import { isDeepStrictEqual } from 'node:util';
import type { ImportItem, ImportReport, Missing } from '../../../shared/api/backup.ts';
import type { BackupAccount } from '../../../shared/backup/format.ts';
import { type Account, ok, type Result } from '../../../shared/model/index.ts';
import { comparable } from '../../../shared/names.ts';
import { plainText } from '../../../shared/plain-text.ts';
import type { Provider } from '../../providers/contract/provider.ts';
import { accountNumber, checkLabel } from '../store/accounts.ts';
import { checkCredential, credentialEnd, fromEnvironment } from '../vault/credentials.ts';
import type { Part, PlanInput, PlannedProviders } from './plan-types.ts';
import { portable } from './write.ts';

type Values = Record<string, string>;

interface PlannedAccounts {
  /** With those that are to be removed. */
  accounts: Account[];
  lastNumber: number;
  /** What goes into the vault, by account. */
  values: Map<string, Values>;
  /** Whose credential leaves it. */
  unkept: string[];
  removed: Account[];
  /** Of each new account: its id in the backup, and here. */
  newIds: Map<string, string>;
}

interface Planned {
  account: Account;
  /** What goes into the vault; null: nothing. */
  values: Values | null;
  outcome: ImportItem['outcome'];
  why: string | null;
}

/** Accounts, matched by provider and label. */
export function planAccounts(input: PlanInput, providerOf: PlannedProviders['of']): Part<PlannedAccounts> {
  const { here, backup, replace, isNew } = input;
  const items: ImportItem[] = [];
  const questions: ImportReport['questions'] = [];
  const missing: Missing[] = [];
  const next = new Map(here.accounts.map((account) => [account.id, account]));
  const [values, newIds] = [new Map<string, Values>(), new Map<string, string>()];
  const [unkept, order]: [string[], string[]] = [[], []];
  let { lastNumber } = input;
  for (const theirs of backup.accounts) {
    const name = `${theirs.provider} “${plainText(theirs.label)}”`;
    const match = here.accounts.find((account) => nameOf(account) === nameOf(theirs)) ?? null;
    const id = match?.id ?? (isNew ? theirs.id : `a${lastNumber + 1}`);
    const leaveOut = (why: string) =>
      items.push({ what: 'account', id: match?.id ?? null, name, outcome: 'left-out', why });
    if (match !== null) order.push(match.id);
    const provider = providerOf(theirs.provider);
    const wrong = typeof provider === 'string' ? provider : wrongAccount(input, theirs, match, provider);
    if (typeof provider === 'string' || wrong !== null) {
      leaveOut(wrong ?? '');
      continue;
    }
    const question = questionFor(theirs, match, provider);
    if (question !== null) questions.push(question);
    if (question !== null && !input.allowed.has(question.id)) {
      leaveOut(`${question.text} You have not agreed to that.`);
      continue;
    }
    const { account, outcome, why, ...planned } = planAccount(input, theirs, match, id, provider);
    if (match === null) {
      newIds.set(theirs.id, id);
      lastNumber = Math.max(lastNumber, accountNumber(id));
      order.push(id);
    }
    next.set(id, account);
    if (planned.values !== null) values.set(id, planned.values);
    if (match?.credential.kind === 'vault' && account.credential.kind !== 'vault') unkept.push(id);
    items.push({ what: 'account', id, name, outcome, why });
    missing.push(...missingOf(input, account));
  }
  const removed = replace ? here.accounts.filter(({ id }) => !order.includes(id)) : [];
  for (const { id, provider, label } of removed)
    items.push({
      what: 'account',
      id,
      name: `${provider} “${plainText(label)}”`,
      outcome: 'removed',
      why: null,
    });
  // In the order of the backup, if it is to replace what is here.
  const ids = replace ? [...order, ...removed.map(({ id }) => id)] : [...next.keys()];
  const accounts = ids.flatMap((id) => next.get(id) ?? []);
  return { value: { accounts, lastNumber, values, unkept, removed, newIds }, items, questions, missing };
}

const nameOf = ({ provider, label }: Pick<Account, 'provider' | 'label'>): string =>
  `${provider}/${comparable(label)}`;

/** Why it cannot be an account here; null: it can. */
function wrongAccount(
  { here }: PlanInput,
  { label, credential }: BackupAccount,
  match: Account | null,
  provider: Provider,
): string | null {
  const checked = match === null ? checkLabel(here.accounts, provider, label) : ok(label);
  if (!checked.ok) return checked.error.message;
  const isNeeded = provider.credentialFields.length > 0;
  if (isNeeded === (credential.kind === 'none'))
    return isNeeded ? `${provider.name} needs a credential.` : `${provider.name} needs no credential.`;
  const known = (id: string) => provider.credentialFields.some((field) => field.id === id);
  return credential.kind === 'environment' && !Object.keys(credential.variables).every(known)
    ? `${provider.name} has no such field.`
    : null;
}

/** A backup of somebody else's could send any variable of yours to any host. */
function questionFor(
  { id, label, credential }: BackupAccount,
  match: Account | null,
  provider: Provider,
): { id: string; text: string } | null {
  if (provider.custom === undefined || credential.kind !== 'environment') return null;
  if (match !== null && isDeepStrictEqual(match.credential, credential)) return null;
  const names = Object.values(credential.variables).join(', ');
  const where = provider.hosts.join(', ') || 'its program';
  return {
    id: `account:${id}`,
    text: `The account “${plainText(label)}” of your own provider ${provider.name} sends the value of ${names} to ${where}.`,
  };
}

function planAccount(
  { backup, replace, kept }: PlanInput,
  theirs: BackupAccount,
  match: Account | null,
  id: string,
  provider: Provider,
): Planned {
  const given = credentialOf(backup.credentials?.[theirs.id], provider, theirs);
  const values = given?.ok ? given.value : null;
  const why = given !== null && !given.ok ? given.error : null;
  const isNews = values !== null && !isDeepStrictEqual(kept.get(id), values);
  const isAwaited = match?.credential.kind === 'vault' && match.credential.awaited === true;
  const brings = isNews && (match === null || replace || isAwaited);
  const credential = credentialAfter(theirs, match, brings);
  const next: Account = {
    ...theirs,
    id,
    createdAt: match?.createdAt ?? theirs.createdAt,
    credential,
    credentialEnd: brings ? credentialEnd(provider, values) : credentialEndHere(match, credential),
    ...(match?.nearHosts !== undefined && { nearHosts: match.nearHosts }),
  };
  const outcome = { values: brings ? values : null, why };
  if (match === null) return { ...outcome, account: next, outcome: 'added' };
  if (replace) {
    const isSame = !brings && isDeepStrictEqual(portableOf(next), portableOf(match));
    return { ...outcome, account: next, outcome: isSame ? 'same' : 'changed' };
  }
  if (brings) {
    const account = { ...match, credential, credentialEnd: next.credentialEnd };
    return { ...outcome, account, outcome: 'changed', why: 'It gets its credential.' };
  }
  const isSame = !isNews && isDeepStrictEqual(portableOf(theirs), portableOf(match));
  return isSame
    ? { ...outcome, account: match, outcome: 'same' }
    : { values: null, account: match, outcome: 'left-out', why: 'It differs from yours, which stays.' };
}

/** Without what tells two installations apart. */
function portableOf(account: Account | BackupAccount) {
  const { id: _, createdAt: __, ...rest } = portable({ credentialEnd: null, ...account });
  return rest;
}

const credentialEndHere = (match: Account | null, credential: Account['credential']): string | null =>
  match !== null && match.credential.kind === credential.kind ? match.credentialEnd : null;

/** Where the credential is kept then. What is in the vault here stays there, unless the backup says where else it is. */
function credentialAfter(
  { credential }: BackupAccount,
  match: Account | null,
  brings: boolean,
): Account['credential'] {
  if (brings) return { kind: 'vault' };
  if (credential.kind !== 'vault') return credential;
  return match !== null && match.credential.kind !== 'none'
    ? match.credential
    : { kind: 'vault', awaited: true };
}

/** The checked credential of the backup; null: it has none for this account. */
function credentialOf(
  given: Values | undefined,
  provider: Provider,
  { credential }: BackupAccount,
): Result<Values, string> | null {
  if (given === undefined || credential.kind !== 'vault') return null;
  const checked = checkCredential(provider, given);
  return checked.ok ? checked : { ok: false, error: `Its credential was left out: ${checked.error.message}` };
}

/** What must be entered before this account can be polled. */
function missingOf({ environment }: PlanInput, account: Account): Missing[] {
  const { id, provider, label, credential } = account;
  if (credential.kind === 'vault' && credential.awaited)
    return [{ what: 'credential', account: id, provider, label }];
  if (credential.kind !== 'environment' || fromEnvironment(credential.variables, environment).ok) return [];
  const names = Object.values(credential.variables).filter((name) => !environment[name]?.trim());
  return [{ what: 'variables', account: id, provider, label, names }];
}
