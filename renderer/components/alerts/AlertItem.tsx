import { AlarmClock, Bell, BellOff, Check, Ellipsis, SquareArrowOutUpRight } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { alertKinds } from '../../../shared/alerts/kinds.ts';
import type { WritingContext } from '../../../shared/format.ts';
import type { Alert, ProviderInfo } from '../../../shared/model/index.ts';
import { labelBeside } from '../../../shared/names.ts';
import { alertText } from '../../../shared/remarks.ts';
import { momentWords } from '../../../shared/time/index.ts';
import { TopUpLink } from '../data/TopUpLink.tsx';
import { Button, Mark, Menu } from '../index.ts';
import styles from './AlertItem.module.css';
import type { AlertCommands } from './commands.ts';
import { Severity } from './Severity.tsx';
import { accountName, type Listed, muteChoices, quietWords, snoozeChoices } from './words.ts';

export interface AlertItemProps {
  listed: Listed;
  providers: readonly ProviderInfo[];
  commands: AlertCommands;
  context: WritingContext;
  /** The account's own page already shows its name. */
  within?: 'list' | 'account';
}

/** Alerts for which buying credits helps. */
const needsMore: ReadonlySet<Alert['kind']> = new Set(['low', 'exhausted', 'runs-out-soon']);

/** One active alert, with its actions. */
export function AlertItem({ listed, providers, commands, context, within = 'list' }: AlertItemProps) {
  const { account, alert, isNew } = listed;
  const provider = providers.find(({ id }) => id === account.provider);
  const name = provider?.name ?? account.provider;
  const quiet = quietWords(listed, context);
  return (
    <li className={[styles.item, styles[within], isNew && styles[alert.severity]].filter(Boolean).join(' ')}>
      {within === 'list' && <span className={styles.mark}>{provider && <Mark provider={provider} />}</span>}
      <div className={styles.words}>
        {within === 'list' && (
          <p className={styles.name}>
            <Link href={`/account/${encodeURIComponent(account.id)}`}>
              <strong>{name}</strong> <span className={styles.label}>{labelBeside(name, account.label)}</span>
            </Link>
          </p>
        )}
        <p className={styles.text}>{alertText(alert, context)}</p>
        <p className={styles.facts}>
          <Severity level={alert.severity} quiet={!isNew} />
          <span>{alertKinds[alert.kind].name}</span>
          <span>
            since{' '}
            <time dateTime={new Date(alert.since).toISOString()}>{momentWords(alert.since, context)}</time>
          </span>
          {quiet !== null && <span className={styles.quiet}>{quiet}</span>}
          {needsMore.has(alert.kind) && <TopUpLink provider={provider} />}
        </p>
      </div>
      <Actions
        listed={listed}
        name={accountName(account, providers)}
        commands={commands}
        context={context}
        within={within}
      />
    </li>
  );
}

function Actions({
  listed: { account, alert },
  name,
  commands,
  context,
  within,
}: Pick<AlertItemProps, 'listed' | 'commands' | 'context'> & { name: string; within: 'list' | 'account' }) {
  const [, navigate] = useLocation();
  const { episode } = alert;
  const about = `${name}, ${alertKinds[alert.kind].name.toLowerCase()}`;
  const snoozed = alert.snoozedUntil !== null && alert.snoozedUntil > context.now;
  const { mutedUntil } = account.alertSettings;
  const muted = mutedUntil !== null && mutedUntil > context.now;
  return (
    <div className={styles.actions}>
      {episode !== null && !alert.acknowledged && (
        <Button
          icon={<Check aria-hidden="true" />}
          aria-label={`Acknowledge: ${about}`}
          onClick={() => void commands.acknowledge(episode)}
        >
          Acknowledge
        </Button>
      )}
      {episode !== null && snoozed && (
        <Button
          icon={<Bell aria-hidden="true" />}
          aria-label={`Unsnooze: ${about}`}
          onClick={() => void commands.unsnooze(episode, alert)}
        >
          Unsnooze
        </Button>
      )}
      {episode !== null && !snoozed && (
        <Menu
          trigger={
            <Button icon={<AlarmClock aria-hidden="true" />} aria-label={`Snooze: ${about}`}>
              Snooze
            </Button>
          }
          items={snoozeChoices(context.now).map((choice) => ({
            label: choice.label,
            onSelect: () => void commands.snooze(episode, alert, choice),
          }))}
        />
      )}
      {within === 'list' && (
        <Menu
          trigger={
            <Button
              variant="quiet"
              icon={<Ellipsis aria-hidden="true" />}
              aria-label={`More actions: ${about}`}
            />
          }
          items={[
            {
              label: 'Open account',
              icon: <SquareArrowOutUpRight />,
              onSelect: () => navigate(`/account/${encodeURIComponent(account.id)}`),
            },
            ...(muted
              ? []
              : muteChoices(context.now).map((choice) => ({
                  label: `Mute account ${choice.words}`,
                  icon: <BellOff />,
                  onSelect: () => void commands.mute(account, name, choice),
                }))),
          ]}
        />
      )}
    </div>
  );
}
