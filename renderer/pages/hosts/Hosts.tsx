import { formatDuration } from '../../../shared/format.ts';
import type { AppState, ProviderInfo } from '../../../shared/model/index.ts';
import { Age, EmptyState, Mark } from '../../components/index.ts';
import { Page } from '../../components/page/Page.tsx';
import { useAppState } from '../../state/index.ts';
import styles from './Hosts.module.css';

/** Every host that Fuelgauge contacts, how often and why. */
export function Hosts() {
  const { hosts, providers } = useAppState();
  return (
    <Page
      title="Hosts contacted"
      detail={
        hosts.some(({ program }) => program)
          ? 'Fuelgauge contacts these hosts, runs these programs, and no others.'
          : 'Fuelgauge contacts these hosts and no others.'
      }
    >
      {hosts.length === 0 ? (
        <EmptyState title="Fuelgauge contacts no hosts yet.">
          When you add an account, you see its provider’s hosts here.
        </EmptyState>
      ) : (
        <div className={styles.frame}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Host</th>
                <th scope="col">Provider</th>
                <th scope="col">Why</th>
                <th scope="col">How often</th>
                <th scope="col">Last contact</th>
              </tr>
            </thead>
            <tbody>
              {hosts.map((use) => {
                const provider = providers.find(({ id }) => id === use.provider);
                return (
                  <tr key={`${use.host} ${use.provider}`}>
                    <th scope="row">
                      {use.host}
                      {use.program && <span className={styles.program}>a program on this computer</span>}
                    </th>
                    <td>
                      <span className={styles.provider}>
                        {provider && <Mark provider={provider} size="small" />}
                        {provider?.name ?? use.provider}
                      </span>
                    </td>
                    <td>{use.why ?? whyWords(use.accounts, provider)}</td>
                    <td>{howOften(use)}</td>
                    <td>{use.lastAt === null ? 'not yet' : <Age at={use.lastAt} />}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}

function howOften({ why, accounts, everyMs }: AppState['hosts'][number]): string {
  if (why !== undefined) return accounts === 0 ? 'with each notification' : 'with each of them';
  return accounts === 0 ? 'not now' : `every ${formatDuration(everyMs)}`;
}

function whyWords(accounts: number, provider: ProviderInfo | undefined): string {
  const what = provider?.balance === 'usage' ? 'use' : 'balance';
  if (accounts === 0) return 'no account uses it now';
  return `to check the ${what} of ${accounts === 1 ? '1 account' : `${accounts} accounts`}`;
}
