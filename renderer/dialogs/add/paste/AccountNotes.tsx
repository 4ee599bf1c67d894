import type { TestResult } from '../../../../shared/api/accounts.ts';
import { hideAmounts } from '../../../../shared/format.ts';
import { checkCostWords, checksAreOff } from '../../../../shared/paid-checks.ts';
import { seesWords } from '../../../../shared/summary/sees.ts';
import { LinkButton } from '../../../components/controls/LinkButton.tsx';
import { useWritingContext } from '../../../state/index.ts';
import styles from './PastedKeys.module.css';
import type { AccountRow } from './rows.ts';
import { withArticle } from './words.ts';

export interface AccountNotesProps {
  row: AccountRow;
  /** A key that was rejected is added anyway. */
  onKeep: () => void;
  onCopyAgain: () => void;
  /** Opens a field that can be left out. */
  onMore: (field: string) => void;
  onTest: () => void;
}

/** What is to be said of a row, each in a line: what was taken off, what the provider answered, why it was not added. */
export function AccountNotes(props: AccountNotesProps) {
  const { row } = props;
  const { outcome, provider } = row;
  return (
    <>
      {outcome.state === 'untested' &&
        row.took.map((took) => (
          <p key={took} className={styles.quiet}>
            {took}.
          </p>
        ))}
      {row.otherKind !== null && <p className={styles.wrong}>Another kind of key: {row.otherKind}</p>}
      {checksAreOff(row, provider) && row.otherKind === null && (
        <p className={styles.quiet}>
          Not tested: a test costs {checkCostWords(provider)}. You can add it all the same.
        </p>
      )}
      {outcome.state === 'failed' && <p className={styles.wrong}>{outcome.message}</p>}
      {outcome.state === 'tested' && <ResultNotes {...props} result={outcome.result} />}
      {row.sameAs !== null && (
        <p className={styles.known}>
          This is the key of “{row.sameAs.label}”
          {row.sameAs.provider !== provider.name && ` at ${row.sameAs.provider}`}.
        </p>
      )}
      {row.failure !== null && (
        <p className={styles.wrong} role="alert">
          Not added: {row.failure}
        </p>
      )}
    </>
  );
}

function ResultNotes({ row, result, onMore, ...ways }: AccountNotesProps & { result: TestResult }) {
  const { provider, values, asks } = row;
  const more = provider.credentialFields.find(
    ({ id, optional, secret }) => optional && secret && (values[id] ?? '') === '' && !asks.includes(id),
  );
  return (
    <>
      {result.ok ? (
        <p className={styles.quiet}>
          {seesWords[result.scope]}.{' '}
          {result.scope === 'key' && more !== undefined && (
            <LinkButton onClick={() => onMore(more.id)}>
              {sentence(withArticle(more.label))} sees more
            </LinkButton>
          )}
        </p>
      ) : (
        <Refusal row={row} result={result} {...ways} />
      )}
    </>
  );
}

type Refused = Extract<TestResult, { ok: false }>;

/** Why a provider did not read the balance, and what to do. */
function Refusal({
  row,
  result,
  onKeep,
  onCopyAgain,
  onTest,
}: Omit<AccountNotesProps, 'onMore'> & { result: Refused }) {
  const message = hideAmounts(result.error.message, useWritingContext());
  if (!result.rejected)
    return (
      <p className={styles.quiet}>
        {message} You can add it all the same, or <LinkButton onClick={onTest}>test it again</LinkButton>.
      </p>
    );
  return (
    <p className={styles.wrong}>
      {message} <LinkButton onClick={onCopyAgain}>Copy it again</LinkButton>
      {row.ticked ? (
        '; it is kept as it is.'
      ) : (
        <>
          , or <LinkButton onClick={onKeep}>keep it anyway</LinkButton>.
        </>
      )}
    </p>
  );
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
