import { isOfBudget } from '../../../shared/alerts/index.ts';
import { alertKinds } from '../../../shared/alerts/kinds.ts';
import { forever, type Listed, listedAlerts, mutedWords, quietWords } from '../../../shared/alerts/listed.ts';
import type { WritingContext } from '../../../shared/format.ts';
import { isoInstant } from '../../../shared/iso-instant.ts';
import type { AlertJson, AlertsJson } from '../../../shared/json/alerts.ts';
import { type AppState, bySeverity, type Episode } from '../../../shared/model/index.ts';
import { budgetName } from '../../../shared/money/budget-name.ts';
import { accountTitle } from '../../../shared/names.ts';
import { momentWords } from '../../../shared/time/index.ts';
import type { Paint } from '../terminal.ts';
import { fitting, layout, plain, type Row } from './table.ts';

type Known = Pick<AppState, 'accounts' | 'providers' | 'budgets'>;
type Severity = AlertJson['severity'];

/** An alert as it is listed. */
export interface AlertLine extends Omit<AlertJson, 'since' | 'endedAt' | 'snoozedUntil'> {
  /** The whole id of its episode; null: nothing has been raised. */
  episode: string | null;
  /** Epoch milliseconds. */
  since: number;
  endedAt: number | null;
  snoozedUntil: number | null;
  /** Why it is quiet; null: it is not. */
  quiet: string | null;
}

/** The active alerts, new ones first, then the worst. `episodes`: those that are open, for budgets, which no account shows. */
export function activeAlerts(
  state: Known,
  episodes: readonly Episode[],
  context: WritingContext,
): AlertLine[] {
  const own = listedAlerts(state.accounts, context.now).map((listed) => ofAccount(listed, state, context));
  const ofBudgets = episodes
    .filter((episode) => episode.clearedAt === null && isOfBudget(episode))
    .map((episode) => ofEpisode(episode, state, context));
  const all = [...own, ...ofBudgets].sort(
    (a, b) => Number(b.quiet === null) - Number(a.quiet === null) || bySeverity(a, b) || a.since - b.since,
  );
  const shorts = shortIds(all.flatMap(({ episode }) => episode ?? []));
  return all.map((alert) => ({ ...alert, id: shorts.get(alert.episode ?? '') ?? null }));
}

/** Episodes in their order, with their whole ids. */
export const pastAlerts = (
  state: Known,
  episodes: readonly Episode[],
  context: WritingContext,
): AlertLine[] => episodes.map((episode) => ofEpisode(episode, state, context));

function ofAccount({ account, alert, isNew }: Listed, state: Known, context: WritingContext): AlertLine {
  const { kind, severity, text, since, episode, snoozedUntil } = alert;
  const { mutedUntil } = account.alertSettings;
  const isMuted = mutedUntil !== null && mutedUntil > context.now;
  const isSnoozed = snoozedUntil !== null && snoozedUntil > context.now;
  return {
    id: null,
    episode,
    account: account.id,
    name: nameOf(account.id, state),
    kind,
    severity,
    state: isNew ? 'new' : isMuted ? 'muted' : isSnoozed ? 'snoozed' : 'acknowledged',
    since,
    endedAt: null,
    snoozedUntil: isSnoozed ? snoozedUntil : null,
    text,
    quiet: quietWords({ account, alert, isNew }, context),
  };
}

function ofEpisode(episode: Episode, state: Known, context: WritingContext): AlertLine {
  const { id, account, kind, severity, text, raisedAt, clearedAt, acknowledgedAt, snoozedUntil } = episode;
  const until = mutedUntilOf(account, state);
  const isMuted = until !== null && until > context.now;
  const isSnoozed = snoozedUntil !== null && snoozedUntil > context.now;
  const states = [
    [clearedAt !== null, 'ended'],
    [isMuted, 'muted'],
    [isSnoozed, 'snoozed'],
    [acknowledgedAt !== null, 'acknowledged'],
  ] as const;
  const state_ = states.find(([holds]) => holds)?.[1] ?? 'new';
  const words = {
    new: null,
    ended:
      clearedAt === null || clearedAt === raisedAt ? 'Ended' : `Ended ${momentWords(clearedAt, context)}`,
    muted: 'Muted',
    snoozed: `Snoozed until ${momentWords(snoozedUntil ?? 0, context)}`,
    acknowledged: 'Acknowledged',
  };
  return {
    id,
    episode: id,
    account,
    name: nameOf(account, state),
    kind,
    severity,
    state: state_,
    since: raisedAt,
    endedAt: clearedAt,
    snoozedUntil: isSnoozed ? snoozedUntil : null,
    text,
    quiet: words[state_],
  };
}

