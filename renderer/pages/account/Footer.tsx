import type { WritingContext } from '../../../shared/format.ts';
import type { AccountState, ProviderInfo } from '../../../shared/model/index.ts';
import { momentWords } from '../../../shared/time/index.ts';
import { Age } from '../../components/data/Age.tsx';
import { intervalWords } from '../../components/data/times.ts';
import { useAppState } from '../../state/index.ts';
import styles from './Footer.module.css';
import { provenanceSentence } from './words.ts';

/** Where the page's numbers come from, and when the next check is. */
export function Footer({
  account,
  provider,
  context,
}: {
  account: AccountState;
  provider: ProviderInfo;
  context: WritingContext;
}) {
  const { readAt, nextAt } = account.health;
  const [main] = account.pools;
  // The host that was really contacted: in the demo or with an emulated endpoint it is not the provider’s own.
  const [use, ...others] = useAppState().hosts.filter((each) => each.provider === provider.id);
  // Which of several addresses that you entered is this account's, the state does not say.
  const isEntered = provider.credentialFields.some(({ address }) => address);
  const host = isEntered && others.length > 0 ? undefined : use?.host;
  const asks = provider.balance !== 'ledger';
  return (
    <footer className={styles.footer}>
      {asks && readAt !== null && (
        <>
          <Age at={readAt} prefix="Checked" />
          {host !== undefined && ` at ${host}`}.{' '}
        </>
      )}
      {asks && nextAt !== null && nextAt > context.now && (
        <>
          Next check: {momentWords(nextAt, context)}, then every {intervalWords(account.intervalMs)}.{' '}
        </>
      )}
      {main !== undefined && provenanceSentence(main, provider, account.entered)}
    </footer>
  );
}
