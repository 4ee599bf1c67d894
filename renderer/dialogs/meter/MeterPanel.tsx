import {
  isMetered,
  loggedWords,
  meterAddress,
  passedWords,
  unreadWords,
  waitingWords,
} from '../../../shared/metering/words.ts';
import type { AccountState, MeterCounts, MeterState, ProviderInfo } from '../../../shared/model/index.ts';
import { CopyText } from '../../components/controls/CopyText.tsx';
import { Age } from '../../components/data/Age.tsx';
import { Notice } from '../../components/feedback/Notice.tsx';
import { Stack } from '../../components/form/Stack.tsx';
import { Switch } from '../../components/form/Switch.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { api, useAppState, useWritingContext } from '../../state/index.ts';
import styles from './MeterPanel.module.css';

interface Metered {
  account: AccountState;
  provider: ProviderInfo;
}

/** The switch of the meter, the address for each account, and what it has counted. */
export function MeterPanel() {
  const { accounts, meter, mode, preferences, providers } = useAppState();
  const { error, run } = useCommand();
  if (mode === 'demo')
    return <p className={styles.text}>Nothing can be counted in the demo. Leave it to turn this on.</p>;
  const metered = accounts.flatMap((account): Metered[] => {
    const provider = providers.find(({ id }) => id === account.provider);
    return provider && isMetered(provider) ? [{ account, provider }] : [];
  });
  return (
    <Stack>
      <Switch
        label="Let Fuelgauge count for you"
        hint="For providers without a balance endpoint, such as Scrapio: your program sends its requests to an address on this computer, and Fuelgauge passes them on as they are. It reads from each answer what it cost, and keeps neither requests nor answers."
        checked={preferences.meter}
        onChange={(on) => void run(() => api.setPreferences.mutate({ meter: on }))}
      />
      {error !== null && (
        <Notice tone="critical" title="That did not work">
          {error}
        </Notice>
      )}
      {preferences.meter && meter !== undefined && <Running meter={meter} metered={metered} />}
    </Stack>
  );
}

function Running({ meter: { origin, problem, counts }, metered }: { meter: MeterState; metered: Metered[] }) {
  if (origin === null)
    return (
      <Notice tone="watch" title="The meter is not running">
        {problem} If another Fuelgauge counts there, nothing is lost.
      </Notice>
    );
  if (metered.length === 0)
    return <p className={styles.text}>Add an account at such a provider. You then see its address here.</p>;
  return (
    <Stack>
      {metered.map(({ account, provider }) => (
        <div key={account.id} className={styles.address}>
          <p className={styles.text}>
            Use this base address instead of {provider.name}’s, for “{account.label}”:
          </p>
          <CopyText
            label={`Address for ${account.label}`}
            text={meterAddress(origin, account.id, metered.length)}
          />
        </div>
      ))}
      {counts !== null && <Counts counts={counts} metered={metered} />}
    </Stack>
  );
}

function Counts({ counts, metered }: { counts: MeterCounts; metered: Metered[] }) {
  const writing = useWritingContext();
  const logged = metered.flatMap(
    ({ account, provider }) => loggedWords(counts, account, provider.unit, writing) ?? [],
  );
  const unread = unreadWords(counts);
  const waiting = waitingWords(counts);
  return (
    <>
      <p className={styles.text}>
        {[passedWords(counts), ...logged].join(' ')}
        {counts.lastAt !== null && (
          <>
            {' '}
            The last one came <Age at={counts.lastAt} />.
          </>
        )}
      </p>
      {waiting !== null && (
        <Notice tone="critical" title="Not stored yet">
          {waiting}
        </Notice>
      )}
      {unread.length > 0 && (
        <Notice tone="watch" title="Passed on, not counted" quiet>
          {unread.join(', ')}.
        </Notice>
      )}
    </>
  );
}
