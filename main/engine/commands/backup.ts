import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportInput, ImportInput, ImportReport } from '../../../shared/api/backup.ts';
import type { CommandResult } from '../../../shared/api/contract.ts';
import { type AccountHistory, type Backup, largestBackupBytes } from '../../../shared/backup/format.ts';
import {
  badInput,
  type CommandError,
  fail,
  ok,
  type Result,
  type Settings,
} from '../../../shared/model/index.ts';
import { vaultKey } from '../alerts/channels.ts';
import { planImport } from '../backup/plan.ts';
import type { Plan } from '../backup/plan-types.ts';
import { opened, sealed } from '../backup/seal.ts';
import { backupOf } from '../backup/write.ts';
import type { EngineParts } from '../parts.ts';
import { accountNumber } from '../store/accounts.ts';
import { fileStamp, notWritable, writeWhole } from '../store/files.ts';
import type { HeldLock } from '../store/lock.ts';
import { notOpen, withVaultLock } from '../vault/vault.ts';
import { lastNumber } from './accounts.ts';
import { removeProvider } from './providers.ts';
import { removeAccount } from './removal.ts';

type Values = Record<string, string>;

/** All settings as one file. With a passphrase it is encrypted, and has the credentials of the vault. */
export async function exportBackup(
  { settings, history, vault, clock, log }: EngineParts,
  { passphrase, history: withHistory }: ExportInput,
): Promise<CommandResult<{ text: string }>> {
  const current = settings.fromFile();
  const isKept = passphrase !== undefined && !vault.isEmpty();
  if (isKept && vault.state() !== 'open') return notOpen(vault);
  const kept = isKept ? await keptIn(vault) : ok(new Map<string, Values>());
  if (!kept.ok) return kept;
  const backup = backupOf({
    settings: current,
    now: clock.now(),
    history: withHistory ? history : null,
    secrets: passphrase === undefined ? null : secretsOf(current, kept.value),
  });
  const json = `${JSON.stringify(backup, null, 2)}\n`;
  const text = passphrase === undefined ? json : await sealed(json, passphrase);
  if (Buffer.byteLength(text) > largestBackupBytes)
    return badInput(
      `This backup would have more than ${largestBackupBytes / 1024 / 1024} MB, and could not be imported. Leave out the history; \`fuelgauge history --all --csv\` exports it.`,
    );
  log.info('a backup was exported', { encrypted: passphrase !== undefined, history: withHistory });
  return ok({ text });
}

function secretsOf(
  { accounts, alerts }: Pick<Backup, 'accounts'> & { alerts: { channels: readonly { id: string }[] } },
  kept: ReadonlyMap<string, Values>,
) {
  const found = (ids: readonly string[], keyOf: (id: string) => string) =>
    Object.fromEntries(ids.flatMap((id) => (kept.has(keyOf(id)) ? [[id, kept.get(keyOf(id)) ?? {}]] : [])));
  return {
    credentials: found(
      accounts.map(({ id }) => id),
      (id) => id,
    ),
    channelFields: found(
      alerts.channels.map(({ id }) => id),
      vaultKey,
    ),
  };
}

/** Everything in an open vault. */
async function keptIn(vault: EngineParts['vault']): Promise<Result<Map<string, Values>, CommandError>> {
  const ids = await vault.ids();
  if (!ids.ok) return ids;
  const kept = new Map<string, Values>();
  for (const id of ids.value) {
    const values = await vault.get(id);
    if (!values.ok) return values;
    if (values.value !== null) kept.set(id, values.value);
  }
  return ok(kept);
}

/** Adds what a backup holds to the settings, or puts it in their place. Or only says what that would do. */
export async function importBackup(
  parts: EngineParts,
  { file, passphrase, replace, allowed, dryRun }: ImportInput,
): Promise<CommandResult<ImportReport>> {
  const read = await opened(Buffer.from(file, 'base64'), passphrase);
  if (!read.ok) return read;
  const { backup, encrypted } = read.value;
  const choices = { backup, replace, allowed: new Set(allowed) };
  const { vault, settings } = parts;
  const report = ({ items, questions, missing }: Plan, setAside: string | null) =>
    ok({ encrypted, createdAt: backup.createdAt, items, questions, missing, setAside });
  const first = await planHere(parts, choices, settings.fromFile());
  if (!first.ok) return first;
  if (dryRun) return report(first.value, null);
  const usesVault = !vault.isEmpty() || first.value.values.size > 0;
  if (usesVault && vault.state() !== 'open') return notOpen(vault);
  const done = await withVaultLock(parts.home, usesVault ? vault : null, async (lock) => {
    const here = settings.read();
    const plan = here.ok ? await planHere(parts, choices, here.value) : here;
    if (!plan.ok) return plan;
    const setAside = replace ? putAside(parts) : ok(null);
    if (!setAside.ok) return setAside;
    const applied = await apply(parts, plan.value, lock);
    return applied.ok ? ok({ plan: plan.value, setAside: setAside.value }) : applied;
  });
  if (!done.ok) return done;
  const { plan, setAside } = done.value;
  for (const [id, values] of plan.values)
    if (accountNumber(id) > 0) parts.reader.credentialReplaced(id, values);
  if (backup.history !== undefined) addHistory(parts, backup.history, plan.newIds);
  const removed = await removeOthers(parts, plan.removed);
  if (!removed.ok) return removed;
  parts.log.info('a backup was imported', { replace, accounts: settings.get().accounts.length });
  parts.changed('all');
  return report(plan, setAside);
}

