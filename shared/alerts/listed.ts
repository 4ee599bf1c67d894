import type { WritingContext } from '../format.ts';
import { bySeverity } from '../model/severity-rank.ts';
import type { AccountState } from '../model/state.ts';
import { momentWords } from '../time/index.ts';

// The active alerts as pages and commands list them: pure, with the clock and your time zone as arguments.

/** The largest date that JavaScript knows: how a mute for good is stored. */
export const forever = 8.64e15;

export interface Listed {
  account: AccountState;
  alert: AccountState['alerts'][number];
  /** Neither acknowledged, snoozed nor on a muted account. */
  isNew: boolean;
}

/** All active alerts: new ones before those acknowledged or snoozed, then the worst, then the oldest. */
export function listedAlerts(accounts: readonly AccountState[], now: number): Listed[] {
  return accounts
    .flatMap((account) =>
      account.alerts.map((alert) => ({ account, alert, isNew: isNew(account, alert, now) })),
    )
    .sort(
      (a, b) =>
        Number(b.isNew) - Number(a.isNew) || bySeverity(a.alert, b.alert) || a.alert.since - b.alert.since,
    );
}

/** Whether an alert is neither acknowledged, snoozed nor on a muted account. */
export function isNew(account: AccountState, alert: AccountState['alerts'][number], now: number): boolean {
  const later = (until: number | null) => until !== null && until > now;
  return !alert.acknowledged && !later(alert.snoozedUntil) && !later(account.alertSettings.mutedUntil);
}

/** Why an alert is quiet, such as `Snoozed until 22 Nov, 09:00`; null if it is not. */
export function quietWords({ account, alert }: Listed, context: WritingContext): string | null {
  const { mutedUntil } = account.alertSettings;
  if (mutedUntil !== null && mutedUntil > context.now) return 'Account muted';
  if (alert.snoozedUntil !== null && alert.snoozedUntil > context.now)
    return `Snoozed until ${momentWords(alert.snoozedUntil, context)}`;
  return alert.acknowledged ? 'Acknowledged' : null;
}

/** `until Thursday, 09:00`, `for good`. */
export function mutedWords(until: number, context: WritingContext): string {
  return until >= forever ? 'for good' : `until ${momentWords(until, context)}`;
}
