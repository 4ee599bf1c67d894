import type { MeteredAccount } from '../engine/commands/metering.ts';

/**
 * Where a request leads. `account`: which it is counted for; if several of one provider come into question, it is passed on for
 * the first of them and not counted.
 */
export type Way =
  | { to: 'provider'; account: MeteredAccount; isCounted: boolean; path: string }
  | { to: 'nowhere'; status: 400 | 404; code: string; message: string };

/**
 * The way of a request by its target, which stays as it is but for the account's id in front. Without one it leads to the only
 * account, or at least to the only provider. A whole address, as proxies get it, leads nowhere.
 */
export function wayOf(target: string, accounts: readonly MeteredAccount[]): Way {
  if (!target.startsWith('/'))
    return nowhere(400, 'not_a_path', 'The meter is the base address of one provider, not a proxy.');
  const [, first = '', rest = ''] = /^\/([^/?]*)(.*)$/s.exec(target) ?? [];
  const named = accounts.find(({ id }) => id === first);
  if (named) return toward(named, rest.startsWith('/') ? rest : `/${rest}`);
  const [only, ...others] = accounts;
  if (only === undefined)
    return nowhere(
      404,
      'no_account',
      'Fuelgauge has no account that the meter can count for. Add one, or call the provider itself.',
    );
  if (others.length === 0) return toward(only, target);
  if (others.every(({ upstream }) => upstream === only.upstream)) return toward(only, target, false);
  const ids = accounts.map(({ id }) => `/${id}`).join(', ');
  return nowhere(404, 'which_account', `Put the account in front of the path: ${ids}.`);
}

const toward = (account: MeteredAccount, path: string, isCounted = true): Way => ({
  to: 'provider',
  account,
  isCounted,
  path,
});

const nowhere = (status: 400 | 404, code: string, message: string): Way => ({
  to: 'nowhere',
  status,
  code,
  message,
});
