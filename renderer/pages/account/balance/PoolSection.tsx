import { useId } from 'react';
import { capName } from '../../../../shared/caps.ts';
import { hideAmounts, type WritingContext } from '../../../../shared/format.ts';
import type { AccountState, Cap, PoolState, ProviderInfo } from '../../../../shared/model/index.ts';
import { outlook } from '../../../../shared/outlook/index.ts';
import { checksOffSentence, hasChecksOff } from '../../../../shared/paid-checks.ts';
import { barTone } from '../../../../shared/standing/index.ts';
import { figureOf, fullestWindow, leftWords, wholeWords } from '../../../../shared/summary/index.ts';
import { Button } from '../../../components/controls/Button.tsx';
import { Amount } from '../../../components/data/Amount.tsx';
import { Meter } from '../../../components/data/Meter.tsx';
import { segmentsOf, wholeOf } from '../../../components/data/segments.ts';
import type { AccountActions } from '../actions.tsx';
import { capital, capSentence, poolSentence, provenanceWord, usedWords, windowReset } from '../words.ts';
import { GrantsTable } from './GrantsTable.tsx';
import { OutlookSentence } from './OutlookSentence.tsx';
import styles from './PoolSection.module.css';

/** What is to be said, but for what a notice above already says. */
const notesOf = (account: AccountState, provider: ProviderInfo): string[] =>
  account.notes.filter((note) => note !== checksOffSentence(provider, account.id, account.intervalMs));

/** The bar of a pool with a limit; without a limit there is no bar. */
function PoolMeter({
  account,
  pool,
  context,
}: {
  account: AccountState;
  pool: PoolState;
  context: WritingContext;
}) {
  const { limit, remaining, unit } = pool;
  if (limit === null || limit <= 0 || remaining === null) return null;
  return (
    <Meter
      label={pool.label}
      valueText={leftWords({ amount: remaining, limit, unit, pool }, context) ?? ''}
      max={wholeOf(pool, limit, remaining)}
      segments={segmentsOf(pool, remaining)}
      tone={barTone(account, pool, context.now)}
    />
  );
}

export interface MainPoolProps {
  account: AccountState;
  provider: ProviderInfo;
  /** Missing before the first reading. */
  pool: PoolState | undefined;
  actions: AccountActions;
  context: WritingContext;
}

/** The account's main balance. */
export function MainPool({ account, provider, pool, actions, context }: MainPoolProps) {
  const foreseen = pool === undefined ? null : outlook(pool, account.caps, context);
  const unknown = pool === undefined || pool.remaining === null;
  const enters = provider.balance !== 'reported' && account.health.state !== 'waiting';
  const window = unknown ? fullestWindow(account) : null;
  const figure = unknown && window === null ? figureOf(account, provider) : null;
  const word = provenanceWord(pool?.provenance.remaining);
  return (
    <section className={styles.hero} aria-label="Balance">
      {pool !== undefined && pool.remaining !== null ? (
        <>
          <p className={styles.amount}>
            <Amount amount={pool.remaining} unit={pool.unit} size="hero" />
            {word !== null && <span className={styles.origin}>{word}</span>}
          </p>
          {foreseen === null || foreseen.long === '' ? (
            <p className={styles.sentence}>{poolSentence(pool, context)}</p>
          ) : (
            <OutlookSentence outlook={foreseen} className={styles.sentence} />
          )}
          <PoolMeter account={account} pool={pool} context={context} />
          {foreseen !== null && foreseen.long !== '' && knownFacts(pool) && (
            <p className={styles.quiet}>{poolSentence(pool, context)}</p>
          )}
        </>
      ) : window !== null ? (
        <Window cap={window} context={context} />
      ) : figure !== null && figure.cap !== null ? (
        <>
          <p className={styles.amount}>
            <Amount
              amount={figure.amount}
              unit={figure.unit}
              size="hero"
              note={`left ${wholeWords(figure, context) ?? ''}`.trimEnd()}
            />
          </p>
          <p className={styles.sentence}>{capSentence(figure.cap, figure.unit, context)}</p>
        </>
      ) : (
        <Unknown account={account} provider={provider} pool={pool} context={context} />
      )}
      {notesOf(account, provider).map((note) => (
        <p key={note} className={styles.note}>
          {hideAmounts(note, context)}
        </p>
      ))}
      {unknown && enters && (
        <Button variant="primary" className={styles.enter} onClick={() => actions.open('facts')}>
          Enter plan and cycle
        </Button>
      )}
    </section>
  );
}

/** The window of a plan that is told in percent: how much of it is used, which is no balance. */
function Window({ cap, context }: { cap: Cap & { used: number }; context: WritingContext }) {
  return (
    <>
      <p className={styles.amount}>
        <Amount
          amount={cap.used}
          unit={{ kind: 'percent' }}
          size="hero"
          note={`of the ${capName(cap)} used`}
        />
      </p>
      <p className={styles.sentence}>{capital(windowReset(cap, context))}</p>
    </>
  );
}

/** Whether there is more to say of a pool than its balance. */
const knownFacts = ({ limit, cycle, used }: PoolState): boolean =>
  limit !== null || cycle !== null || (used !== null && used > 0);

function Unknown({
  account,
  provider,
  pool,
  context,
}: Pick<MainPoolProps, 'account' | 'provider' | 'pool' | 'context'>) {
  const waiting = account.health.readAt === null && provider.balance !== 'ledger';
  return (
    <>
      <p className={styles.unknown}>{waiting ? 'No reading yet' : 'Balance unknown'}</p>
      <p className={styles.sentence}>{unknownSentence(account, provider, pool, waiting, context)}</p>
    </>
  );
}

function unknownSentence(
  account: AccountState,
  provider: ProviderInfo,
  pool: PoolState | undefined,
  waiting: boolean,
  context: WritingContext,
): string {
  if (waiting && account.health.error !== null)
    return 'The balance appears here after the first successful check.';
  if (hasChecksOff(account)) return 'Turn checks on to see it.';
  if (waiting) return account.paused ? 'Resume polling to see it.' : `Checking ${provider.name}…`;
  const used = pool === undefined ? null : usedWords(pool, context);
  const soFar = used === null ? '' : `${used}.`;
  // The notes already say what to enter.
  if (account.notes.length > 0) return soFar;
  if (provider.balance === 'reported') return `${soFar} ${provider.name} did not report the balance.`.trim();
  return `${soFar} Enter your plan to see what is left.`.trim();
}

export interface OtherPoolProps {
  account: AccountState;
  pool: PoolState;
  actions: AccountActions;
  context: WritingContext;
}

/** Another balance, with a limit, a cycle or several grants of its own. */
export function OtherPool({ account, pool, actions, context }: OtherPoolProps) {
  const heading = useId();
  const foreseen = outlook(pool, [], context);
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <div className={styles.otherHead}>
        <h2 id={heading} className={styles.heading}>
          {pool.label}
        </h2>
        <Amount amount={pool.remaining} unit={pool.unit} size="row" />
      </div>
      <PoolMeter account={account} pool={pool} context={context} />
      {foreseen.long !== '' && <OutlookSentence outlook={foreseen} className={styles.quiet} />}
      <p className={styles.quiet}>{poolSentence(pool, context)}</p>
      {pool.grants.length > 0 && (
        <GrantsTable account={account} pool={pool} caps={[]} actions={actions} context={context} />
      )}
    </section>
  );
}
