import type { Trial } from '../../../shared/api/providers.ts';
import { hideAmounts } from '../../../shared/format.ts';
import { Notice } from '../../components/feedback/Notice.tsx';
import { intoSight } from '../../components/form/FormDialog.tsx';
import { useWritingContext } from '../../state/index.ts';
import { AnswerView } from './AnswerView.tsx';
import styles from './Custom.module.css';
import { inForm } from './draft.ts';

/** What a test got: the answer, and the reading that the expressions make of it. */
export function TrialView({
  trial: { answer, balance, error },
  isEmpty,
  onPick,
}: {
  trial: Trial;
  /** No expression is there yet. */
  isEmpty: boolean;
  /** Missing: there are no expressions to choose values for. */
  onPick: ((path: string) => void) | undefined;
}) {
  const context = useWritingContext();
  return (
    <>
      <div ref={intoSight}>
        {error === null ? (
          <Notice tone="ok" title={`It works: ${hideAmounts(balance ?? 'no balance', context)}`} />
        ) : isEmpty && answer !== null && (answer.status ?? 200) < 400 ? (
          <Notice tone="neutral" title="It answers. Now choose the values that count.">
            Click into “Left”, say, then on a value below.
          </Notice>
        ) : (
          <Notice tone="watch" title="There is no reading yet">
            {hideAmounts(inForm(error.message), context)}
          </Notice>
        )}
      </div>
      {answer !== null && (
        <div>
          <p className={styles.heading}>
            Answer{answer.status !== null && <span className={styles.quiet}> (status {answer.status})</span>}
          </p>
          <p className={styles.quiet}>
            Your key is masked.{onPick && ' Click a value to use it in the chosen field.'}
          </p>
          <AnswerView text={answer.text} onPick={onPick} />
        </div>
      )}
    </>
  );
}
