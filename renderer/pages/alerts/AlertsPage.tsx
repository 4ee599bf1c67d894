import { Bell } from 'lucide-react';
import { useId } from 'react';
import { Link, useRoute } from 'wouter';
import { AlertItem } from '../../components/alerts/AlertItem.tsx';
import { useAlertCommands } from '../../components/alerts/commands.ts';
import { accountName, headline, listedAlerts, mutedWords } from '../../components/alerts/words.ts';
import { Button, EmptyState, Mark } from '../../components/index.ts';
import { Page } from '../../components/page/Page.tsx';
import { useAdding } from '../../dialogs/add/adding.ts';
import { useAccounts, useProviders, useWritingContext } from '../../state/index.ts';
import { AlertSettings } from './AlertSettings.tsx';
import styles from './AlertsPage.module.css';
import { History } from './history/History.tsx';

/** `#/alerts`: active and past alerts; `#/alerts/settings`: channels, quiet hours and rules. */
export function AlertsPage() {
  const [inSettings] = useRoute('/alerts/settings');
  return inSettings ? (
    <Page title="Alert settings" detail="Each change takes effect at once.">
      <Tabs />
      <AlertSettings />
    </Page>
  ) : (
    <Alerts />
  );
}

function Tabs() {
  return (
    <nav className={styles.tabs} aria-label="Alerts">
      <Tab to="/alerts" text="Alerts" />
      <Tab to="/alerts/settings" text="Settings" />
    </nav>
  );
}

function Tab({ to, text }: { to: string; text: string }) {
  const [here] = useRoute(to);
  return (
    <Link href={to} className={styles.tab} aria-current={here ? 'page' : undefined}>
      {text}
    </Link>
  );
}

function Alerts() {
  const accounts = useAccounts();
  const providers = useProviders();
  const context = useWritingContext();
  const commands = useAlertCommands();
  const now = useId();
  const add = useAdding();
  const alerts = listedAlerts(accounts, context.now);
  const { heading, detail } = headline(alerts);
  return (
    <Page title="Alerts" heading={heading} detail={detail}>
      <Tabs />
      <section aria-labelledby={now}>
        <h2 id={now} className={styles.title}>
          Active alerts
        </h2>
        {alerts.length === 0 ? (
          <EmptyState
            title={accounts.length === 0 ? 'No accounts yet.' : 'No active alerts.'}
            action={accounts.length === 0 && <Button onClick={() => add()}>Add account</Button>}
          >
            {accounts.length === 0
              ? 'Alerts start with the first reading of your first account.'
              : 'When a balance runs low, a cap comes close or a provider rejects a key, you see it here.'}
          </EmptyState>
        ) : (
          <ul className={styles.list}>
            {alerts.map((listed) => (
              <AlertItem
                key={listed.alert.episode ?? `${listed.account.id} ${listed.alert.kind} ${listed.alert.text}`}
                listed={listed}
                providers={providers}
                commands={commands}
                context={context}
              />
            ))}
          </ul>
        )}
      </section>
      <Muted />
      <History />
    </Page>
  );
}

/** The muted accounts, each with a button to unmute it. */
function Muted() {
  const accounts = useAccounts();
  const providers = useProviders();
  const context = useWritingContext();
  const commands = useAlertCommands();
  const heading = useId();
  const muted = accounts.flatMap((account) => {
    const { mutedUntil } = account.alertSettings;
    return mutedUntil !== null && mutedUntil > context.now ? [{ account, mutedUntil }] : [];
  });
  if (muted.length === 0) return null;
  return (
    <section aria-labelledby={heading} className={styles.section}>
      <h2 id={heading} className={styles.title}>
        Muted accounts
      </h2>
      <ul className={styles.list}>
        {muted.map(({ account, mutedUntil }) => {
          const name = accountName(account, providers);
          const provider = providers.find(({ id }) => id === account.provider);
          return (
            <li key={account.id} className={styles.muted}>
              {provider && <Mark provider={provider} size="small" />}
              <span className={styles.mutedName}>
                {name} <span className={styles.until}>muted {mutedWords(mutedUntil, context)}</span>
              </span>
              <Button
                icon={<Bell aria-hidden="true" />}
                aria-label={`Unmute: ${name}`}
                onClick={() => void commands.unmute(account, name)}
              >
                Unmute
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
