import { useState } from 'react';
import { api } from '../../state/client.ts';
import { DashboardLink } from '../DashboardLink.tsx';
import { Detail, Title } from '../Heading.tsx';
import styles from './Empty.module.css';

/** No accounts yet: what this is for, and two ways on. The dashboard's first screen takes the credential. */
export function Empty({ onProblem }: { onProblem: (text: string) => void }) {
  const [starting, setStarting] = useState(false);
  const demo = async () => {
    setStarting(true);
    try {
      await api.startDemo.mutate();
    } catch {
      onProblem('The demo could not be started: Fuelgauge does not answer.');
    }
    setStarting(false);
  };
  return (
    <div className={styles.empty}>
      <Title>Know what is left before it runs out</Title>
      <Detail>Your accounts will stand here, most urgent first.</Detail>
      <div className={styles.ways}>
        <DashboardLink to="/" className={[styles.way, styles.main].join(' ')}>
          Add an account
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
