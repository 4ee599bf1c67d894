import { LockKeyhole, Pause, TriangleAlert, Unplug } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { needsWords } from '../../../shared/money/needs-words.ts';
import { api, outcome } from '../../state/client.ts';
import {
  isLocked,
  useAccounts,
  usePreferences,
  useStatePart,
  useStore,
  useVault,
} from '../../state/store.ts';
import { DashboardLink } from '../DashboardLink.tsx';
import { Strip } from './Strip.tsx';
import styles from './Strips.module.css';

// Loaded only for budgets that need you.
const BudgetStrip = lazy(async () => ({ default: (await import('./BudgetStrip.tsx')).BudgetStrip }));

/** What you must know before you read the rows: a lost connection, a locked or lost vault, paused polling, a failed command. */
export function Strips({
  problem,
  onProblem,
}: {
  problem: string | null;
  onProblem: (text: string) => void;
}) {
  const connection = useStore((store) => store.connection);
  const accounts = useAccounts();
  const vault = useVault();
  const { paused } = usePreferences();
  const budgets = useStatePart('budgets');
  const locked = isLocked(vault) && accounts.some(({ credentialKept }) => credentialKept === 'vault');
  const resume = async () => {
    const result = await outcome(api.setPreferences.mutate({ paused: false }));
    if (!result.ok) onProblem(result.error.message);
  };
  return (
    <>
      {connection === 'signed-out' && (
        <Strip tone="watch" icon={<Unplug aria-hidden="true" />}>
          This browser is not signed in. Run fuelgauge open.
        </Strip>
      )}
      {connection === 'lost' && (
        <Strip tone="watch" icon={<Unplug aria-hidden="true" />}>
          Fuelgauge is not responding. What you see may be out of date.
        </Strip>
      )}
      {locked && (
        <Strip
          tone="watch"
          icon={<LockKeyhole aria-hidden="true" />}
          action={
            <DashboardLink to="/" className={styles.action}>
              {vault.kind === 'system' ? 'See why' : 'Unlock'}
            </DashboardLink>
          }
        >
          {vault.kind === 'system'
            ? 'Your keys cannot be read now. Polling resumes when the keychain is open.'
            : 'Your keys are locked. Polling resumes when you unlock them.'}
        </Strip>
      )}
      {vault.lost && (
        <Strip
          tone="watch"
          icon={<LockKeyhole aria-hidden="true" />}
          action={
            <DashboardLink to="/" className={styles.action}>
              See why
            </DashboardLink>
          }
        >
          Your keys are missing. Until they are back, nothing is polled.
        </Strip>
      )}
      {paused && (
        <Strip
          tone="quiet"
          icon={<Pause aria-hidden="true" />}
          action={
            <button type="button" className={styles.action} onClick={() => void resume()}>
              Resume
            </button>
          }
        >
          Polling is paused.
        </Strip>
      )}
      {needsWords(budgets) && (
        <Suspense fallback={null}>
          <BudgetStrip />
        </Suspense>
      )}
      {problem !== null && (
        <Strip tone="watch" icon={<TriangleAlert aria-hidden="true" />}>
          {problem}
        </Strip>
      )}
    </>
  );
}
