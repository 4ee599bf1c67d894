import { ArrowLeft, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { Link, useLocation } from 'wouter';
import type { CatalogueEntry } from '../../../../shared/catalogue/entry.ts';
import { categoryName } from '../../../../shared/catalogue/search.ts';
import { checkWords, confidenceWords, confirmedWords } from '../../../../shared/catalogue/words.ts';
import { formatDuration } from '../../../../shared/format.ts';
import { monthWords } from '../../../../shared/time/index.ts';
import { ExternalLink } from '../../../components/controls/ExternalLink.tsx';
import { CatalogueWait } from '../../../components/feedback/CatalogueWait.tsx';
import { Button, EmptyState, Mark } from '../../../components/index.ts';
import { Page } from '../../../components/page/Page.tsx';
import { useAdding } from '../../../dialogs/add/adding.ts';
import { useAccounts, useCatalogue } from '../../../state/index.ts';
import { Reports } from '../Reports.tsx';
import { Fact } from './Fact.tsx';
import { Fields } from './Fields.tsx';
import { Plans } from './Plans.tsx';
import styles from './ProviderPage.module.css';

/** All that is known of one provider. */
export function ProviderPage({ id }: { id: string }) {
  const catalogue = useCatalogue();
  const [, navigate] = useLocation();
  if (catalogue.state !== 'ready')
    return (
      <Page title="Provider">
        <CatalogueWait catalogue={catalogue} />
      </Page>
    );
  const provider = catalogue.entries.find((one) => one.id === id);
  if (provider !== undefined) return <Known provider={provider} />;
  return (
    <Page title="Not found">
      <EmptyState
        title="Fuelgauge knows no provider with this id."
        action={<Button onClick={() => navigate('/providers')}>Show all providers</Button>}
      />
    </Page>
  );
}

function Known({ provider }: { provider: CatalogueEntry }) {
  const { id, name, category, tells, homepage, billingPage, docs, evidence, refresh, hosts } = provider;
  const { custom, program } = provider;
  const add = useAdding();
  const all = useAccounts();
  const accounts = useMemo(() => all.filter((account) => account.provider === id), [all, id]);
  const address = provider.credentialFields.some((field) => field.address);
  return (
    <>
      <Link href="/providers" className={styles.back}>
        <ArrowLeft aria-hidden="true" size={15} /> All providers
      </Link>
      <Page
        title={name}
        detail={
          <span className={styles.detail}>
            <Mark provider={provider} size="small" /> {categoryName(category)}
          </span>
        }
        actions={
          <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={() => add(id)}>
            Add account
          </Button>
        }
      >
        <dl className={styles.facts}>
          <Fact name="Reports">
            <p>{tells}</p>
            <Reports provider={provider} />
            <Balance provider={provider} />
          </Fact>
          <Fact name={provider.credentialFields.length === 1 ? 'Needs a key' : 'Needs'}>
            <Fields provider={provider} />
          </Fact>
          <Fact name="Checked">
            <p>{checkWords(provider)}</p>
            {provider.balance !== 'ledger' && (
              <p className={styles.quiet}>
                You can choose another interval, from {formatDuration(refresh.automaticMs)} up. No two checks
                are closer together than {formatDuration(refresh.shortestMs)}, however often you press
                Refresh.
              </p>
            )}
          </Fact>
          {(hosts.length > 0 || address) && (
            <Fact name="Contacts">
              {hosts.map((host) => (
                <p key={host}>
                  <code>{host}</code>
                </p>
              ))}
              {address && <p>The server whose address you enter.</p>}
            </Fact>
          )}
          {program !== undefined && (
            <Fact name="Runs">
              <p>
                <code>{program}</code>
              </p>
            </Fact>
          )}
          <Fact name="How we know">
            {evidence && <p>{confidenceWords[evidence.confidence].long}</p>}
            {docs !== null && (
              <p>
                <ExternalLink href={docs.url}>Documentation</ExternalLink>
                <span className={styles.quiet}>, read in {monthWords(docs.readOn)}.</span>
              </p>
            )}
            {custom && <p>You described it yourself.</p>}
            {evidence?.endpoints.map((endpoint) => (
              <p key={endpoint}>
                <code>{endpoint}</code>
              </p>
            ))}
            {evidence && evidence.endpoints.length > 0 && (
              <p className={styles.quiet}>{confirmedWords(evidence.confirmed)}</p>
            )}
          </Fact>
          <Plans provider={provider} />
          {homepage !== null && (
            <Fact name="Links">
              <p className={styles.links}>
                <ExternalLink href={homepage}>Home page</ExternalLink>
                {billingPage !== null && <ExternalLink href={billingPage}>Buy credits</ExternalLink>}
              </p>
            </Fact>
          )}
          {accounts.length > 0 && (
            <Fact name="Your accounts">
              {accounts.map((account) => (
                <p key={account.id}>
                  <Link href={`/account/${account.id}`}>{account.label}</Link>
                </p>
              ))}
            </Fact>
          )}
        </dl>
      </Page>
    </>
  );
}

/** What you have to add to what it reports. */
function Balance({ provider: { balance, name } }: { provider: CatalogueEntry }) {
  if (balance === 'reported') return null;
  return (
    <p className={styles.quiet}>
      {balance === 'usage'
        ? `${name} reports what you used, not what is left. Enter your plan, and Fuelgauge works out the rest.`
        : 'You log your use, in the app or from a script. Fuelgauge counts it against your plan.'}
    </p>
  );
}
