import { effectiveRules, usualFloor } from '../../../shared/alerts/index.ts';
import type { GivenCredential } from '../../../shared/api/accounts.ts';
import { selectables } from '../../../shared/bars/bar-accounts.ts';
import { formatQuantity } from '../../../shared/format.ts';
import type { AccountsJson, AddedJson } from '../../../shared/json/accounts.ts';
import type {
  AccountState,
  CommandError,
  ProviderInfo,
  Result,
  Settings,
} from '../../../shared/model/index.ts';
import { nearest } from '../../../shared/nearest.ts';
import { checkCostSentence, checksOffSentence } from '../../../shared/paid-checks.ts';
import { selectAccounts } from '../../../shared/status/select.ts';
import { credentialJson } from '../../../shared/status-json.ts';
import type { Providers } from '../../engine/custom/registry.ts';
import type { Engine } from '../../engine/engine.ts';
import { checkPaidChecks, newLabel } from '../../engine/store/accounts.ts';
import { withAccount, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { withConsentToAddress } from '../input/consent.ts';
import {
  credentialFromInput,
  credentialVariables,
  openVault,
  otherOwnerOf,
  wrongKindOf,
} from '../input/credential.ts';
import { type FilterOptions, statusFilter } from '../input/status.ts';
import { optional, parseFloor, shown } from '../input/values.ts';
import { columns, print, printError, printJson } from '../terminal.ts';
import { noAccounts, nothingFits } from '../text/accounts-table.ts';
import { accountWords, tagWords } from '../text/names.ts';
import { fitting, layout, plain, type Row } from '../text/table.ts';
import { type Kept, noteSameKey, testFirst } from './testing.ts';

const credentialWords = { vault: 'encrypted file', environment: 'environment', none: 'not needed' };

/** `names`: ids or labels of those that are listed; empty: all. */
export function listAccounts(
  names: readonly string[],
  options: FilterOptions & { json?: boolean },
): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
    const state = engine.state();
    const chosen = selectAccounts(selectables(state), statusFilter(names, options));
    if (!chosen.ok) return badInput(chosen.message);
    const known = new Map(state.accounts.map((account) => [account.id, account]));
    const listed = chosen.accounts.flatMap(({ id }) => known.get(id) ?? []);
    const accounts = listed.map((account): AccountsJson['accounts'][number] => {
      const { id, provider, label, tags, note, pinned, hidden, credentialKept, paused } = account;
      const { since, expiresAt } = credentialJson(account);
      return {
        id,
        provider,
        label,
        tags,
        note,
        pinned,
        hidden,
        credential: credentialKept,
        credentialSince: since,
        credentialExpiresAt: expiresAt,
        paused,
      };
    });
    if (options.json) printJson<AccountsJson>({ schemaVersion: 1, accounts });
    else if (state.accounts.length === 0) print(noAccounts);
    else if (accounts.length === 0) print(nothingFits);
    else
      print(
        layout(
          [{ cells: ['ID', 'PROVIDER', 'LABEL', 'CREDENTIAL', 'SINCE'] }, ...accounts.flatMap(accountRows)],
          fitting(2, columns()),
        ),
      );
    return { ok: true, value: exitCodes.done };
  });
}

type ListedAccount = AccountsJson['accounts'][number];

/** An account, and below it your note and when its key expires, if there is any. */
function accountRows(account: ListedAccount): Row[] {
  const { id, provider, label, tags, note, credential, credentialSince, credentialExpiresAt } = account;
  const since = credentialSince?.slice(0, 10) ?? '';
  const marks = (['pinned', 'hidden', 'paused'] as const).filter((mark) => account[mark]);
  const words = [...marks, tagWords(tags)].join(' ').trim();
  const below = [
    ...(note === '' ? [] : [plain(note)]),
    ...(credentialExpiresAt === null ? [] : [`The key expires on ${credentialExpiresAt.slice(0, 10)}.`]),
  ];
  return [
    { cells: [id, provider, plain(label), credentialWords[credential], since, words] },
    ...below.map((line) => ({ line: `       · ${line}`, indent: 9 })),
  ];
}

