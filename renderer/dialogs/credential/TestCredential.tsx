import type { MouseEvent } from 'react';
import { useLocation } from 'wouter';
import type { SameKey, TestResult } from '../../../shared/api/accounts.ts';
import { hideAmounts } from '../../../shared/format.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { accountTitle } from '../../../shared/names.ts';
import { seesWords } from '../../../shared/summary/sees.ts';
import { Button } from '../../components/controls/Button.tsx';
import { Notice } from '../../components/feedback/Notice.tsx';
import { intoSight } from '../../components/form/FormDialog.tsx';
import { useWritingContext } from '../../state/index.ts';
import styles from './TestCredential.module.css';
import type { Test } from './useTest.ts';

const titles = {
  'bad-credential': 'Not accepted',
  'limited-scope': 'This key can’t read the balance',
  exhausted: 'The key works, but your credits are used up',
  'rate-limited': 'The provider is limiting requests',
  unavailable: 'The provider is unavailable',
  'timed-out': 'The provider did not answer in time',
  offline: 'The provider can’t be reached',
  malformed: 'Fuelgauge can’t read the provider’s answer',
  refused: 'The provider refused the request',
} as const;

export interface TestOutcomeProps {
  test: Test;
  provider: ProviderInfo;
  /** Keeps the credential all the same. */
  onKeep: () => void;
  /** What that is called where the key is another account's: “Add anyway”. */
  keepLabel: string;
  /** Closes the dialog. */
  onClose: () => void;
}

/** What a test said of a credential, and what you can do about it. */
export function TestOutcome({ test, provider, onKeep, keepLabel, onClose }: TestOutcomeProps) {
  const { error, known } = test;
  if (error !== null)
    return (
      <div className={styles.notice} ref={intoSight}>
        <Notice tone="critical" title="The test did not run">
          {error}
        </Notice>
      </div>
    );
  if (known === null) return null;
  const { result, sameAs } = known;
  return (
    <>
      {result !== null && <Answer result={result} onKeep={sameAs === null ? onKeep : null} />}
      {sameAs !== null && (
        <SameKeyNotice
          sameAs={sameAs}
          provider={provider}
          onKeep={onKeep}
          keepLabel={keepLabel}
          onClose={onClose}
        />
      )}
    </>
  );
}

/** `onKeep` null: that is offered elsewhere. */
function Answer({ result, onKeep }: { result: TestResult; onKeep: (() => void) | null }) {
  const context = useWritingContext();
  if (result.ok) {
    const { balance, summary, scope } = result;
    return (
      <div className={styles.notice} ref={intoSight}>
        <Notice tone="ok" title="It works">
          {hideAmounts(balance === null ? summary : `${balance}; ${seesWords[scope]}.`, context)}
        </Notice>
      </div>
    );
  }
  const { error, rejected } = result;
  const isBad = error.kind === 'bad-credential';
  return (
    <div className={styles.notice} ref={intoSight}>
      <Notice tone={isBad ? 'critical' : 'watch'} title={titles[error.kind]}>
        <p>
          {hideAmounts(error.message, context)}{' '}
          {isBad
            ? 'Check that you copied all of it, and that it is the kind of key described above.'
            : error.advice}
        </p>
        {rejected && (
          <p className={styles.ways}>
            <Button onClick={toField}>Correct it</Button>
            {onKeep !== null && (
              <Button variant="quiet" onClick={onKeep}>
                Keep it anyway
              </Button>
            )}
          </p>
        )}
      </Notice>
    </div>
  );
}

/** Puts the focus into the first field of the form, with its text selected. */
function toField({ currentTarget: { form } }: MouseEvent<HTMLButtonElement>): void {
  const field = form?.querySelector('input');
  field?.focus();
  field?.select();
}

function SameKeyNotice({
  sameAs: { account, provider: providerName, label },
  provider,
  onKeep,
  keepLabel,
  onClose,
}: Omit<TestOutcomeProps, 'test'> & { sameAs: SameKey }) {
  const [, navigate] = useLocation();
  const whose = providerName === provider.name ? `“${label}”` : accountTitle(providerName, label);
  return (
    <div className={styles.notice} ref={intoSight}>
      <Notice tone="watch" title={`This is the key of ${whose}`}>
        <p>Both accounts would ask {provider.name}, and both would warn you.</p>
        <p className={styles.ways}>
          <Button
            onClick={() => {
              onClose();
              navigate(`/account/${encodeURIComponent(account)}`);
            }}
          >
            Open it
          </Button>
          <Button variant="quiet" onClick={onKeep}>
            {keepLabel}
          </Button>
        </p>
      </Notice>
    </div>
  );
}

export function TestButton({ busy, onTest }: { busy: boolean; onTest: () => void }) {
  return (
    <Button onClick={onTest} busy={busy}>
      Test
    </Button>
  );
}
