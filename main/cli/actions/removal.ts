import { formatDay } from '../../../shared/format.ts';
import { isoInstant } from '../../../shared/iso-instant.ts';
import type { RemovedJson } from '../../../shared/json/accounts.ts';
import type { Account } from '../../../shared/model/index.ts';
import { systemZone } from '../../../shared/time/index.ts';
import { findRemovable } from '../../engine/store/removed.ts';
import { type Session, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { openVault } from '../input/credential.ts';
import { agreed, declined, print, printJson, stdinIsTerminal } from '../terminal.ts';
import { layout, plain } from '../text/table.ts';

const done: Outcome = { ok: true, value: exitCodes.done };
const dayWords = (at: number) => formatDay(at, systemZone(), Date.now());

interface RemoveOptions {
  yes?: boolean;
  forGood?: boolean;
}

/** Lets an account rest, or deletes it for good. It asks first, unless you say --yes. */
export function removeAccount(reference: string, { yes, forGood = false }: RemoveOptions): Promise<Outcome> {
  return withEngine(async (session) => {
    const { engine, settings } = session;
    const found = findRemovable(settings.get(), reference, forGood);
    if (!found.ok) return found;
    const account = found.value;
    const refused = yes ? null : await askFirst(account, forGood);
    if (refused !== null) return refused;
    const opened = forGood ? await openVaultOf(session, account) : done;
    if (!opened.ok) return opened;
    const removed = await engine.removeAccount({ account: account.id, forGood });
    if (!removed.ok) return removed;
    print(`Removed ${nameOf(account)}${forGood ? ' for good' : ''}.`);
    const resting = engine.state().removed.find(({ id }) => id === account.id);
    if (resting)
      print(
        `You can restore it until ${dayWords(resting.until)}: fuelgauge restore ${account.id}\nThen its key and history are deleted. To delete them now: fuelgauge remove ${account.id} --for-good`,
      );
    return done;
  });
}

/** Null: yes. */
async function askFirst(account: Account, forGood: boolean): Promise<Outcome | null> {
  const whole = forGood ? ' for good, with its key and its history' : '';
  const nobody = badInput(`Nothing was removed. Add --yes to remove ${nameOf(account)}${whole}.`);
  if (!stdinIsTerminal()) return nobody;
  const end = forGood ? 'This cannot be undone.' : 'You can restore it for 7 days.';
  const isAgreed = await agreed(`Remove ${nameOf(account)}${whole}? ${end} [y/N]`);
  return isAgreed ? null : declined('Nothing was removed.');
}

/** Without a credential file there is nothing to open. */
function openVaultOf({ engine, environment }: Session, { credential }: Account): Promise<Outcome> | Outcome {
  if (credential.kind !== 'vault' || engine.state().vault.state === 'unset') return done;
  return openVault(engine, environment).then((opened) => (opened.ok ? done : opened));
}

export function restoreAccount(reference: string): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
    const restored = await engine.restoreAccount({ account: reference });
    if (!restored.ok) return restored;
    const { id, label, renamedFrom } = restored.value;
    print(
      renamedFrom === null
        ? `Restored “${plain(label)}” (${id}).`
        : `Restored “${plain(renamedFrom)}” (${id}) as “${plain(label)}”, because another account has its label now.`,
    );
    return done;
  });
}

/** The accounts that can be restored. */
export function listRemoved(options: { json?: boolean }): Promise<Outcome> {
  return withEngine(async ({ engine, settings }) => {
    const { removed } = engine.state();
    const providerOf = (id: string) =>
      settings.get().removed.find(({ account }) => account.id === id)?.account.provider ?? '';
    if (options.json)
      printJson<RemovedJson>({
        schemaVersion: 1,
        removed: removed.map(({ id, label, removedAt, until }) => ({
          id,
          provider: providerOf(id),
          label,
          removedAt: isoInstant(removedAt),
          restorableUntil: isoInstant(until),
        })),
      });
    else if (removed.length === 0) print('No account was removed that could be restored.');
    else
      print(
        layout([
          { cells: ['ID', 'PROVIDER', 'LABEL', 'REMOVED', 'KEPT UNTIL'] },
          ...removed.map(({ id, label, removedAt, until }) => ({
            cells: [id, providerOf(id), plain(label), dayWords(removedAt), dayWords(until)],
          })),
        ]),
      );
    return done;
  });
}

const nameOf = ({ id, provider, label }: Account) => `${provider} “${plain(label)}” (${id})`;