/** Adds an account. Everything else is checked before you are asked for a credential or passphrase. */
export async function addAccount(input: {
  provider: string;
  /** Missing: the provider's name. */
  label?: string;
  fromEnv?: string[];
  floor?: string;
  paidChecks?: boolean;
  /** False: keep it without asking the provider. */
  test: boolean;
  json?: boolean;
  newVault?: boolean;
  /** You agree to an address in your own network. */
  yes?: boolean;
}): Promise<Outcome> {
  const floor = optional(input.floor, parseFloor);
  if (!floor.ok) return floor;
  return withEngine(async ({ engine, settings, environment }) => {
    const provider = knownProvider(engine.providers, input.provider);
    if (!provider.ok) return provider;
    const label = newLabel(settings.get().accounts, provider.value, input.label);
    if (!label.ok) return label;
    const paidChecks = checkPaidChecks(provider.value, input.paidChecks);
    if (!paidChecks.ok) return paidChecks;
    const credential = await givenCredential(engine, provider.value, input, environment);
    if (!credential.ok) return credential;
    const wrong = wrongOf(engine, provider.value, credential.value, environment, input.test);
    if (wrong !== null) return no(wrong);
    const asked = { environment, yes: input.yes };
    const agreed = await withConsentToAddress(provider.value, credential.value, asked, 'Nothing was added.');
    if (!agreed.ok) return agreed;
    if (agreed.value === null) return { ok: true, value: exitCodes.no };
    const opened = isForVault(agreed.value) ? await openVault(engine, environment, input.newVault) : agreed;
    if (!opened.ok) return opened;
    const candidate = {
      provider: provider.value,
      credential: agreed.value,
      paidChecks: paidChecks.value,
      test: input.test,
    };
    const kept = await testFirst(engine, candidate, 'Nothing was added.');
    if (!kept.ok) return kept;
    if (kept.value === null) return { ok: true, value: exitCodes.no };
    const added = await engine.addAccount({
      provider: provider.value.id,
      label: input.label,
      credential: agreed.value,
      floor: floor.value,
      paidChecks: paidChecks.value,
    });
    if (!added.ok) return added;
    if (input.json) printAdded(added.value, kept.value);
    else {
      const lines = [
        `Added ${accountWords(added.value, provider.value)} as ${added.value.id}.`,
        plain(kept.value.line),
        floorLine(added.value, provider.value, settings.get()),
        costLine(added.value, provider.value),
      ];
      print(lines.filter((line) => line !== '').join('\n'));
    }
    noteSameKey(provider.value, kept.value.sameAs);
    return { ok: true, value: exitCodes.done };
  });
}

function printAdded({ id, provider, label }: AccountState, { tested, balance, sameAs }: Kept): void {
  const account = { id, provider, label };
  const added: AddedJson = { schemaVersion: 1, account, tested, balance, sameAs };
  print(JSON.stringify(added));
}

interface CredentialOptions {
  fromEnv?: string[];
  /** Starts over with empty credentials if their file is lost. */
  newVault?: boolean;
}

/** Below which balance it warns; empty if the provider's balances have a limit. */
function floorLine(
  { id, alertSettings, pools }: AccountState,
  { unit, floor }: ProviderInfo,
  { alerts: { rules } }: Settings,
): string {
  const { low } = effectiveRules(rules, alertSettings);
  const below = low.amounts[0] ?? usualFloor(unit, low, floor);
  if (floor === undefined || !low.enabled || below === null) return '';
  const isLimited = pools.length > 0 && pools.every(({ limit }) => limit !== null);
  // Your own counts beside a limit, too.
  if (isLimited && low.amounts.length === 0) return '';
  const start = low.amounts.length > 0 ? 'It' : 'Without a limit, it';
  return `${start} warns below ${formatQuantity(below, unit)}; to change that: fuelgauge edit ${id} --floor AMOUNT`;
}

