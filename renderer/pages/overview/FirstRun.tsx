import { KeyRound, Play } from 'lucide-react';
import { useState } from 'react';
import { Button, useToasts } from '../../components/index.ts';
import { useAdding } from '../../dialogs/add/adding.ts';
import { api } from '../../state/index.ts';
import styles from './FirstRun.module.css';

/** The first screen: what this is, and two ways on. */
export function FirstRun() {
  const add = useAdding();
  const toasts = useToasts();
  const [starting, setStarting] = useState(false);
  const demo = async () => {
    setStarting(true);
    try {
      await api.startDemo.mutate();
    } catch {
      toasts.push({ text: 'The demo could not be started: Fuelgauge does not answer.' });
    }
    setStarting(false);
  };
  return (
    <div className={styles.page}>
      <title>Fuelgauge</title>
      <h1 className={styles.heading}>Know what is left before it runs out.</h1>
      <p className={styles.text}>
        Fuelgauge asks your API providers for your balances, free of charge, and shows which one runs out or
        lapses first. Your credentials stay encrypted on this computer and go to the provider they belong to,
        nowhere else.
      </p>
      <div className={styles.ways}>
        <section className={styles.way}>
          <h2>With your own account</h2>
          <p>Paste an API key. You can test it before it is kept.</p>
          <Button variant="primary" icon={<KeyRound aria-hidden="true" />} onClick={() => add()}>
            Add a credential
          </Button>
        </section>
        <section className={styles.way}>
          <h2>Just looking</h2>
          <p>Invented accounts on this computer. Nothing is asked of any provider.</p>
          <Button icon={<Play aria-hidden="true" />} busy={starting} onClick={() => void demo()}>
            Look around with demo data
          </Button>
        </section>
      </div>
    </div>
  );
}
