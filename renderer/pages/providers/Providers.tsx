import { Plus } from 'lucide-react';
import { formatDuration, formatQuantity } from '../../../shared/format.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { monthWords } from '../../../shared/time/index.ts';
import { ExternalLink } from '../../components/controls/ExternalLink.tsx';
import { Button, Mark } from '../../components/index.ts';
import { Page } from '../../components/page/Page.tsx';
import { useAdding } from '../../dialogs/add/adding.ts';
import { useAppState } from '../../state/index.ts';
import styles from './Providers.module.css';

/** The catalogue: what each provider tells, what it needs for that, and what asking costs. */
export function Providers() {
  const { providers, accounts } = useAppState();
  return (
    <Page title="Providers" detail="Who can be watched, what they tell, and what Fuelgauge needs for it.">
      <ul className={styles.list}>
        {providers.map((provider) => (
          <Entry
            key={provider.id}
            provider={provider}
            accounts={accounts.filter((account) => account.provider === provider.id).length}
          />
        ))}
      </ul>
    </Page>
  );
}

function Entry({ provider, accounts }: { provider: ProviderInfo; accounts: number }) {
  const add = useAdding();
  return (
    <li className={styles.entry}>
      <Mark provider={provider} />
      <div className={styles.words}>
        <h2 className={styles.name}>
          {provider.name} <span className={styles.category}>{provider.category}</span>
        </h2>
        <p>{provider.tells}</p>
        <dl className={styles.facts}>
          <dt>Needs</dt>
          <dd>
            {provider.credentialFields.length === 0
              ? 'No credential. You log the use yourself, in the app or from a script.'
              : provider.credentialFields.map((field) => (
                  <p key={field.id}>
                    {field.label}
                    {field.hint && <span className={styles.hint}> {field.hint}</span>}
                  </p>
                ))}
          </dd>
          <dt>Asked</dt>
          <dd>{askedWords(provider)}</dd>
          <dt>Source</dt>
          <dd>
            <ExternalLink href={provider.docs.url}>Documentation</ExternalLink>
            <span className={styles.hint}>, read in {monthWords(provider.docs.readOn)}</span>
            {provider.credentialPage && (
              <>
                {' · '}
                <ExternalLink href={provider.credentialPage}>Get a credential</ExternalLink>
              </>
            )}
          </dd>
        </dl>
      </div>
      <div className={styles.side}>
        <Button
          icon={<Plus aria-hidden="true" />}
          onClick={() => add(provider.id)}
          aria-label={`Add an account at ${provider.name}`}
        >
          Add
        </Button>
        {accounts > 0 && (
          <p className={styles.hint}>{accounts === 1 ? '1 account' : `${accounts} accounts`}</p>
        )}
      </div>
    </li>
  );
}

function askedWords(provider: ProviderInfo): string {
  if (provider.balance === 'ledger') return 'Never: it has nothing to ask.';
  const every = `Every ${formatDuration(provider.refresh.usualMs)}`;
  if (provider.checkCost === 0) return `${every}, free of charge.`;
  // A public price, not an amount of the person's: never hidden.
  return `${every}. Each check costs ${formatQuantity(provider.checkCost, provider.unit)}.`;
}
