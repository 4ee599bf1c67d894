import { Bell, BellOff, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { effectiveRules, lowBelowWords } from '../../../shared/alerts/index.ts';
import type { AccountState } from '../../../shared/model/index.ts';
import { mainPool } from '../../../shared/standing/index.ts';
import { AlertItem } from '../../components/alerts/AlertItem.tsx';
import { useAlertCommands } from '../../components/alerts/commands.ts';
import { accountName, listedAlerts, muteChoices, mutedWords } from '../../components/alerts/words.ts';
import { Button } from '../../components/controls/Button.tsx';
import { Menu } from '../../components/controls/Menu.tsx';
import { AccountRulesDialog } from '../../dialogs/rules/AccountRulesDialog.tsx';
import { ownRulesWords } from '../../dialogs/rules/account-rules.ts';
import { useProviders, useStatePart, useWritingContext } from '../../state/index.ts';
import styles from './AccountAlerts.module.css';
import { Section } from './Section.tsx';

/** The account's alerts, its rules, and whether it is muted. */
export function AccountAlerts({ account }: { account: AccountState }) {
  const context = useWritingContext();
  const providers = useProviders();
  const commands = useAlertCommands();
  const [choosing, setChoosing] = useState(false);
  const name = accountName(account, providers);
  const alerts = listedAlerts([account], context.now);
  const { mutedUntil, rules } = account.alertSettings;
  const { rules: common } = useStatePart('alerting');
  const main = mainPool(account);
  const floor = providers.find(({ id }) => id === account.provider)?.floor;
  const low = main && lowBelowWords(main, effectiveRules(common, account.alertSettings).low, floor, context);
  const muted = mutedUntil !== null && mutedUntil > context.now;
  return (
    <Section title="Alerts">
      {alerts.length > 0 && (
        <ul className={styles.list}>
          {alerts.map((listed) => (
            <AlertItem
              key={listed.alert.episode ?? `${listed.alert.kind} ${listed.alert.text}`}
              listed={listed}
              providers={providers}
              commands={commands}
              context={context}
              within="account"
            />
          ))}
        </ul>
      )}
      <p className={styles.rules}>
        {alerts.length === 0 && 'No active alerts. '}
        {muted && `Muted ${mutedWords(mutedUntil, context)}. `}
        {ownRulesWords(rules)}
        {low !== null && ` ${low}`}
      </p>
      <div className={styles.actions}>
        <Button icon={<SlidersHorizontal aria-hidden="true" />} onClick={() => setChoosing(true)}>
          Alert rules
        </Button>
        {muted ? (
          <Button icon={<Bell aria-hidden="true" />} onClick={() => void commands.unmute(account, name)}>
            Unmute
          </Button>
        ) : (
          <Menu
            trigger={<Button icon={<BellOff aria-hidden="true" />}>Mute</Button>}
            items={muteChoices(context.now).map((choice) => ({
              label: choice.label,
              onSelect: () => void commands.mute(account, name, choice),
            }))}
          />
        )}
      </div>
      <AccountRulesDialog open={choosing} onClose={() => setChoosing(false)} account={account} name={name} />
    </Section>
  );
}
