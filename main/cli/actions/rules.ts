import { effectiveRules, quietUntil } from '../../../shared/alerts/index.ts';
import { isoInstant } from '../../../shared/iso-instant.ts';
import type { QuietJson } from '../../../shared/json/rules.ts';
import {
  type Account,
  type AlertKind,
  type CommandError,
  defaultAlertRules,
  ok,
  type QuietHours,
  type Result,
} from '../../../shared/model/index.ts';
import { sameJson } from '../../../shared/same-json.ts';
import { momentWords, systemZone } from '../../../shared/time/index.ts';
import { findAccount } from '../../engine/store/accounts.ts';
import { type Session, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { changedRule, isOfAccounts, type RuleOptions, readKind, readQuietHours } from '../input/rules.ts';
import { shown } from '../input/values.ts';
import { columns, paint, print } from '../terminal.ts';
import { nameOf } from '../text/alerts.ts';
import { previewJson, previewText, type RulesOf, ruleSentence, rulesJson, rulesText } from '../text/rules.ts';
import { plain } from '../text/table.ts';

const done: Outcome = ok(exitCodes.done);

/** The rules of an account, or the default rules of all. */
export function listRules(
  reference: string | undefined,
  { json = false }: { json?: boolean },
): Promise<Outcome> {
  return withRules(reference, async ({ settings }, account) => {
    const of = rulesOf(settings, account);
    print(json ? JSON.stringify(rulesJson(of), null, 2) : rulesText(of, { columns: columns(), paint }));
    return done;
  });
}

/** With the account that a name means; null: none is named. */
function withRules(
  reference: string | undefined,
  work: (session: Session, account: Account | null) => Promise<Outcome>,
): Promise<Outcome> {
  return withEngine(async (session) => {
    if (reference === undefined) return work(session, null);
    const found = findAccount(session.settings.get().accounts, reference);
    return found.ok ? work(session, found.value) : found;
  });
}

function rulesOf(settings: Session['settings'], account: Account | null): RulesOf {
  const { rules } = settings.get().alerts;
  const current = settings.get().accounts.find(({ id }) => id === account?.id);
  return current === undefined
    ? { account: null, rules, own: {} }
    : { account: current.id, rules: effectiveRules(rules, current.alerts), own: current.alerts.rules };
}

/** Switches a rule on or off, or changes its values, for all accounts or for one. */
export async function setRule(
  written: string,
  onOff: string | undefined,
  options: RuleOptions,
): Promise<Outcome> {
  const kind = readKind(written);
  if (!kind.ok) return kind;
  if (onOff !== undefined && onOff !== 'on' && onOff !== 'off')
    return badInput(`‘${shown(onOff)}’ is neither on nor off.`);
  const isOn = onOff === undefined ? undefined : onOff === 'on';
  return withRules(options.account, async (session, account) => {
    const { settings } = session;
    if (account !== null && !isOfAccounts(kind.value)) return badInput(noAccountOf(kind.value));
    const before = rulesOf(settings, account);
    const rule = changedRule(kind.value, before.rules[kind.value], { isOn, options });
    if (!rule.ok) return rule;
    const isSame =
      sameJson(rule.value, before.rules[kind.value]) &&
      (account === null || before.own[kind.value] !== undefined);
    const changed = await change(session, account, { [kind.value]: rule.value });
    if (!changed.ok) return changed;
    const words = ruleSentence(kind.value, rulesOf(settings, account));
    print(`${isSame ? 'Already so: ' : ''}${words}`);
    return done;
  });
}

const noAccountOf = (kind: AlertKind) =>
  `${kind} is about budgets, which belong to no account. Leave out --account.`;

function change(
  { engine, settings }: Session,
  account: Account | null,
  rules: Account['alerts']['rules'],
): Promise<Result<object, CommandError>> {
  if (account === null) return engine.alerts.setRules({ rules });
  const own = rulesOf(settings, account).own;
  return engine.alerts.setAccountRules({ account: account.id, rules: { ...own, ...rules } });
}

/** Back to the default, or for one account, back to the default rules of all. */
export async function resetRules(
  written: string | undefined,
  { all = false, account: reference }: { all?: boolean; account?: string },
): Promise<Outcome> {
  if ((written === undefined) !== all) return badInput('Name one kind of alert, or use --all.');
  const kind = written === undefined ? ok(null) : readKind(written);
  if (!kind.ok) return kind;
  return withRules(reference, async (session, account) => {
    const { own, rules } = rulesOf(session.settings, account);
    const kinds = kind.value === null ? undefined : [kind.value];
    if (account !== null) {
      const { name, next } = withoutRules(account, own, kinds);
      const isSame = sameJson(own, next);
      const reset = isSame
        ? ok({})
        : await session.engine.alerts.setAccountRules({ account: account.id, rules: next });
      if (!reset.ok) return reset;
      print(isSame ? `${name} follows the default rules already.` : `${name} follows the default rules.`);
      return done;
    }
    const defaults =
      kind.value === null ? defaultAlertRules : { [kind.value]: defaultAlertRules[kind.value] };
    const isSame = sameJson({ ...rules, ...defaults }, rules);
    const reset = isSame ? ok({}) : await session.engine.alerts.setRules({ rules: defaults });
    if (!reset.ok) return reset;
    const what = kind.value === null ? 'All rules are' : `${kind.value} is`;
    print(`${what} at ${kind.value === null ? 'their' : 'its'} default${isSame ? ' already' : ''}.`);
    return done;
  });
}

function withoutRules({ id, label }: Account, own: RulesOf['own'], kinds: readonly AlertKind[] | undefined) {
  const next = Object.fromEntries(
    Object.entries(own).filter(([each]) => kinds !== undefined && !kinds.some((kind) => kind === each)),
  );
  const subject = kinds === undefined ? '' : `${kinds.join()} of `;
  return { name: `${subject}“${plain(label)}” (${id})`, next };
}

const longestPreview = 30;

/** What the present rules would have sent in the last days. */
export function previewRules(options: { days?: string; json?: boolean }): Promise<Outcome> {
  const days = Number(options.days ?? longestPreview);
  if (!Number.isInteger(days) || days < 1 || days > longestPreview)
    return Promise.resolve(
      badInput(`‘${shown(options.days ?? '')}’ is not a number of days. Write 1 to ${longestPreview}.`),
    );
  return withEngine(async ({ engine }) => {
    const previewed = await engine.alerts.preview({ days });
    if (!previewed.ok) return previewed;
    const state = engine.state();
    const of = { days, nameOf: (account: string) => nameOf(account, state) };
    const context = { now: state.at, zone: systemZone() };
    const page = { columns: columns(), paint };
    print(
      options.json
        ? JSON.stringify(previewJson(previewed.value, { ...of, at: state.at }), null, 2)
        : previewText(previewed.value, { ...of, context, page }),
    );
    return done;
  });
}

/** Tells the quiet hours. */
export function showQuiet({ json = false }: { json?: boolean }): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
    const { alerting, at } = engine.state();
    const until = quietUntil(alerting.quietHours, at, systemZone());
    const told: QuietJson = {
      schemaVersion: 1,
      ...alerting.quietHours,
      quietUntil: until === null ? null : isoInstant(until),
    };
    const now =
      until === null ? '' : ` They last until ${momentWords(until, { now: at, zone: systemZone() })}.`;
    print(json ? JSON.stringify(told, null, 2) : `${quietWords(alerting.quietHours)}${now}`);
    return done;
  });
}

const quietWords = ({ enabled, from, to }: QuietHours): string =>
  enabled
    ? `Quiet hours are from ${from} to ${to} in your time zone. Critical alerts still come through.`
    : `Quiet hours are off. Turn them on: fuelgauge quiet set ${from}-${to}`;

export async function setQuiet(written: string): Promise<Outcome> {
  const hours = readQuietHours(written);
  return hours.ok ? changeQuiet(() => hours.value) : hours;
}

export const switchQuiet = (enabled: boolean): Promise<Outcome> =>
  changeQuiet((hours) => ({ ...hours, enabled }));

function changeQuiet(next: (hours: QuietHours) => QuietHours): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
    const before = engine.state().alerting.quietHours;
    const quietHours = next(before);
    const changed = await engine.alerts.setRules({ quietHours });
    if (!changed.ok) return changed;
    print(`${sameJson(before, quietHours) ? 'Already so: ' : ''}${quietWords(quietHours)}`);
    return done;
  });
}
