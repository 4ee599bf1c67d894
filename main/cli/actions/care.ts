import { ok } from '../../../shared/model/index.ts';
import { withAccount, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { isPreference, preferenceNames, readInterval, readPreference } from '../input/care.ts';
import { shown } from '../input/values.ts';
import { columns, print } from '../terminal.ts';
import { noAccounts } from '../text/accounts-table.ts';
import {
  hostsJson,
  hostsText,
  intervalsJson,
  intervalsText,
  preferencesJson,
  preferencesText,
} from '../text/care.ts';
import { accountWords } from '../text/names.ts';

const done: Outcome = ok(exitCodes.done);

/** Shows how often accounts are checked, or changes it for one. */
export async function interval(
  reference: string | undefined,
  written: string | undefined,
  { json = false }: { json?: boolean },
): Promise<Outcome> {
  if (reference !== undefined && written !== undefined) return setInterval(reference, written);
  const list = (id: string | null) =>
    withEngine(async ({ engine }) => {
      const all = intervalsJson(engine.state());
      const told = { ...all, accounts: all.accounts.filter(({ account }) => (id ?? account) === account) };
      if (json) print(JSON.stringify(told, null, 2));
      else print(told.accounts.length === 0 ? noAccounts : intervalsText(told, columns()));
      return done;
    });
  if (reference === undefined) return list(null);
  const found: string[] = [];
  const outcome = await withAccount(reference, async ({ account }) => {
    found.push(account.id);
    return done;
  });
  return outcome.ok ? list(found[0] ?? null) : outcome;
}

async function setInterval(reference: string, written: string): Promise<Outcome> {
  const intervalMs = readInterval(written);
  if (!intervalMs.ok) return intervalMs;
  return withAccount(reference, async ({ engine, account }) => {
    const isSame = account.intervalMs === intervalMs.value;
    const edited = await engine.editAccount({ account: account.id, intervalMs: intervalMs.value });
    if (!edited.ok) return edited;
    const all = intervalsJson(engine.state());
    const told = { ...all, accounts: all.accounts.filter((each) => each.account === account.id) };
    print(`${isSame ? 'Already so: ' : ''}${intervalsText(told, columns())}`);
    return done;
  });
}

/** Pauses or resumes polling, of one account or of all. */
export function setPaused(reference: string | undefined, paused: boolean): Promise<Outcome> {
  if (reference === undefined)
    return withEngine(async ({ engine }) => {
      const isSame = engine.state().preferences.paused === paused;
      const set = isSame ? ok({}) : await engine.setPreferences({ paused });
      if (!set.ok) return set;
      print(
        paused
          ? `All polling is paused${isSame ? ' already' : ''}.`
          : isSame
            ? 'Polling is not paused.'
            : 'All accounts are polled again, except those that are paused themselves.',
      );
      return done;
    });
  return withAccount(reference, async ({ engine, account, provider, settings }) => {
    const isSame = account.paused === paused;
    const edited = isSame ? ok(account) : await engine.editAccount({ account: account.id, paused });
    if (!edited.ok) return edited;
    const word = paused ? `paused${isSame ? ' already' : ''}` : isSame ? 'not paused' : 'polled again';
    print(`${accountWords(account, provider)} (${account.id}) is ${word}.`);
    if (!paused && settings.get().preferences.paused)
      print('All polling is paused, this account too. To go on: fuelgauge resume');
    return done;
  });
}

/** Puts accounts before the others, in this order. */
export function orderAccounts(references: readonly string[]): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
    const ordered = await engine.orderAccounts({ accounts: [...references] });
    if (!ordered.ok) return ordered;
    print(`The order is: ${engine.state().order.join(', ')}.`);
    return done;
  });
}

/** Shows the preferences, or changes one. */
export async function preferences(
  name: string | undefined,
  written: string | undefined,
  { json = false }: { json?: boolean },
): Promise<Outcome> {
  if (name !== undefined && !isPreference(name))
    return badInput(
      `There is no preference ‘${shown(name)}’. There are: ${Object.keys(preferenceNames).join(', ')}.`,
    );
  const change = name === undefined || written === undefined ? null : readPreference(name, written);
  if (change !== null && !change.ok) return change;
  return withEngine(async ({ engine }) => {
    const before = engine.state().preferences;
    const set = change === null ? ok({}) : await engine.setPreferences(change.value);
    if (!set.ok) return set;
    const state = engine.state();
    if (json) print(JSON.stringify(preferencesJson(state), null, 2));
    else if (name === undefined) print(preferencesText(state));
    else {
      const key = preferenceNames[name];
      const value = state.preferences[key];
      const word = typeof value === 'boolean' ? (value ? 'on' : 'off') : value;
      print(`${name} is ${word}${change !== null && before[key] === value ? ' already' : ''}.`);
    }
    return done;
  });
}

/** Every host that is contacted. */
export function listHosts({ json = false }: { json?: boolean }): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
    const state = engine.state();
    const told = hostsJson(state);
    print(json ? JSON.stringify(told, null, 2) : hostsText(told, state.at, columns()));
    return done;
  });
}
