import type { Writing } from '../../../shared/format.ts';
import type { Alert, AppState } from '../../../shared/model/index.ts';
import { alertText } from '../../../shared/remarks.ts';

// Which alerts began between two states: pure.

/** An alert and whose it is. */
export interface Begun {
  account: string;
  name: string;
  alert: Alert;
}

type World = Pick<AppState, 'accounts' | 'providers'>;

const isAnnounced = ({ severity }: Alert): boolean => severity !== 'info';

/** The accounts and kinds of the alerts that are announced. */
export function announcedKeys({ accounts }: World): Set<string> {
  return new Set(
    accounts.flatMap(({ id, alerts }) => alerts.filter(isAnnounced).map(({ kind }) => `${id} ${kind}`)),
  );
}

/** The warnings and critical alerts that were not there before: one for each account and kind, in their order. */
export function begunAlerts(known: ReadonlySet<string>, { accounts, providers }: World): Begun[] {
  const seen = new Set(known);
  return accounts.flatMap(({ id, provider, label, alerts }) => {
    const name = `${providers.find((one) => one.id === provider)?.name ?? provider}, ${label}`;
    return alerts.filter(isAnnounced).flatMap((alert): Begun[] => {
      const key = `${id} ${alert.kind}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ account: id, name, alert }];
    });
  });
}

const mostSpoken = 3;

/** `Crustdata, production: 240 of 5,000 credits left.` With many alerts: the first ones, and how many more. */
export function announcement(begun: readonly Begun[], writing: Writing): string {
  const spoken = begun.slice(0, mostSpoken).map(({ name, alert }) => `${name}: ${alertText(alert, writing)}`);
  const more = begun.length - spoken.length;
  if (more > 0) spoken.push(more === 1 ? 'And 1 more alert.' : `And ${more} more alerts.`);
  return spoken.join(' ');
}
