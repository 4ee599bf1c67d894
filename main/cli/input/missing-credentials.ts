import type { ImportReport, Missing } from '../../../shared/api/backup.ts';
import type { Engine } from '../../engine/engine.ts';
import { exitCodes, type Outcome } from '../exit.ts';
import { ask, print, printError } from '../terminal.ts';
import { missingLines } from '../text/backup-import.ts';
import { plain } from '../text/table.ts';
import { openVault } from './credential.ts';
import { keepSecret } from './secrets.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Awaited = Extract<Missing, { what: 'credential' }>;

/** Asks on the terminal for the credentials that a backup did not have, and lists what is missing then. */
export async function enterMissing(
  engine: Engine,
  environment: Environment,
  { missing }: ImportReport,
): Promise<Outcome> {
  const entered = new Set<string>();
  const asked = missing.filter((one): one is Awaited => one.what === 'credential');
  if (asked.length > 0) print('These accounts need their credential. Press Enter to enter one later.');
  for (const one of asked) {
    const values = await valuesOf(engine, one);
    if (values === null) continue;
    const opened = await openVault(engine, environment);
    if (!opened.ok) return opened;
    if (await kept(engine, one, values)) entered.add(one.account);
  }
  const left = missing.filter((one) => one.what !== 'credential' || !entered.has(one.account));
  for (const line of missingLines({ missing: left })) print(line);
  return { ok: true, value: exitCodes.done };
}

/** The fields of one credential; null: the first was left empty. */
async function valuesOf(
  engine: Engine,
  { account, provider: id, label }: Awaited,
): Promise<Record<string, string> | null> {
  const provider = engine.state().providers.find((one) => one.id === id);
  const values: Record<string, string> = {};
  for (const field of provider?.credentialFields ?? []) {
    const answer = await ask(`${field.label} of ${plain(label)} (${id}, ${account}):`, {
      silent: field.secret,
    });
    if (answer) values[field.id] = keepSecret(answer);
    else if (!field.optional) return null;
  }
  return values;
}

/** Keeps it, unless the provider rejects it. */
async function kept(
  engine: Engine,
  { account, provider, label }: Awaited,
  values: Record<string, string>,
): Promise<boolean> {
  const credential = { from: 'values' as const, values };
  const tested = await engine.testCredential({ provider, account, credential });
  const name = `${provider} “${plain(label)}”`;
  if (tested.ok && !tested.value.ok && tested.value.rejected) {
    printError(`${name}: ${plain(tested.value.error.message)} It was not kept.`);
    return false;
  }
  const replaced = await engine.replaceCredential({ account, credential });
  if (!replaced.ok) printError(`${name}: ${plain(replaced.error.message)}`);
  else
    print(
      `${name}: ${tested.ok && tested.value.ok ? (tested.value.balance ?? 'accepted') : 'kept, not tested'}`,
    );
  return replaced.ok;
}