/** An account's or a budget's name. */
export function nameOf(id: string, { accounts, providers, budgets }: Known): string {
  const title = (wanted: string) => {
    const account = accounts.find((each) => each.id === wanted);
    if (account === undefined) return undefined;
    const provider = providers.find((each) => each.id === account.provider);
    return accountTitle(provider?.name ?? account.provider, account.label);
  };
  const budget = budgets.find((each) => each.id === id);
  if (budget === undefined) return title(id) ?? 'removed';
  return budgetName(budget.scope, budget.scope.kind === 'account' ? title(budget.scope.account) : undefined);
}

/** Until when an account or a budget is muted; null: it is not. */
export const mutedUntilOf = (id: string, { accounts, budgets }: Omit<Known, 'providers'>): number | null =>
  accounts.find((account) => account.id === id)?.alertSettings.mutedUntil ??
  budgets.find((budget) => budget.id === id)?.mutedUntil ??
  null;

/** Episode → what is enough of its id to name it among these: `a1/low`, or `a1/low/credits` if there are several. */
export function shortIds(ids: readonly string[]): Map<string, string> {
  const isOnly = (start: string) => ids.filter((id) => `${id}/`.startsWith(`${start}/`)).length === 1;
  return new Map(
    ids.map((id) => {
      const parts = id.split('/');
      const starts = parts.map((_, count) => parts.slice(0, count + 1).join('/')).slice(1);
      return [id, starts.find(isOnly) ?? id];
    }),
  );
}

export const noAlerts = 'No active alerts. Earlier ones: fuelgauge alerts --all';

const colours: Record<Severity, Parameters<Paint>[0]> = { critical: 'red', warning: 'yellow', info: 'dim' };

/** Alerts as a table with the sentence of each below it. */
export function alertsText(
  alerts: readonly AlertLine[],
  context: WritingContext,
  { columns, paint }: { columns: number; paint: Paint },
): string {
  const rows = alerts.flatMap((alert): Row[] => {
    const { id, severity, kind, name, since, quiet, text } = alert;
    const style = quiet === null ? colours[severity] : 'dim';
    const sentence = quiet === null ? text : `${text} (${quiet})`;
    const cells = [
      plain(id ?? '–'),
      severity,
      alertKinds[kind].name,
      plain(name),
      momentWords(since, context),
    ];
    return [
      { cells, style: (line) => paint(style, line) },
      { line: `    ${plain(sentence)}`, indent: 4 },
    ];
  });
  const head: Row = {
    cells: ['ID', 'SEVERITY', 'ALERT', 'ACCOUNT', 'SINCE'],
    style: (text) => paint('dim', text),
  };
  return layout([head, ...rows], fitting(3, columns));
}

/** `Muted: Crustdata, production (a1) for good.` One line each. */
export const mutedLines = (state: Known, context: WritingContext): string[] =>
  mutedOnes(state, context.now).map(
    ({ id, until }) => `Muted ${mutedWords(until, context)}: ${plain(nameOf(id, state))} (${id})`,
  );

const mutedOnes = ({ accounts, budgets }: Known, now: number): { id: string; until: number }[] =>
  [
    ...accounts.map(({ id, alertSettings }) => ({ id, until: alertSettings.mutedUntil ?? 0 })),
    ...budgets.map(({ id, mutedUntil }) => ({ id, until: mutedUntil ?? 0 })),
  ].filter(({ until }) => until > now);

/** The documented shape of `fuelgauge alerts --json`. */
export function alertsJson(alerts: readonly AlertLine[], state: Known, now: number): AlertsJson {
  const orNull = (at: number | null) => (at === null || at >= forever ? null : isoInstant(at));
  return {
    schemaVersion: 1,
    at: isoInstant(now),
    alerts: alerts.map(({ episode: _, quiet: __, since, endedAt, snoozedUntil, ...alert }) => ({
      ...alert,
      since: isoInstant(since),
      endedAt: orNull(endedAt),
      snoozedUntil: orNull(snoozedUntil),
    })),
    muted: mutedOnes(state, now).map(({ id, until }) => ({ account: id, until: orNull(until) })),
  };
}
