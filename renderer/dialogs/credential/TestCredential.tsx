import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import type { AppRouter } from '../../../main/engine/api/router.ts';
import { hideAmounts } from '../../../shared/format.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { Button } from '../../components/controls/Button.tsx';
import { Notice } from '../../components/feedback/Notice.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { api, useWritingContext } from '../../state/index.ts';
import type { Values } from './CredentialFields.tsx';
import styles from './TestCredential.module.css';

type TestResult = Extract<inferRouterOutputs<AppRouter>['testCredential'], { ok: true }>['value'];

const titles = {
  'bad-credential': 'The provider rejected this key',
  'limited-scope': 'This key can’t read the balance',
  exhausted: 'The key works, but your credits are used up',
  'rate-limited': 'The provider is limiting requests',
  unavailable: 'The provider is unavailable',
  'timed-out': 'The provider did not answer in time',
  offline: 'The provider can’t be reached',
  malformed: 'Fuelgauge can’t read the provider’s answer',
  refused: 'The provider refused the request',
} as const;

/** Tests a credential without storing it. The result disappears when the values change. */
export function useTest(provider: ProviderInfo, values: Values, paidChecks = false) {
  const command = useCommand();
  const [done, setDone] = useState<{ values: Values; result: TestResult } | null>(null);
  const run = async (read: Record<string, string>) => {
    setDone(null);
    const result = await command.run(() =>
      api.testCredential.mutate({
        provider: provider.id,
        credential: { from: 'values', values: read },
        ...(provider.checkCost > 0 && { paidChecks }),
      }),
    );
    if (result !== null) setDone({ values, result });
  };
  const result = done !== null && done.values === values ? done.result : null;
  return { busy: command.busy, error: command.error, result, run };
}

/** The result of a test. */
export function TestOutcome({ result, error }: { result: TestResult | null; error: string | null }) {
  const context = useWritingContext();
  if (error !== null)
    return (
      <div className={styles.notice}>
        <Notice tone="critical" title="The test did not run">
          {error}
        </Notice>
      </div>
    );
  if (result === null) return null;
  return (
    <div className={styles.notice}>
      {result.ok ? (
        <Notice tone="ok" title="It works">
          {hideAmounts(result.summary, context)}
        </Notice>
      ) : (
        <Notice
          tone={result.error.kind === 'bad-credential' ? 'critical' : 'watch'}
          title={titles[result.error.kind]}
        >
          {hideAmounts(result.error.message, context)}{' '}
          {result.error.kind === 'bad-credential'
            ? 'Check that you copied all of it, and that it is the kind of key described above.'
            : result.error.advice}
        </Notice>
      )}
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
