import {
  Coins,
  Ellipsis,
  Eye,
  EyeOff,
  Flag,
  KeyRound,
  Pause,
  Pencil,
  Pin,
  PinOff,
  Play,
  Plus,
  PowerOff,
  RefreshCw,
  SquarePen,
  Timer,
  Trash2,
} from 'lucide-react';
import type { AccountState, ProviderInfo } from '../../../../shared/model/index.ts';
import { accountTitle } from '../../../../shared/names.ts';
import { Button } from '../../../components/controls/Button.tsx';
import { Menu, type MenuItem } from '../../../components/controls/Menu.tsx';
import { Mark } from '../../../components/data/Mark.tsx';
import { TopUpLink } from '../../../components/data/TopUpLink.tsx';
import type { AccountActions } from '../actions.tsx';
import { scopeWords } from '../words.ts';
import styles from './AccountHeader.module.css';

function menuItems(account: AccountState, provider: ProviderInfo, actions: AccountActions): MenuItem[] {
  const asks = provider.balance !== 'ledger';
  const item = (label: string, icon: MenuItem['icon'], onSelect: () => void): MenuItem => ({
    label,
    icon,
    onSelect,
  });
  return [
    item('Name, tags and note', <Pencil />, () => actions.open('rename')),
    account.pinned
      ? item('Unpin', <PinOff />, () => actions.setPinned(false))
      : item('Pin to the top', <Pin />, () => actions.setPinned(true)),
    account.hidden
      ? item('Show again', <Eye />, () => actions.setHidden(false))
      : item('Hide', <EyeOff />, () => actions.setHidden(true)),
    ...(provider.credentialFields.length > 0
      ? [item('Replace key', <KeyRound />, () => actions.open('credential'))]
      : []),
    item('Plan and cycle', <SquarePen />, () => actions.open('facts')),
    item('Price of the plan', <Coins />, () => actions.open('price')),
    item('Add top-up', <Plus />, () => actions.open('grant')),
    ...(asks
      ? [
          item('Check interval', <Timer />, () => actions.open('interval')),
          account.paused
            ? item('Resume', <Play />, () => actions.setPaused(false))
            : item('Pause', <Pause />, () => actions.setPaused(true)),
          item('Report an answer', <Flag />, () => actions.open('report')),
          ...(account.paidChecks
            ? [item('Turn checks off', <PowerOff />, () => actions.setPaidChecks(false))]
            : []),
        ]
      : []),
    { ...item('Remove', <Trash2 />, () => actions.open('remove')), danger: true },
  ];
}

export interface AccountHeaderProps {
  account: AccountState;
  provider: ProviderInfo;
  actions: AccountActions;
}

/** The account's name, and its commands. */
export function AccountHeader({ account, provider, actions }: AccountHeaderProps) {
  return (
    <header className={styles.header}>
      <Mark provider={provider} size="large" />
      <div className={styles.who}>
        <h1 className={styles.name} tabIndex={-1}>
          {accountTitle(provider.name, account.label)}
        </h1>
        <p className={styles.scope}>
          {account.plan !== null && `${account.plan}, `}
          {scopeWords(account, provider)}
        </p>
        {account.hidden && <p className={styles.scope}>Hidden: overview, popover and tray leave it out.</p>}
        {account.tags.length > 0 && (
          <p className={styles.scope}>
            {account.tags.length === 1 ? 'Tag' : 'Tags'}: {account.tags.join(', ')}
          </p>
        )}
        {account.note !== '' && <p className={styles.note}>{account.note}</p>}
      </div>
      <div className={styles.actions}>
        <TopUpLink provider={provider} />
        {provider.balance === 'ledger' ? (
          <Button icon={<Plus />} onClick={() => actions.open('use')}>
            Log use
          </Button>
        ) : (
          <Button icon={<RefreshCw />} busy={account.refreshing} onClick={actions.refresh}>
            Refresh
          </Button>
        )}
        <Menu
          trigger={<Button aria-label="More actions" icon={<Ellipsis />} />}
          items={menuItems(account, provider, actions)}
        />
      </div>
    </header>
  );
}
