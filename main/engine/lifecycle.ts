import { openingBefore } from '../../shared/present/index.ts';
import { dayMs, hourMs, minuteMs } from '../../shared/time/index.ts';
import { removeOrphans } from './commands/credentials.ts';
import { deleteOverdue, giveSpaceBack } from './commands/removal.ts';
import { endsWithin } from './deadline.ts';
import { openKeychain } from './keychain.ts';
import { reasonOf } from './log.ts';
import type { EngineParts } from './parts.ts';
import { knownAccounts } from './state/known-accounts.ts';
import { tellOthers } from './store/told.ts';

/** Starts polling, or resumes after `pause`. */
export function start(parts: EngineParts): void {
  const { session, clock } = parts;
  session.polling = true;
  // A vault with a passphrase waits for you.
  if (parts.vault.kind === 'system')
    openKeychain(parts).catch((error: unknown) =>
      parts.log.warn('the keychain was not opened', { reason: reasonOf(error) }),
    );
  session.startedAt = Math.min(session.startedAt, clock.now());
  // Other processes may have written to the history in the meantime.
  parts.changed('all');
  parts.poller.start();
  parts.alerts.start();
  deleteHourly(parts);
  compactAfter(parts, minuteMs);
}

/** Deletes removed accounts whose time is over, and what this vault still has of those that another process deleted. */
function deleteHourly(parts: EngineParts): void {
  const { session, clock } = parts;
  void deleteOverdue(parts);
  session.cancelDeletion();
  session.cancelDeletion = clock.after(hourMs, () => {
    deleteHourly(parts);
    removeOrphans(parts).catch((error: unknown) =>
      parts.log.warn('the vault was not mended', { reason: reasonOf(error) }),
    );
  });
}

/** Compacts the history after `ms`, then once a day. */
export function compactAfter(parts: EngineParts, ms: number): void {
  const { session, clock, history } = parts;
  session.cancelCompaction();
  session.cancelCompaction = clock.after(ms, () => {
    history.compact(clock.now());
    // It writes to the history, and changes nothing that is shown.
    parts.glance.changed();
    compactAfter(parts, dayMs);
    forgetUses(parts);
  });
}

/** Forgets old entries of logged use in small steps, so that nothing else waits, and then sums up old days. */
function forgetUses(parts: EngineParts): void {
  const { session, clock, history } = parts;
  session.cancelForgetting = clock.after(50, () => {
    if (history.forgetOldUses(clock.now())) forgetUses(parts);
    else {
      closeOldUses(parts);
      giveSpaceBack(parts)
        .catch((error: unknown) => parts.log.warn('no space was given back', { reason: reasonOf(error) }))
        .finally(() => parts.glance.changed());
    }
  });
}

function closeOldUses(parts: EngineParts): void {
  const { clock, history } = parts;
  const closed = knownAccounts(parts).filter(({ account, provider }) => {
    const now = clock.now();
    const facts = { provider, reading: null, entered: account.entered, since: account.createdAt, now };
    return history.closeOldUse(account.id, now, (known, at) => openingBefore({ ...facts, ...known }, at));
  });
  if (closed.length > 0) parts.changed(closed.map(({ account }) => account.id));
}

/** Stops polling and notifying. Resolves when nothing is running. */
export async function pause({ session, poller, alerts, observations }: EngineParts): Promise<void> {
  session.polling = false;
  observations.changed();
  session.cancelCompaction();
  session.cancelForgetting();
  session.cancelKeychain();
  session.cancelDeletion();
  await Promise.all([poller.stop(), alerts.pause(), session.deleting]);
}

/** How long stopping waits for requests and deliveries that were broken off and do not end. */
const patienceMs = 1000;

/** Stops for good and closes the data folder, within two seconds whatever hangs. */
export async function stop(parts: EngineParts): Promise<void> {
  parts.history.hurry();
  const ended = await endsWithin(patienceMs, pause(parts)).catch(() => false);
  if (!ended) parts.log.warn('something was still running at the end');
  closeFolder(parts);
}

/** As `stop`, but waits for nothing: what is under way is broken off. */
export function stopAtOnce(parts: EngineParts): void {
  parts.history.hurry();
  // It ends with the process.
  pause(parts).catch(() => {});
  closeFolder(parts);
}

function closeFolder(parts: EngineParts): void {
  parts.firstPlays.end();
  parts.session.budgets?.cancel();
  parts.announcer.end();
  parts.glance.end();
  parts.alerts.stop();
  parts.settings.close();
  parts.history.close();
  const { home, clock, session } = parts;
  if (session.written !== null) tellOthers(home, [...session.written], clock.now());
}
