import { type ReactNode, useId } from 'react';
import { Link } from 'wouter';
import { isMetered } from '../../../shared/metering/words.ts';
import { type AppState, preferencesSchema } from '../../../shared/model/index.ts';
import { CopyText, Select, Switch, useToasts } from '../../components/index.ts';
import { Page } from '../../components/page/Page.tsx';
import { MeterPanel } from '../../dialogs/meter/MeterPanel.tsx';
import { api, outcome, useAppState } from '../../state/index.ts';
import { Backup } from './backup/Backup.tsx';
import { Desktop } from './Desktop.tsx';
import { OwnProviders } from './own/OwnProviders.tsx';
import { PassphraseSettings } from './PassphraseSettings.tsx';
import { RemovedAccounts } from './removed/RemovedAccounts.tsx';
import styles from './Settings.module.css';
import { Tokens } from './scripts/Tokens.tsx';
import { UsageEndpoint } from './scripts/UsageEndpoint.tsx';

const densities = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact: one line for each account' },
];

const themes = [
  { value: 'system', label: 'Match the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** All settings except those for alerts, which have their own page. */
export function Settings() {
  const { preferences, alerting, dataFolder, desktop, mode, providers, removed, shell, vault, version } =
    useAppState();
  const toasts = useToasts();
  const change = async (patch: Partial<typeof preferences>) => {
    const result = await outcome(api.setPreferences.mutate(patch));
    if (!result.ok) toasts.push({ text: result.error.message });
  };
  return (
    <Page title="Settings" detail="Each change takes effect at once.">
      <Section title="Appearance">
        <Select
          label="Theme"
          value={preferences.theme}
          options={themes}
          onChange={(value) => {
            const theme = preferencesSchema.shape.theme.safeParse(value);
            if (theme.success) void change({ theme: theme.data });
          }}
        />
        <Select
          label="Rows"
          value={preferences.density}
          options={densities}
          onChange={(value) => {
            const density = preferencesSchema.shape.density.safeParse(value);
            if (density.success) void change({ density: density.data });
          }}
        />
        <Switch
          label="Hide amounts"
          hint={
            <>
              For sharing your screen: every amount shows as •••, here and in notifications. Bars and charts
              keep their shape. Press <kbd>M</kbd> on any page to hide or show amounts.
            </>
          }
          checked={preferences.maskAmounts}
          onChange={(maskAmounts) => void change({ maskAmounts })}
        />
      </Section>
      {desktop !== null && (
        <Section title="Desktop app">
          <Desktop desktop={desktop} />
        </Section>
      )}
      <Section title="Polling">
        <Switch
          label="Pause all polling"
          hint="Fuelgauge checks no provider until you turn this off. The last readings stay visible."
          checked={preferences.paused}
          onChange={(paused) => void change({ paused })}
        />
        {desktop !== null && (
          <p className={styles.text}>
            On battery, every account is checked a third as often as its interval says.
          </p>
        )}
      </Section>
      <Section title="Alerts">
        <p className={styles.text}>{alertsSummary(alerting)}</p>
        <p>
          <Link href="/alerts/settings">Channels, quiet hours and rules</Link>
        </p>
      </Section>
      <Section title="Your own providers">
        {/* The demo has its own. */}
        <OwnProviders key={mode} />
      </Section>
      <Section title="Scripts">
        {shell === 'desktop' && (
          <Switch
            label="Answer scripts on this computer"
            hint="Only programs on this computer can reach it, and each needs a token."
            checked={preferences.usageListener}
            onChange={(usageListener) => void change({ usageListener })}
          />
        )}
        <Tokens />
        <UsageEndpoint />
      </Section>
      {(preferences.meter || providers.some(isMetered)) && (
        <Section title="Counting for you">
          <MeterPanel />
        </Section>
      )}
      {vault.kind === 'passphrase' && (
        <Section title="Passphrase">
          <PassphraseSettings />
        </Section>
      )}
      {removed.length > 0 && (
        <Section title="Recently removed">
          <RemovedAccounts />
        </Section>
      )}
      <Section title="Data">
        <p className={styles.text}>Your settings and history are in this folder. {keptWords[vault.kind]}</p>
        <CopyText label="Data folder" text={dataFolder} />
      </Section>
      <Section title="Backup">
        <Backup />
      </Section>
      <Section title="About">
        <p className={styles.text}>
          Fuelgauge {version} watches your API credits through the providers’ free balance endpoints. It has
          no telemetry and contacts only the hosts listed under <Link href="/hosts">Hosts contacted</Link>.
          MIT licence.
        </p>
      </Section>
    </Page>
  );
}

/** The active channels and the quiet hours. */
function alertsSummary({ channels, quietHours }: AppState['alerting']): string {
  const names = channels.filter(({ enabled }) => enabled).map(({ label }) => label);
  const list = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
  const sent = names.length === 0 ? 'No notifications are sent.' : `Notifications go to: ${list}.`;
  const quiet = quietHours.enabled
    ? `Quiet hours are from ${quietHours.from} to ${quietHours.to}, except for critical alerts.`
    : 'Quiet hours are off.';
  return `${sent} ${quiet}`;
}

const keptWords = {
  passphrase: 'Your keys are in a separate file there, encrypted with your passphrase.',
  system: 'Your keys are in a separate file there, encrypted by your system’s keychain.',
  memory: 'Your keys are in memory only.',
};

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
