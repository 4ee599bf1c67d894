import { type DecideInput, type Decision, decideAlerts } from '../../../shared/alerts/index.ts';
import { type Log, reasonOf } from '../log.ts';

/**
 * Decides on the alerts of all accounts. One that cannot be decided on is left as it is, and does not keep the others' alerts
 * back.
 */
export function decideSafely(input: DecideInput, log: Pick<Log, 'error'>): Decision {
  try {
    return decideAlerts(input);
  } catch {
    const faulty = new Set(input.accounts.flatMap(({ id }) => (canDecide(input, id, log) ? [] : [id])));
    return decideAlerts({
      ...input,
      accounts: input.accounts.filter(({ id }) => !faulty.has(id)),
      open: input.open.filter(({ account }) => !faulty.has(account)),
    });
  }
}

function canDecide(input: DecideInput, account: string, log: Pick<Log, 'error'>): boolean {
  try {
    decideAlerts({
      ...input,
      accounts: input.accounts.filter(({ id }) => id === account),
      open: input.open.filter((episode) => episode.account === account),
    });
    return true;
  } catch (error) {
    log.error('the alerts of an account could not be decided', { account, reason: reasonOf(error) });
    return false;
  }
}
