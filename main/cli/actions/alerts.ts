import { forever, mutedWords } from '../../../shared/alerts/listed.ts';
import {
  alertKindSchema,
  type CommandError,
  type Episode,
  ok,
  type Result,
} from '../../../shared/model/index.ts';
import { momentWords, systemZone } from '../../../shared/time/index.ts';
import { findAccount } from '../../engine/store/accounts.ts';
import { type Session, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { type AlertsOptions, alertsNamed, type SnoozeOptions } from '../input/alerts.ts';
import { readSince, readUntil, type UntilOptions } from '../input/until.ts';
import { optional, shown } from '../input/values.ts';
import { columns, paint, print } from '../terminal.ts';
import {
  type AlertLine,
  activeAlerts,
  alertsJson,
  alertsText,
  mutedLines,
  mutedUntilOf,
  nameOf,
  noAlerts,
  pastAlerts,
} from '../text/alerts.ts';
import { plain } from '../text/table.ts';

const done: Outcome = ok(exitCodes.done);
const pageSize = 500;

/** Lists the active alerts, or with --all those that have ended, too. */
export function listAlerts(reference: string | undefined, options: AlertsOptions): Promise<Outcome> {
  return withEngine(async (session) => {
    const query = readQuery(reference, options, session);
    if (!query.ok) return query;
    const { account, kind, since, limit } = query.value;
    const { engine } = session;
    const state = engine.state();
    const context = { now: state.at, zone: systemZone() };
    const isWanted = (alert: Pick<AlertLine, 'account' | 'kind'>) =>
      (account === undefined || alert.account === account) && (kind === undefined || alert.kind === kind);
    const active = (await openAlerts(session)).filter(isWanted);
    const past = options.all ? await earlier(session, { account, since, limit, isWanted }) : ok([]);
    if (!past.ok) return past;
    const alerts = [...active, ...pastAlerts(state, past.value, context)];
    if (options.json) print(JSON.stringify(alertsJson(alerts, state, state.at), null, 2));
    else {
      const none = options.all ? 'No alerts.' : noAlerts;
      print(alerts.length === 0 ? none : alertsText(alerts, context, { columns: columns(), paint }));
      for (const line of account === undefined ? mutedLines(state, context) : []) print(line);
    }
    return done;
  });
}

function readQuery(reference: string | undefined, options: AlertsOptions, { settings, engine }: Session) {
  const kind = optional(options.kind, parseKind);
  if (!kind.ok) return kind;
  const clock = { now: Date.now(), zone: systemZone() };
  const since = optional(options.since, (text) => readSince(text, clock));
  if (!since.ok) return since;
  const limit = Number(options.limit ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000)
    return badInput(`‘${shown(options.limit ?? '')}’ is not a number of alerts. Write 1 to 10,000.`);
  const isBudget = engine.state().budgets.some(({ id }) => id === reference);
  if (reference === undefined || isBudget)
    return ok({ account: reference, kind: kind.value, since: since.value, limit });
  const found = findAccount(settings.get().accounts, reference);
  return found.ok ? ok({ account: found.value.id, kind: kind.value, since: since.value, limit }) : found;
}

function parseKind(text: string): Result<AlertLine['kind'], CommandError> {
  const kind = alertKindSchema.safeParse(text.trim());
  if (kind.success) return ok(kind.data);
  return badInput(
    `‘${shown(text)}’ is not a kind of alert. The kinds: ${alertKindSchema.options.join(', ')}.`,
  );
}

/** All active alerts. Those of budgets are in no account, so they are looked up. */
async function openAlerts({ engine, history }: Session): Promise<AlertLine[]> {
  const state = engine.state();
  return activeAlerts(state, history.alerts.open(), { now: state.at, zone: systemZone() });
}

interface Span {
  account: string | undefined;
  since: number | undefined;
  limit: number;
  isWanted(episode: Episode): boolean;
}

/** The newest alerts that have ended. */
async function earlier(
  { engine }: Session,
  { account, since = 0, limit, isWanted }: Span,
): Promise<Result<Episode[], CommandError>> {
  const found = new Map<string, Episode>();
  let before: number | undefined;
  for (;;) {
    // A budget is asked for among all, because it is no account.
    const page = await engine.alerts.history({
      ...(account?.startsWith('a') && { account }),
      ...(before !== undefined && { before }),
      limit: pageSize,
    });
    if (!page.ok) return page;
    for (const episode of page.value)
      if (episode.clearedAt !== null && episode.raisedAt >= since && isWanted(episode))
        found.set(episode.id, episode);
    const last = page.value.at(-1)?.raisedAt ?? 0;
    if (page.value.length < pageSize || found.size >= limit || last < since || last === before)
      return ok([...found.values()].slice(0, limit));
    // Several may have begun at the same instant.
    before = last + 1 === before ? last : last + 1;
  }
}

/** Acknowledges alerts: you hear again only if they get worse. */
export function acknowledgeAlerts(names: readonly string[], { all }: { all?: boolean }): Promise<Outcome> {
  if (names.length === 0 && !all)
    return Promise.resolve(badInput('Which alert? Name one as `fuelgauge alerts` lists it, or use --all.'));
  if (names.length > 0 && all) return Promise.resolve(badInput('Either name alerts or use --all, not both.'));
  return withEngine(async (session) => {
    const alerts = await raisedAlerts(session);
    const chosen = all ? ok(alerts) : chosenFrom(names, alerts, session);
    if (!chosen.ok) return chosen;
    if (chosen.value.length === 0) print('There is no active alert.');
    for (const alert of chosen.value) {
      if (alert.state === 'acknowledged') {
        if (!all) print(`${about(alert)} is acknowledged already.`);
        continue;
      }
      const seen = await session.engine.alerts.acknowledge({ episode: alert.episode });
      if (!seen.ok) return seen;
      print(`Acknowledged ${about(alert)}. You will hear again only if it gets worse.`);
    }
    return done;
  });
}

/** Holds back the notifications about alerts, or with --off no longer. */
export async function snoozeAlerts(names: readonly string[], options: SnoozeOptions): Promise<Outcome> {
  const { off = false, ...span } = options;
  const until = readUntil(span, { now: Date.now(), zone: systemZone() });
  if (!until.ok) return until;
  if (off && until.value !== undefined) return badInput('Either --off or a time, not both.');
  if (!off && until.value === undefined)
    return badInput('For how long? Add --for 1h, --for tomorrow, --for week, or --until TIME.');
  return withEngine(async (session) => {
    const chosen = chosenFrom(names, await raisedAlerts(session), session);
    if (!chosen.ok) return chosen;
    for (const alert of chosen.value) {
      if (off && alert.snoozedUntil === null) {
        print(`${about(alert)} is not snoozed.`);
        continue;
      }
      const snoozed = await session.engine.alerts.snooze({
        episode: alert.episode,
        until: until.value ?? null,
      });
      if (!snoozed.ok) return snoozed;
      const when = momentWords(until.value ?? 0, { now: Date.now(), zone: systemZone() });
      print(off ? `${about(alert)} is no longer snoozed.` : `Snoozed ${about(alert)} until ${when}.`);
    }
    return done;
  });
}

type Raised = AlertLine & { episode: string };

const raisedAlerts = async (session: Session): Promise<Raised[]> =>
  (await openAlerts(session)).flatMap(({ episode, ...alert }) =>
    episode === null ? [] : [{ ...alert, episode }],
  );

function chosenFrom(
  names: readonly string[],
  alerts: readonly Raised[],
  { engine }: Session,
): Result<Raised[], CommandError> {
  const { accounts } = engine.state();
  const chosen = new Set<Raised>();
  for (const name of names) {
    const found = alertsNamed(name, alerts, accounts);
    if (found.ok) for (const alert of found.value) chosen.add(alert);
    else return hint(found, accounts);
  }
  return ok([...chosen]);
}

/** Without the app, nothing is raised, and so nothing can be acknowledged. */
function hint(
  refused: { ok: false; error: CommandError },
  accounts: ReturnType<Session['engine']['state']>['accounts'],
): { ok: false; error: CommandError } {
  const isUnraised = accounts.some(({ alerts }) => alerts.some(({ episode }) => episode === null));
  return isUnraised
    ? badInput(
        `${refused.error.message} Those without an id have notified nobody yet: the app does that while it runs.`,
      )
    : refused;
}

const about = ({ id, name }: AlertLine): string => `${plain(id ?? '')} of ${plain(name)}`;

/** Mutes an account or a budget: no notifications about it until then. */
export async function mute(reference: string, options: UntilOptions): Promise<Outcome> {
  const clock = { now: Date.now(), zone: systemZone() };
  const until = readUntil(options, clock);
  if (!until.ok) return until;
  if (until.value === undefined)
    return badInput('For how long? Add --for 1d, --for week, --until TIME, or --forever.');
  return setMute(
    reference,
    until.value,
    (name) => `Muted ${name} ${mutedWords(until.value ?? forever, clock)}.`,
  );
}

export const unmute = (reference: string): Promise<Outcome> =>
  setMute(reference, null, (name) => `${name} is no longer muted.`);

function setMute(reference: string, until: number | null, words: (name: string) => string): Promise<Outcome> {
  return withEngine(async ({ engine, settings }) => {
    const state = engine.state();
    const budget = state.budgets.find(({ id }) => id === reference);
    const found = budget ? ok(budget) : findAccount(settings.get().accounts, reference);
    if (!found.ok) return found;
    const { id } = found.value;
    const name = `${plain(nameOf(id, state))} (${id})`;
    const before = mutedUntilOf(id, state) ?? 0;
    if (until === null && before <= state.at) {
      print(`${name} is not muted.`);
      return done;
    }
    const muted = await engine.alerts.mute({ account: id, until });
    if (!muted.ok) return muted;
    print(words(name));
    return done;
  });
}
