import { alertKindSchema, type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { accountsNamed, type Named } from '../../../shared/names.ts';
import { badInput } from '../exit.ts';
import type { UntilOptions } from './until.ts';
import { shown } from './values.ts';

export interface AlertsOptions {
  all?: boolean;
  since?: string;
  kind?: string;
  limit?: string;
  json?: boolean;
}
export interface SnoozeOptions extends UntilOptions {
  off?: boolean;
}

/** What can be named: an alert that was raised. */
export interface Nameable {
  episode: string;
  account: string;
  kind: string;
}

/**
 * The alerts that a name means: an episode's id or its beginning, `ACCOUNT/KIND`, or an account with all of its alerts. A
 * beginning must be whole between slashes, so that `a1` is never `a10`.
 */
export function alertsNamed<Of extends Nameable>(
  name: string,
  alerts: readonly Of[],
  accounts: readonly Named[],
): Result<Of[], CommandError> {
  const written = name.trim();
  const byId = alerts.filter(({ episode }) => `${episode}/`.startsWith(`${written}/`));
  if (byId.length > 0) return ok(byId);
  const [account, kind] = splitKind(written);
  const [only, ...more] = accountsNamed(accounts, account);
  if (more.length > 0) {
    const ids = [only, ...more].map((each) => each?.id).join(', ');
    return badInput(`‘${shown(account)}’ could be several accounts: ${ids}. Write the id.`);
  }
  const id = only?.id ?? account;
  const found = alerts.filter((alert) => alert.account === id && (kind === null || alert.kind === kind));
  if (found.length > 0) return ok(found);
  return only === undefined
    ? badInput(`There is no alert ‘${shown(name)}’. \`fuelgauge alerts\` lists them.`)
    : badInput(`There is no such alert of ‘${shown(account)}’ now. \`fuelgauge alerts\` lists them.`);
}

/** `production/low` is an account and a kind; `crustdata/production` is an account. */
function splitKind(name: string): [account: string, kind: string | null] {
  const at = name.lastIndexOf('/');
  const kind = alertKindSchema.safeParse(name.slice(at + 1));
  return at > 0 && kind.success ? [name.slice(0, at), kind.data] : [name, null];
}
