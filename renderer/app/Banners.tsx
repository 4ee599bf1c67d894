import { X } from 'lucide-react';
import { useState } from 'react';
import { Button, Notice, useToasts } from '../components/index.ts';
import { Unlock } from '../dashboard/Unlock.tsx';
import { api, outcome, useAppState, useStore } from '../state/index.ts';
import styles from './Banners.module.css';

/** What the person must know on every page: the demo, a lost connection, a locked vault, notices. */
export function Banners() {
  const { mode, vault, notices, accounts, preferences } = useAppState();
  const lost = useStore((store) => store.connection === 'lost');
  const locked =
    vault.state === 'locked' &&
    (accounts.length === 0 || accounts.some((account) => account.credentialKept === 'vault'));
  if (mode !== 'demo' && !lost && !locked && !preferences.paused && !vault.warning && notices.length === 0)
    return null;
  return (
    <div className={styles.banners}>
      {lost && (
        <Notice tone="watch" title="Fuelgauge does not answer.">
          What is shown may be out of date. This page tries again by itself.
        </Notice>
      )}
      {mode === 'demo' && <DemoBanner />}
      {locked && <Unlock />}
      {preferences.paused && <PausedBanner />}
      {vault.warning && <Notice tone="watch" title={vault.warning} />}
      {notices.map((text) => (
        <Dismissable key={text} text={text} />
      ))}
    </div>
  );
}

function DemoBanner() {
  const [leaving, setLeaving] = useState(false);
  const toasts = useToasts();
  const leave = async () => {
    setLeaving(true);
    try {
      await api.stopDemo.mutate();
    } catch {
      toasts.push({ text: 'The demo could not be left: Fuelgauge does not answer.' });
    }
    setLeaving(false);
  };
  return (
    <Notice
      tone="neutral"
      title="Demo data. Nothing here is real."
      action={
        <Button busy={leaving} onClick={() => void leave()}>
          Leave the demo
        </Button>
      }
    />
  );
}

function PausedBanner() {
  const toasts = useToasts();
  const resume = async () => {
    const result = await outcome(api.setPreferences.mutate({ paused: false }));
    if (!result.ok) toasts.push({ text: result.error.message });
  };
  return (
    <Notice
      tone="neutral"
      title="All polling is paused. The balances shown are the last that were read."
      action={<Button onClick={() => void resume()}>Resume</Button>}
    />
  );
}

function Dismissable({ text }: { text: string }) {
  const toasts = useToasts();
  const dismiss = async () => {
    const result = await outcome(api.dismissNotice.mutate({ text }));
    if (!result.ok) toasts.push({ text: result.error.message });
  };
  return (
    <Notice
      tone="watch"
      title={text}
      action={
        <Button
          variant="quiet"
          icon={<X aria-hidden="true" />}
          aria-label="Dismiss this notice"
          onClick={() => void dismiss()}
        />
      }
    />
  );
}