/** What its checks cost, and whether they are on; empty if they are free. */
function costLine(account: AccountState, provider: ProviderInfo): string {
  if (account.paidChecks === undefined) return '';
  return `${account.paidChecks ? checkCostSentence(provider, account.intervalMs) : checksOffSentence(provider, account.id, account.intervalMs)}`;
}

/** The answer is no, and why. */
function no(sentence: string): Outcome {
  printError(sentence);
  return { ok: true, value: exitCodes.no };
}

/** The credential from its source. */
async function givenCredential(
  { providers }: Pick<Engine, 'providers'>,
  provider: ProviderInfo,
  { fromEnv }: CredentialOptions,
  environment: NodeJS.ProcessEnv,
): Promise<Result<GivenCredential, CommandError>> {
  if (provider.credentialFields.length === 0) return { ok: true, value: { from: 'values', values: {} } };
  if (fromEnv) {
    const variables = credentialVariables(provider, fromEnv, environment);
    return variables.ok
      ? { ok: true, value: { from: 'environment', variables: variables.value } }
      : variables;
  }
  const values = await credentialFromInput(provider, [...providers.values()]);
  return values.ok ? { ok: true, value: { from: 'values', values: values.value } } : values;
}

/** What is wrong with a credential before anybody is asked; null: nothing that can be told. */
const wrongOf = (
  { providers }: Pick<Engine, 'providers'>,
  provider: ProviderInfo,
  credential: GivenCredential,
  environment: NodeJS.ProcessEnv,
  test: boolean,
): string | null =>
  wrongKindOf(provider, credential, environment) ??
  (test ? otherOwnerOf(provider, credential, environment, [...providers.values()]) : null);

const isForVault = (credential: GivenCredential) =>
  credential.from === 'values' && Object.keys(credential.values).length > 0;

/** Replaces an account's credential with one from standard input, the terminal or the environment. */
export async function replaceCredential(
  reference: string,
  options: CredentialOptions & { test: boolean; yes?: boolean },
): Promise<Outcome> {
  return withAccount(reference, async ({ engine, account, provider, environment }) => {
    if (provider.credentialFields.length === 0) return badInput(`${provider.name} needs no credential.`);
    const credential = await givenCredential(engine, provider, options, environment);
    if (!credential.ok) return credential;
    const wrong = wrongOf(engine, provider, credential.value, environment, options.test);
    if (wrong !== null) return no(wrong);
    const asked = { environment, yes: options.yes, agreed: account.nearHosts };
    const agreed = await withConsentToAddress(provider, credential.value, asked, 'The old one stays.');
    if (!agreed.ok) return agreed;
    if (agreed.value === null) return { ok: true, value: exitCodes.no };
    // The old one will be removed from the credential file.
    const opened =
      account.credential.kind === 'vault' || isForVault(agreed.value)
        ? await openVault(engine, environment, options.newVault)
        : agreed;
    if (!opened.ok) return opened;
    const candidate = {
      provider,
      credential: agreed.value,
      account: account.id,
      paidChecks: account.paidChecks,
      test: options.test,
    };
    const kept = await testFirst(engine, candidate, 'The old one stays.');
    if (!kept.ok) return kept;
    if (kept.value === null) return { ok: true, value: exitCodes.no };
    const replaced = await engine.replaceCredential({ account: account.id, credential: agreed.value });
    if (!replaced.ok) return replaced;
    print(`Replaced the credential of ${accountWords(account, provider)} (${account.id}).`);
    if (kept.value.line !== '') print(plain(kept.value.line));
    noteSameKey(provider, kept.value.sameAs);
    return { ok: true, value: exitCodes.done };
  });
}

function knownProvider(providers: Providers, written: string): Result<ProviderInfo, CommandError> {
  const provider = providers.get(written.toLowerCase());
  if (provider) return { ok: true, value: provider };
  const near = nearest(written, [...providers.all().keys()]);
  const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  return {
    ok: false,
    error: {
      kind: 'unknown-provider',
      message: `Unknown provider ‘${shown(written)}’.${meant} \`fuelgauge providers\` lists them all.`,
    },
  };
}
