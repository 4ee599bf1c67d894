import { formatDuration, hideAmounts, type WritingContext } from '../../../../shared/format.ts';
import type { AccountState, ProviderInfo, ReadErrorKind } from '../../../../shared/model/index.ts';
import { checkCostSentence, hasChecksOff } from '../../../../shared/paid-checks.ts';
import { ageOf, momentWords } from '../../../../shared/time/index.ts';
import { Button } from '../../../components/controls/Button.tsx';
import { TopUpLink } from '../../../components/data/TopUpLink.tsx';
import { Notice } from '../../../components/feedback/Notice.tsx';
import type { AccountActions } from '../actions.tsx';
import { capital } from '../words.ts';
import styles from './Health.module.css';

const titles: Record<ReadErrorKind, (provider: string) => string> = {
  'bad-credential': (provider) => `${provider} rejected the key`,
  'limited-scope': () => 'The key can’t read the balance',
  exhausted: () => 'Your credits are used up',
  'rate-limited': (provider) => `${provider} is limiting requests`,
  unavailable: (provider) => `${provider} is unavailable`,
  'timed-out': (provider) => `${provider} did not answer in time`,
  offline: (provider) => `${provider} can’t be reached`,
  malformed: (provider) => `Fuelgauge can’t read ${provider}’s answer`,
  refused: (provider) => `${provider} refused the request`,
};

export interface HealthProps {
  account: AccountState;
  provider: ProviderInfo;
  actions: AccountActions;
  context: WritingContext;
}

/** Answers that Fuelgauge may have misread. The others say nothing of how it is described. */
const reportable: readonly ReadErrorKind[] = ['malformed', 'refused', 'bad-credential', 'limited-scope'];

/** What you can do about an error. */
function ErrorActions({
  kind,
  provider,
  actions,
}: Pick<HealthProps, 'provider' | 'actions'> & { kind: ReadErrorKind }) {
  return (
    <>
      {(kind === 'bad-credential' || kind === 'limited-scope') && (
        <Button onClick={() => actions.open('credential')}>Replace key</Button>
      )}
      {kind === 'exhausted' && <TopUpLink provider={provider} />}
      {reportable.includes(kind) && (
        <Button onClick={() => actions.open('report')}>Report this answer…</Button>
      )}
    </>
  );
}

function ageSentence(readAt: number, now: number): string {
  const age = ageOf(readAt, now);
  return age === null
    ? 'The clock of this computer was changed, so nobody knows how old the last reading is.'
    : `The last reading is ${formatDuration(age)} old.`;
}

/** What prevents a fresh reading, with what to do about it. Screen readers hear of it through alerts, so these notices are quiet. */
export function Health({ account, provider, actions, context }: HealthProps) {
  const { error, readAt, nextAt, state } = account.health;
  const age = readAt === null ? '' : ` ${ageSentence(readAt, context.now)}`;
  const next = nextAt !== null && nextAt > context.now ? ` Next check: ${momentWords(nextAt, context)}.` : '';
  return (
    <div className={styles.notices}>
      {error !== null && (
        <Notice
          quiet
          tone={error.kind === 'bad-credential' || error.kind === 'exhausted' ? 'critical' : 'watch'}
          title={titles[error.kind](provider.name)}
          action={
            (error.kind === 'exhausted' || reportable.includes(error.kind)) && (
              <ErrorActions kind={error.kind} provider={provider} actions={actions} />
            )
          }
        >
          {hideAmounts(error.message, context)} {error.advice}
          {state === 'ok' ? '' : age}
          {next}
        </Notice>
      )}
      {error === null && state === 'stale' && (
        <Notice quiet tone="watch" title="The balance may be out of date">
          {age.trim()}
          {next}
        </Notice>
      )}
      {hasChecksOff(account) && (
        <Notice
          quiet
          tone="neutral"
          title="Checks of this account are off"
          action={<Button onClick={() => actions.setPaidChecks(true)}>Turn checks on</Button>}
        >
          {checkCostSentence(provider, account.intervalMs)} Nothing is asked until you turn them on.{age}
        </Notice>
      )}
      {account.paused && (
        <Notice
          quiet
          tone="neutral"
          title="Polling is paused for this account"
          action={<Button onClick={() => actions.setPaused(false)}>Resume</Button>}
        >
          {age.trim()}
        </Notice>
      )}
      {account.disagreements.length > 0 && (
        <Notice
          quiet
          tone="watch"
          title={`${provider.name} reports something different from what you entered`}
          action={<Button onClick={() => actions.open('facts')}>Plan and cycle</Button>}
        >
          {account.disagreements.map((disagreement) => (
            <p key={disagreement.what}>
              {capital(disagreement.what)}: reported {hideAmounts(disagreement.reported, context)}, you
              entered {hideAmounts(disagreement.entered, context)}. Fuelgauge uses yours.
            </p>
          ))}
        </Notice>
      )}
    </div>
  );
}
