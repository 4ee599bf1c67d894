import type { WritingContext } from '../../../shared/format.ts';
import {
  type AccountState,
  bySeverity,
  type Episode,
  type ProviderInfo,
  type Severity,
} from '../../../shared/model/index.ts';
import { dayMs, dayNumber, hourMs, longDay, momentWords } from '../../../shared/time/index.ts';

// The words of the alerts pages: pure, with the clock and the person's zone as arguments.

export const severityNames: Record<Severity, string> = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'For information',
};

/** The end of time, as a mute for good is written. */
export const forever = 8.64e15;

/** `Crustdata, production`. */
export function accountName(
  account: Pick<AccountState, 'provider' | 'label'>,
  providers: readonly ProviderInfo[],
): string {
  const name = providers.find(({ id }) => id === account.provider)?.name ?? account.provider;
  return `${name}, ${account.label}`;
}

export interface Listed {
  account: AccountState;
  alert: AccountState['alerts'][number];
  /** Still wants to be looked at: neither seen, snoozed nor on a muted account. */
  isNew: boolean;
}

/** Every alert that holds now: what is new before what was seen or put off, then the worst, then the oldest. */
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

/** Whether it still wants to be looked at: neither seen, snoozed nor on a muted account. */
export function isNew(account: AccountState, alert: AccountState['alerts'][number], now: number): boolean {
  const later = (until: number | null) => until !== null && until > now;
  return !alert.acknowledged && !later(alert.snoozedUntil) && !later(account.alertSettings.mutedUntil);
}

/** The page's first sentence, and what stands below it. What is for information only asks nothing of anybody. */
export function headline(alerts: readonly Listed[]): { heading: string; detail: string | null } {
  const fresh = alerts.filter(({ isNew }) => isNew);
  const news = fresh.filter(({ alert }) => alert.severity === 'info').length;
  const urgent = fresh.length - news;
  const quiet = alerts.length - fresh.length;
  const parts = [
    ...(news > 0 ? [`${news}${urgent > 0 ? ' more' : ''} ${news === 1 ? 'is' : 'are'} for information`] : []),
    ...(quiet > 0 ? [`${quiet} ${quiet === 1 ? 'is' : 'are'} seen, snoozed or muted`] : []),
  ];
  const besides = parts.length === 0 ? null : `${parts.join(', ')}.`;
  if (urgent > 0)
    return {
      heading: urgent === 1 ? '1 alert needs attention' : `${urgent} alerts need attention`,
      detail: besides,
    };
  return {
    heading: quiet === 0 ? 'Nothing needs your attention' : 'Nothing new needs your attention',
    detail: besides === null ? null : `Of the alerts that hold, ${besides}`,
  };
}

/** Why nothing is said of an alert at present, such as `Snoozed until 22 Nov, 09:00`; null: it speaks. */
export function quietWords({ account, alert }: Listed, context: WritingContext): string | null {
  const { mutedUntil } = account.alertSettings;
  if (mutedUntil !== null && mutedUntil > context.now) return 'Account muted';
  if (alert.snoozedUntil !== null && alert.snoozedUntil > context.now)
    return `Snoozed until ${momentWords(alert.snoozedUntil, context)}`;
  return alert.acknowledged ? 'Seen' : null;
}

/** `until Thursday, 09:00`, `for good`. */
export function mutedWords(until: number, context: WritingContext): string {
  return until >= forever ? 'for good' : `until ${momentWords(until, context)}`;
}

export interface Choice {
  label: string;
  /** Follows "Quiet": `for an hour`. */
  words: string;
  until: number;
}

/** How long an alert can be put off. Tomorrow is the person's own day. */
export function snoozeChoices(now: number): Choice[] {
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(9, 0, 0, 0);
  return [
    { label: '1 hour', words: 'for an hour', until: now + hourMs },
    { label: 'Until tomorrow, 09:00', words: 'until tomorrow, 09:00', until: morning.getTime() },
    { label: '1 week', words: 'for a week', until: now + 7 * dayMs },
  ];
}

/** How long an account can be muted. */
export function muteChoices(now: number): Choice[] {
  return [
    { label: '1 day', words: 'for a day', until: now + dayMs },
    { label: '1 week', words: 'for a week', until: now + 7 * dayMs },
    { label: 'For good', words: 'for good', until: forever },
  ];
}

/** `Today`, `Yesterday`, `19 November`. */
export function dayHeading(instant: number, context: WritingContext): string {
  const ago = dayNumber(context.now, context.zone) - dayNumber(instant, context.zone);
  if (ago === 0) return 'Today';
  if (ago === 1) return 'Yesterday';
  return longDay(instant, context, context.zone);
}

/** Episodes in their order, under the days on which they were raised. */
export function byDay(
  episodes: readonly Episode[],
  context: WritingContext,
): { day: string; episodes: Episode[] }[] {
  const days = new Map<string, Episode[]>();
  for (const episode of episodes) {
    const day = dayHeading(episode.raisedAt, context);
    days.set(day, [...(days.get(day) ?? []), episode]);
  }
  return [...days].map(([day, listed]) => ({ day, episodes: listed }));
}

/** `still holds`, `to 11:40`; empty for news, which are over at once. Another day than the first one is named. */
export function endedWords(
  episode: Pick<Episode, 'raisedAt' | 'clearedAt'>,
  context: WritingContext,
): string {
  const { raisedAt, clearedAt } = episode;
  if (clearedAt === null) return 'still holds';
  return clearedAt === raisedAt ? '' : `to ${momentWords(clearedAt, { ...context, now: raisedAt })}`;
}

/** One text that changes whenever an alert begins, ends, or gets worse or better. */
export function alertsSign(accounts: readonly AccountState[]): string {
  return accounts
    .flatMap(({ id, alerts }) =>
      alerts.map(({ kind, severity, episode }) => `${id} ${kind} ${severity} ${episode}`),
    )
    .join('\n');
}
