import { useState } from 'react';
import { api } from '../../state/client.ts';
import { DashboardLink } from '../DashboardLink.tsx';
import { Detail, Title } from '../Heading.tsx';
import styles from './Empty.module.css';

/** No accounts yet: what this is, and two ways to start. You add the account in the dashboard. */
export function Empty({ onProblem }: { onProblem: (text: string) => void }) {
  const [starting, setStarting] = useState(false);
  const demo = async () => {
    setStarting(true);
    try {
      await api.startDemo.mutate();
    } catch {
      onProblem('Could not start the demo: Fuelgauge is not responding.');
    }
    setStarting(false);
  };
  return (
    <div className={styles.empty}>
      <Title>Know what is left before it runs out</Title>
      <Detail>You will see your accounts here, most urgent first.</Detail>
      <div className={styles.ways}>
        <DashboardLink to="/" className={[styles.way, styles.main].join(' ')}>
          Add account
        </DashboardLink>
        <button
          type="button"
          className={styles.way}
          aria-disabled={starting || undefined}
          onClick={() => void (starting || demo())}
        >
          See the demo
        </button>
      </div>
    </div>
  );
}
