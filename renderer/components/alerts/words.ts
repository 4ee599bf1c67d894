import { forever, type Listed } from '../../../shared/alerts/listed.ts';
import type { WritingContext } from '../../../shared/format.ts';
import type { AccountState, Episode, ProviderInfo, Severity } from '../../../shared/model/index.ts';
import { accountTitle } from '../../../shared/names.ts';
import { dayMs, dayNumber, hourMs, longDay, momentWords } from '../../../shared/time/index.ts';

export {
  forever,
  isNew,
  type Listed,
  listedAlerts,
  mutedWords,
  quietWords,
} from '../../../shared/alerts/listed.ts';

// The words of the alerts pages: pure, with the clock and your time zone as arguments.

export const severityNames: Record<Severity, string> = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'Info',
};

/** `Crustdata, production`. */
export function accountName(
  account: Pick<AccountState, 'provider' | 'label'>,
  providers: readonly ProviderInfo[],
): string {
  const name = providers.find(({ id }) => id === account.provider)?.name ?? account.provider;
  return accountTitle(name, account.label);
}

/** The page's heading, and the line below it. Info alerts need no attention. */
export function headline(alerts: readonly Listed[]): { heading: string; detail: string | null } {
  const fresh = alerts.filter(({ isNew }) => isNew);
  const news = fresh.filter(({ alert }) => alert.severity === 'info').length;
  const urgent = fresh.length - news;
  const quiet = alerts.length - fresh.length;
  const parts = [
    ...(news > 0 ? [`${news} info ${news === 1 ? 'alert' : 'alerts'}`] : []),
    ...(quiet > 0 ? [`${quiet} acknowledged, snoozed or muted`] : []),
  ];
  const rest = parts.length === 0 ? null : `${parts.join(' and ')}.`;
  if (urgent > 0)
    return {
      heading: urgent === 1 ? '1 alert needs attention' : `${urgent} alerts need attention`,
      detail: rest === null ? null : `Also ${rest}`,
    };
  return {
    heading: quiet === 0 ? 'Nothing needs your attention' : 'Nothing new needs your attention',
    detail: rest,
  };
}

export interface Choice {
  label: string;
  /** Follows "Snoozed" or "muted": `for an hour`. */
  words: string;
  until: number;
}

/** How long an alert can be snoozed. Tomorrow is in your own time zone. */
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

/** Episodes in their order, grouped by the day on which they were raised. */
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

/** `active`, `to 11:40`; empty for events, which end at once. Names the day if it is not the first one. */
export function endedWords(
  episode: Pick<Episode, 'raisedAt' | 'clearedAt'>,
  context: WritingContext,
): string {
  const { raisedAt, clearedAt } = episode;
  if (clearedAt === null) return 'active';
  return clearedAt === raisedAt ? '' : `to ${momentWords(clearedAt, { ...context, now: raisedAt })}`;
}

/** A text that changes whenever an alert begins, ends, or changes severity. */
export function alertsFingerprint(accounts: readonly AccountState[]): string {
  return accounts
    .flatMap(({ id, alerts }) =>
      alerts.map(({ kind, severity, episode }) => `${id} ${kind} ${severity} ${episode}`),
    )
    .join('\n');
}