type Choices = Pick<Parameters<typeof planImport>[0], 'backup' | 'replace' | 'allowed'>;

/** The plan for what is here now. */
async function planHere(
  parts: EngineParts,
  choices: Choices,
  here: Settings,
): Promise<Result<Plan, CommandError>> {
  const { vault, environment, providers, clock } = parts;
  const kept = vault.state() === 'open' ? await keptIn(vault) : ok(new Map<string, Values>());
  if (!kept.ok) return kept;
  const given = await lastNumber(parts, here);
  return ok(
    planImport({
      ...choices,
      here,
      environment,
      providerOf: (id) => providers.get(id),
      kept: kept.value,
      lastNumber: given,
      isNew: here.accounts.length === 0 && given === 0,
      now: clock.now(),
    }),
  );
}

/** Saves the settings as they are, so that an import can be taken back. Returns the file. */
function putAside({ settings, home, clock }: EngineParts): Result<string, CommandError> {
  const stamp = fileStamp(clock.now()).replace(/\..*$/, '');
  let file = join(home, `before-import-${stamp}.json`);
  for (let n = 2; existsSync(file); n += 1) file = join(home, `before-import-${stamp}-${n}.json`);
  const backup = backupOf({ settings: settings.get(), now: clock.now(), history: null, secrets: null });
  try {
    writeWhole(file, `${JSON.stringify(backup, null, 2)}\n`);
    return ok(file);
  } catch (error) {
    return fail(notWritable(`The file ${file}`, error));
  }
}

/** Credentials first, so that no account exists without its own, whenever the process ends. */
async function apply(
  { vault, settings }: EngineParts,
  { settings: next, values, unkept }: Plan,
  lock: HeldLock,
): Promise<Result<void, CommandError>> {
  const before = new Map<string, Values | null>();
  const restore = async () => {
    for (const [id, was] of before) await (was === null ? vault.remove(id, lock) : vault.set(id, was, lock));
  };
  for (const [id, given] of values) {
    const was = await vault.get(id);
    const set = was.ok ? await vault.set(id, { ...given }, lock) : was;
    if (was.ok && set.ok) before.set(id, was.value);
    else {
      await restore();
      return set.ok ? ok(undefined) : set;
    }
  }
  const updated = await settings.update(() => next, lock);
  if (!updated.ok) {
    await restore();
    return updated;
  }
  for (const id of unkept) {
    const removed = await vault.remove(id, lock);
    if (!removed.ok) return removed;
  }
  return ok(undefined);
}

/** The past of accounts that are new here. Those that were here have their own. */
function addHistory(
  { history }: EngineParts,
  past: Readonly<Record<string, AccountHistory>>,
  newIds: ReadonlyMap<string, string>,
): void {
  for (const [theirs, { balances, reportedUse, loggedUse }] of Object.entries(past)) {
    const account = newIds.get(theirs);
    if (account === undefined) continue;
    for (const [pool, series] of Object.entries(balances).slice(0, mostPools))
      history.addSeries(
        account,
        pool,
        series.map(([t, remaining]) => ({ t, remaining })),
      );
    history.saveDailyUse(account, reportedUse);
    for (const [at, amount] of loggedUse)
      history.addUse({ id: `backup-${at}`, account, at, amount, error: null });
  }
}

const mostPools = 200;

/** What the backup does not have goes as if you had removed it by hand. */
async function removeOthers(
  parts: EngineParts,
  { accounts, channels, providers }: Plan['removed'],
): Promise<Result<void, CommandError>> {
  for (const { id } of accounts) {
    const removed = await removeAccount(parts, { account: id });
    if (!removed.ok) return removed;
  }
  for (const { id } of channels) {
    const removed = await parts.alerts.api.removeChannel({ id });
    if (!removed.ok) return removed;
  }
  // One that an account still uses stays.
  for (const { definition } of providers) await removeProvider(parts, { id: definition.id });
  return ok(undefined);
}
