import { LoaderCircle, PanelsTopLeft, Pin, RotateCw, Settings } from 'lucide-react';
import { formatAge } from '../../shared/format.ts';
import type { AccountState, ProviderInfo } from '../../shared/model/index.ts';
import { isOlderThan, lastOf } from '../../shared/time/trust.ts';
import { api, outcome } from '../state/client.ts';
import { useNow } from '../state/now.ts';
import { useAccounts, usePreferences, useProviders, useStatePart } from '../state/store.ts';
import { DashboardLink } from './DashboardLink.tsx';
import styles from './Foot.module.css';
import { isWindow } from './shell.ts';

/** How old the readings are, and the buttons. */
export function Foot({
  refresh,
  busy,
  onProblem,
}: {
  refresh: () => void;
  busy: boolean;
  onProblem: (text: string) => void;
}) {
  const accounts = useAccounts();
  const hidden = accounts.filter((account) => account.hidden).length;
  const newest = Math.max(...accounts.map(({ health }) => health.readAt ?? 0));
  const age = ageWords(accounts, useProviders(), useNow(newest), busy);
  const words = hidden > 0 ? `${age}, ${hidden} hidden` : age;
  const canPin = useStatePart('desktop') !== null && isWindow();
  const isDemo = useStatePart('mode') === 'demo';
  return (
    <footer className={styles.foot}>
      <p className={styles.age}>
        {isDemo && (
          <span className={styles.demo} title="Nothing here is real.">
            Demo data
          </span>
        )}
        <span className={styles.words} title={words}>
          {words}
        </span>
      </p>
      <span className={styles.ways}>
        {accounts.length > 0 && (
          <button
            type="button"
            className={styles.way}
            title="Check all providers now (R)"
            aria-label="Refresh"
            aria-disabled={busy || undefined}
            onClick={refresh}
          >
            {busy ? (
              <LoaderCircle className={styles.turning} aria-hidden="true" />
            ) : (
              <RotateCw aria-hidden="true" />
            )}
          </button>
        )}
        {canPin && <PinButton onProblem={onProblem} />}
        <DashboardLink to="/" className={styles.way} title="Open dashboard" aria-label="Dashboard">
          <PanelsTopLeft aria-hidden="true" />
        </DashboardLink>
        <DashboardLink to="/settings" className={styles.way} title="Open settings" aria-label="Settings">
          <Settings aria-hidden="true" />
        </DashboardLink>
      </span>
    </footer>
  );
}

/** Keeps the window open when it loses the focus. */
function PinButton({ onProblem }: { onProblem: (text: string) => void }) {
  const { popoverPinned } = usePreferences();
  const toggle = async () => {
    const result = await outcome(api.setPreferences.mutate({ popoverPinned: !popoverPinned }));
    if (!result.ok) onProblem(result.error.message);
  };
  return (
    <button
      type="button"
      className={styles.way}
      title={popoverPinned ? 'Stays open when you click elsewhere' : 'Keep open when you click elsewhere'}
      aria-label="Keep open"
      aria-pressed={popoverPinned}
      onClick={() => void toggle()}
    >
      <Pin aria-hidden="true" />
    </button>
  );
}

/** `Checked 2 min ago`: the age of the newest reading, and how many readings are overdue. */
function ageWords(
  accounts: readonly AccountState[],
  providers: readonly ProviderInfo[],
  now: number,
  busy: boolean,
): string {
  if (accounts.length === 0) return '';
  if (busy) return 'Checking…';
  // Accounts you log by hand have no readings.
  const byHand = new Set(providers.filter(({ balance }) => balance === 'ledger').map(({ id }) => id));
  const watched = accounts.filter(({ health }) => health.state !== 'off');
  const asked = (watched.length > 0 ? watched : accounts).filter(({ provider }) => !byHand.has(provider));
  if (asked.length === 0) return 'Counted from your log';
  const read = asked.flatMap(({ health }) => (health.readAt === null ? [] : [health.readAt]));
  if (read.length === 0) return asked.some(({ refreshing }) => refreshing) ? 'Checking…' : 'Not checked yet';
  const newest = lastOf(read, now);
  const late = asked.filter(
    ({ health, intervalMs }) =>
      health.state !== 'off' && health.readAt !== null && isOlderThan(2 * intervalMs, health.readAt, now),
  ).length;
  const checked = `Checked ${formatAge(now - newest)}`;
  if (late === 0) return checked;
  if (late === asked.length) return `Last checked ${formatAge(now - newest)}`;
  return `${checked}, ${late} older`;
}
