import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { preferencesSchema } from '../../shared/model/index.ts';
import { CopyText, Select, Switch, useToasts } from '../components/index.ts';
import { Page } from '../dashboard/Page.tsx';
import { api, outcome, useAppState } from '../state/index.ts';
import styles from './Settings.module.css';
import { UsageEndpoint } from './UsageEndpoint.tsx';

const themes = [
  { value: 'system', label: 'Like the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** Settings; each takes effect at once. */
export function Settings() {
  const { preferences, dataFolder, shell, vault } = useAppState();
  const toasts = useToasts();
  const change = async (patch: Partial<typeof preferences>) => {
    const result = await outcome(api.setPreferences.mutate(patch));
    if (!result.ok) toasts.push({ text: result.error.message });
  };
  return (
    <Page title="Settings">
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
      </Section>
      <Section title="Polling">
        <Switch
          label="Pause all polling"
          hint="No provider is asked until you turn this off. The last readings stay visible."
          checked={preferences.paused}
          onChange={(paused) => void change({ paused })}
        />
      </Section>
      <Section title="Usage from scripts">
        {shell === 'desktop' && (
          <Switch
            label="Listen for usage on this computer"
            hint="Scripts can then record use at providers that have no endpoint. Only programs on this computer can reach it."
            checked={preferences.usageListener}
            onChange={(usageListener) => void change({ usageListener })}
          />
        )}
        <UsageEndpoint />
      </Section>
      <Section title="Data">
        <p className={styles.text}>Settings and history are kept in this folder. {keptWords[vault.kind]}</p>
        <CopyText label="Data folder" text={dataFolder} />
      </Section>
      <Section title="About">
        <p className={styles.text}>
          Fuelgauge watches API credits by asking the providers’ free balance endpoints. It sends no
          statistics and contacts only the hosts listed under <Link href="/hosts">Hosts contacted</Link>. MIT
          licence.
        </p>
      </Section>
    </Page>
  );
}

const keptWords = {
  passphrase: 'Credentials are in a file of their own there, encrypted with your passphrase.',
  system: 'Credentials are in a file of their own there, encrypted with a key that your system keeps.',
  memory: 'Credentials are kept in memory only.',
};

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
