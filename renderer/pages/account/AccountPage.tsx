import { Redirect } from 'wouter';
import { noHistoryWords } from '../../../shared/caps.ts';
import type { WritingContext } from '../../../shared/format.ts';
import type { AccountState, PoolState, ProviderInfo } from '../../../shared/model/index.ts';
import { accountTitle } from '../../../shared/names.ts';
import { wasteSentences } from '../../../shared/outlook/index.ts';
import { EmptyState } from '../../components/feedback/EmptyState.tsx';
import { PageTitle } from '../../components/page/PageTitle.tsx';
import { useAccount, useNamedAccount, useProvider, useWritingContext } from '../../state/index.ts';
import { AccountAlerts } from './AccountAlerts.tsx';
import styles from './AccountPage.module.css';
import { AccountDialogs, useAccountActions } from './actions.tsx';
import { Caps } from './balance/Caps.tsx';
import { GrantsTable } from './balance/GrantsTable.tsx';
import { isPackage, Packages } from './balance/Packages.tsx';
import { MainPool, OtherPool } from './balance/PoolSection.tsx';
import { Burn } from './burn/Burn.tsx';
import { CostSection } from './cost/CostSection.tsx';
import { Footer } from './Footer.tsx';
import { AccountHeader } from './head/AccountHeader.tsx';
import { Health } from './head/Health.tsx';
import { HistorySection } from './history/HistorySection.tsx';
import { KeySection } from './key/KeySection.tsx';
import { LoggedUse } from './logged/LoggedUse.tsx';
import { Quiet } from './Quiet.tsx';
import { Scripts } from './Scripts.tsx';

/** Whether a table of grants would only repeat the amount and the sentence above it. */
function saidAbove(pool: PoolState, context: WritingContext): boolean {
  const { grants, remaining } = pool;
  const [only] = grants;
  if (wasteSentences(pool, [], context).length > 0) return false;
  return (
    only === undefined || (grants.length === 1 && only.kind === 'refill' && only.remaining === remaining)
  );
}

/** Everything about one account. */
export function AccountPage({ accountId }: { accountId: string }) {
  const account = useAccount(accountId);
  const provider = useProvider(account?.provider ?? '');
  const named = useNamedAccount(accountId);
  // Such as a link to `scraperapi/production`.
  if (account === undefined && named !== null) return <Redirect to={`/account/${named}`} replace />;
  if (account === undefined || provider === undefined)
    return (
      <EmptyState title="This account does not exist">
        You have removed it, or it belongs to another data folder.
      </EmptyState>
    );
  // The key resets open dialogs and the chosen range for each account.
  return <Page key={account.id} account={account} provider={provider} />;
}

function Page({ account, provider }: { account: AccountState; provider: ProviderInfo }) {
  const context = useWritingContext();
  const actions = useAccountActions(account, provider);
  const [main, ...others] = account.pools;
  const packages = others.filter(isPackage);
  const larger = others.filter((pool) => !isPackage(pool));
  const drawn = account.pools.filter((pool) => pool.remaining !== null);
  return (
    <article className={styles.page}>
      <PageTitle>{accountTitle(provider.name, account.label)}</PageTitle>
      <AccountHeader account={account} provider={provider} actions={actions} />
      <Health account={account} provider={provider} actions={actions} context={context} />
      <MainPool account={account} provider={provider} pool={main} actions={actions} context={context} />
      {drawn.length > 0 && <HistorySection account={account} pools={drawn} context={context} />}
      {drawn.length === 0 && account.caps.length > 0 && <Quiet>{noHistoryWords(account, provider)}</Quiet>}
      <div className={styles.columns}>
        <div className={styles.column}>
          {main !== undefined && !saidAbove(main, context) && (
            <GrantsTable
              account={account}
              pool={main}
              caps={account.caps}
              actions={actions}
              context={context}
            />
          )}
          {packages.length > 0 && <Packages pools={packages} context={context} />}
          {larger.map((pool) => (
            <OtherPool key={pool.id} account={account} pool={pool} actions={actions} context={context} />
          ))}
          {provider.balance === 'ledger' && <Scripts account={account} provider={provider} />}
          {provider.balance === 'ledger' && (
            <LoggedUse account={account} provider={provider} context={context} />
          )}
        </div>
        <div className={styles.column}>
          {account.caps.length > 0 && (
            <Caps caps={account.caps} unit={main?.unit ?? provider.unit} context={context} />
          )}
          {main !== undefined && <Burn account={account} pool={main} context={context} />}
          {main !== undefined && (
            <CostSection account={account} provider={provider} actions={actions} context={context} />
          )}
          {account.credentialKept !== 'none' && (
            <KeySection account={account} provider={provider} actions={actions} context={context} />
          )}
        </div>
      </div>
      <AccountAlerts account={account} />
      <Footer account={account} provider={provider} context={context} />
      <AccountDialogs account={account} provider={provider} actions={actions} />
    </article>
  );
}
