import { Link, useRoute } from 'wouter';
import { formatAmount } from '../../shared/format.ts';
import type { AccountState, ProviderInfo } from '../../shared/model/index.ts';
import { attentionOf, figureOf } from '../../shared/summary.ts';
import { Mark } from '../components/index.ts';
import { useAppState, usePlace } from '../state/index.ts';
import styles from './Sidebar.module.css';

/** The way to every page; the accounts with what is left. A bar on top in narrow windows. */
export function Sidebar() {
  const { accounts, providers } = useAppState();
  const several = (id: string) => accounts.filter((account) => account.provider === id).length > 1;
  return (
    <nav className={styles.sidebar} aria-label="Main">
      <p className={styles.name}>Fuelgauge</p>
      <ul className={styles.pages}>
        <Item to="/" text="Overview" />
        <Item to="/estimate" text="Estimate" />
      </ul>
      {accounts.length > 0 && (
        <div className={styles.accounts}>
          <h2 className={styles.heading}>Accounts</h2>
          <ul>
            {accounts.map((account) => (
              <AccountItem
                key={account.id}
                account={account}
                provider={providers.find((provider) => provider.id === account.provider)}
                withLabel={several(account.provider)}
              />
            ))}
          </ul>
        </div>
      )}
      <ul className={styles.pages}>
        <Item to="/providers" text="Providers" />
        <Item to="/hosts" text="Hosts contacted" />
        <Item to="/settings" text="Settings" />
      </ul>
    </nav>
  );
}

function Item({ to, text }: { to: string; text: string }) {
  const [here] = useRoute(to);
  return (
    <li>
      <Link href={to} className={styles.item} aria-current={here ? 'page' : undefined}>
        {text}
      </Link>
    </li>
  );
}

function AccountItem({
  account,
  provider,
  withLabel,
}: {
  account: AccountState;
  provider: ProviderInfo | undefined;
  withLabel: boolean;
}) {
  const to = `/account/${encodeURIComponent(account.id)}`;
  const [here] = useRoute(to);
  const figure = figureOf(account, provider);
  const attention = attentionOf(account, usePlace());
  const name = provider?.name ?? account.provider;
  return (
    <li>
      <Link href={to} className={styles.account} aria-current={here ? 'page' : undefined}>
        <span className={styles.mark}>
          {provider && <Mark provider={provider} size="small" />}
          {(attention === 'critical' || attention === 'watch') && (
            <span className={[styles.dot, styles[attention]].join(' ')} />
          )}
        </span>
        <span className={styles.label} title={`${name}, ${account.label}`}>
          {/* Among several accounts of a provider the label tells them apart; the mark says the rest. */}
          <span className={withLabel ? 'visually-hidden' : undefined}>{name}</span>
          {withLabel && ` ${account.label}`}
          {(attention === 'critical' || attention === 'watch') && (
            <span className="visually-hidden">, needs attention</span>
          )}
        </span>
        {figure !== null && figure.amount !== null && (
          <span className={styles.amount}>{formatAmount(figure.amount, figure.unit)}</span>
        )}
      </Link>
    </li>
  );
}
