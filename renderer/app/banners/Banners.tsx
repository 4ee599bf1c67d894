import { X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button, Notice, useToasts } from '../../components/index.ts';
import { api, isLocked, outcome, useAppState, useIsOutdated, useStore } from '../../state/index.ts';
import styles from './Banners.module.css';
import { LostVault } from './LostVault.tsx';
import { MissingKeys } from './MissingKeys.tsx';
import { SignedOut } from './SignedOut.tsx';

// Loaded when they are needed, because a form comes with much that the overview does without.
const Unlock = lazy(async () => ({ default: (await import('./Unlock.tsx')).Unlock }));
const KeychainLocked = lazy(async () => ({ default: (await import('./Unlock.tsx')).KeychainLocked }));

/** What you must know on every page: the demo, a lost connection, a locked vault, a missing tray, an update, notices. */
export function Banners() {
  const { mode, vault, notices, accounts, preferences, desktop } = useAppState();
  const [helped, setHelped] = useState(false);
  const connection = useStore((store) => store.connection);
  const lost = useIsOutdated();
  const locked =
    isLocked(vault) &&
    (accounts.length === 0 || accounts.some((account) => account.credentialKept === 'vault'));
  // Dismissed until the window closes; the settings still show it.
  const trayHelp = helped ? null : (desktop?.trayHelp ?? null);
  const update = desktop?.updates.state === 'ready' ? desktop.updates.version : null;
  const quiet =
    mode !== 'demo' &&
    !lost &&
    !locked &&
    !preferences.paused &&
    !vault.warning &&
    !vault.lost &&
    !vault.missing;
  if (quiet && trayHelp === null && update === null && notices.length === 0) return null;
  return (
    <div className={styles.banners}>
      {connection === 'signed-out' && <SignedOut />}
      {connection === 'lost' && (
        <Notice tone="watch" title="Fuelgauge is not responding.">
          What you see may be out of date. This page keeps trying.
        </Notice>
      )}
      {mode === 'demo' && <DemoBanner />}
      <Suspense fallback={null}>
        {locked && (vault.kind === 'passphrase' ? <Unlock /> : <KeychainLocked />)}
      </Suspense>
      {vault.lost && <LostVault why={vault.lost} />}
      {vault.missing && <MissingKeys ids={vault.missing} />}
      {preferences.paused && <PausedBanner />}
      {vault.warning && <Notice tone="watch" title={vault.warning} />}
      {trayHelp !== null && <TrayHelp text={trayHelp} onDismiss={() => setHelped(true)} />}
      {notices.map((text) => (
        <Dismissable key={text} text={text} />
      ))}
      {update !== null && <UpdateReady version={update} />}
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
      toasts.push({ text: 'Could not leave the demo: Fuelgauge is not responding.' });
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
    >
      An hour passes every minute, so that you can watch the balances fall.
    </Notice>
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
      title="Polling is paused. You see the last readings."
      action={<Button onClick={() => void resume()}>Resume</Button>}
    />
  );
}

function UpdateReady({ version }: { version: string }) {
  const [restarting, setRestarting] = useState(false);
  const toasts = useToasts();
  const restart = async () => {
    setRestarting(true);
    const result = await outcome(api.desktop.restartToUpdate.mutate());
    setRestarting(false);
    if (!result.ok) toasts.push({ text: result.error.message });
  };
  return (
    <Notice
      tone="neutral"
      quiet
      title={`Version ${version} is ready. Restart to use it.`}
      action={
        <Button busy={restarting} onClick={() => void restart()}>
          Restart
        </Button>
      }
    />
  );
}

function TrayHelp({ text, onDismiss }: { text: string; onDismiss: () => void }) {
  return (
    <Notice tone="watch" title="No tray icon." action={<Dismiss onClick={onDismiss} />}>
      {text}
    </Notice>
  );
}

function Dismissable({ text }: { text: string }) {
  const toasts = useToasts();
  const dismiss = async () => {
    const result = await outcome(api.dismissNotice.mutate({ text }));
    if (!result.ok) toasts.push({ text: result.error.message });
  };
  return <Notice tone="watch" title={text} action={<Dismiss onClick={() => void dismiss()} />} />;
}

function Dismiss({ onClick }: { onClick: () => void }) {
  return (
    <Button
      variant="quiet"
      icon={<X aria-hidden="true" />}
      aria-label="Dismiss this notice"
      onClick={onClick}
    />
  );
}
