import { memo } from 'react';
import { Link, useRoute } from 'wouter';
import { formatAmount } from '../../shared/format.ts';
import type { AccountState, ProviderInfo } from '../../shared/model/index.ts';
import { accountTitle, labelBeside } from '../../shared/names.ts';
import { standingOf } from '../../shared/standing/index.ts';
import { figureOf } from '../../shared/summary/index.ts';
import { Mark } from '../components/index.ts';
import { useAccounts, useProviders, useWritingContext } from '../state/index.ts';
import styles from './SidebarAccounts.module.css';

/** At most this many accounts get a link, plus the open one; the overview has all. */
const mostAccounts = 12;
/** Longer amounts are left out: they would leave no room for the label, and a cut amount would be wrong. */
const longestAmount = 11;

/** A link to each account, with what is left. */
export function SidebarAccounts() {
  const accounts = useAccounts();
  const providers = useProviders();
  const [, params] = useRoute('/account/:id');
  if (accounts.length === 0) return null;
  const here = accounts.find(({ id }) => params !== null && id === decodeURIComponent(params.id));
  // A link to "all" takes as much room as one more account.
  const first = accounts.slice(0, accounts.length <= mostAccounts + 1 ? accounts.length : mostAccounts);
  const shown = here === undefined || first.includes(here) ? first : [...first, here];
  const several = new Set(
    accounts.map(({ provider }) => provider).filter((provider, at, all) => all.indexOf(provider) !== at),
  );
  // Labels that several providers have, such as “production”, do not tell accounts apart.
  const alike = new Set(
    [...Map.groupBy(accounts, ({ label }) => label.toLowerCase())].flatMap(([label, own]) =>
      own.some(({ provider }) => provider !== own[0]?.provider) ? [label] : [],
    ),
  );
  return (
    <div className={styles.accounts}>
      <h2 className={styles.heading}>Accounts</h2>
      <ul>
        {shown.map((account) => (
          <AccountItem
            key={account.id}
            account={account}
            provider={providers.find((provider) => provider.id === account.provider)}
            withLabel={several.has(account.provider)}
            withName={alike.has(account.label.toLowerCase())}
            here={account === here}
          />
        ))}
        {shown.length < accounts.length && (
          <li>
            <Link href="/" className={styles.all}>
              All {accounts.length} accounts
            </Link>
          </li>
        )}
      </ul>
    </div>
  );
}

const AccountItem = memo(function AccountItem({
  account,
  provider,
  withLabel,
  withName,
  here,
}: {
  account: AccountState;
  provider: ProviderInfo | undefined;
  withLabel: boolean;
  withName: boolean;
  here: boolean;
}) {
  const context = useWritingContext();
  const figure = figureOf(account, provider);
  const { level } = standingOf(account, context.now);
  const name = provider?.name ?? account.provider;
  const beside = withLabel ? labelBeside(name, account.label) : null;
  const tells = beside === account.label;
  const amount = figure?.amount == null ? null : formatAmount(figure.amount, figure.unit, context);
  return (
    <li>
      <Link
        href={`/account/${encodeURIComponent(account.id)}`}
        className={styles.account}
        aria-current={here ? 'page' : undefined}
      >
        <span className={styles.mark}>
          {provider && <Mark provider={provider} size="small" />}
          {(level === 'critical' || level === 'watch') && (
            <span className={[styles.dot, styles[level]].join(' ')} />
          )}
        </span>
        <span className={styles.label} title={accountTitle(name, account.label)}>
          {/* With several accounts at a provider, the label tells them apart and the mark stands for the name. */}
          <span className={tells && !withName ? 'visually-hidden' : undefined}>{name}</span>
          {beside !== null && ` ${beside}`}
          {(level === 'critical' || level === 'watch') && (
            <span className="visually-hidden">, needs attention</span>
          )}
        </span>
        {amount !== null && amount.length <= longestAmount && <span className={styles.amount}>{amount}</span>}
      </Link>
    </li>
  );
});
