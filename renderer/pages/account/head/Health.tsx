import { formatDuration, hideAmounts, type WritingContext } from '../../../../shared/format.ts';
import type { AccountState, ProviderInfo, ReadErrorKind } from '../../../../shared/model/index.ts';
import { momentWords } from '../../../../shared/time/index.ts';
import { Button } from '../../../components/controls/Button.tsx';
import { Notice } from '../../../components/feedback/Notice.tsx';
import type { AccountActions } from '../actions.tsx';
import { capital } from '../words.ts';
import styles from './Health.module.css';

const titles: Record<ReadErrorKind, (provider: string) => string> = {
  'bad-credential': (provider) => `${provider} does not accept the credential`,
  'limited-scope': () => 'The credential may not see the balance',
  exhausted: () => 'The credits are used up',
  'rate-limited': (provider) => `${provider} asks to wait`,
  unavailable: (provider) => `${provider} is not available`,
  'timed-out': (provider) => `${provider} did not answer in time`,
  offline: (provider) => `${provider} cannot be reached`,
  malformed: (provider) => `${provider}’s answer could not be understood`,
  refused: () => 'The request was refused',
};

export interface HealthProps {
  account: AccountState;
  provider: ProviderInfo;
  actions: AccountActions;
  context: WritingContext;
}

/** What stands in the way of a fresh reading, with what to do about it; nothing while all is well. Alerts are spoken when they begin, so these are not. */
export function Health({ account, provider, actions, context }: HealthProps) {
  const { error, readAt, nextAt, state } = account.health;
  const age =
    readAt === null
      ? ''
      : ` What is shown was read ${formatDuration(Math.max(0, context.now - readAt))} ago.`;
  const next =
    nextAt !== null && nextAt > context.now ? ` Asks again at ${momentWords(nextAt, context)}.` : '';
  return (
    <div className={styles.notices}>
      {error !== null && (
        <Notice
          quiet
          tone={error.kind === 'bad-credential' || error.kind === 'exhausted' ? 'critical' : 'watch'}
          title={titles[error.kind](provider.name)}
          action={
            error.kind === 'bad-credential' || error.kind === 'limited-scope' ? (
              <Button onClick={() => actions.open('credential')}>Replace the credential</Button>
            ) : undefined
          }
        >
          {hideAmounts(error.message, context)} {error.advice}
          {state === 'ok' ? '' : age}
          {next}
        </Notice>
      )}
      {error === null && state === 'stale' && (
        <Notice quiet tone="watch" title="The last reading is old">
          {age.trim()}
          {next}
        </Notice>
      )}
      {account.paused && (
        <Notice
          quiet
          tone="neutral"
          title="Paused: nothing is asked for this account"
          action={<Button onClick={() => actions.setPaused(false)}>Resume</Button>}
        >
          {age.trim()}
        </Notice>
      )}
      {account.disagreements.length > 0 && (
        <Notice
          quiet
          tone="watch"
          title={`${provider.name} reports something else than you entered`}
          action={<Button onClick={() => actions.open('facts')}>Plan and cycle</Button>}
        >
          {account.disagreements.map((disagreement) => (
            <p key={disagreement.what}>
              {capital(disagreement.what)}: reported {hideAmounts(disagreement.reported, context)}, you
              entered {hideAmounts(disagreement.entered, context)}. Yours is used.
            </p>
          ))}
        </Notice>
      )}
    </div>
  );
}
