import { LoaderCircle } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { hideAmounts } from '../../../../shared/format.ts';
import type { ProviderInfo } from '../../../../shared/model/index.ts';
import { Chip } from '../../../components/data/Chip.tsx';
import { Mark } from '../../../components/data/Mark.tsx';
import { useWritingContext } from '../../../state/index.ts';
import { CredentialFields } from '../../credential/CredentialFields.tsx';
import { PaidChecks } from '../PaidChecks.tsx';
import { AccountNotes } from './AccountNotes.tsx';
import styles from './PastedKeys.module.css';
import { type AccountRow, copyAgain, entered, type Outcome } from './rows.ts';
import { keyWords, verdicts } from './words.ts';

export interface AccountItemProps {
  row: AccountRow;
  providers: readonly ProviderInfo[];
  onEdit: (next: (row: AccountRow) => AccountRow) => void;
  onTest: () => void;
}

/** A credential that can become an account: tick it, enter what is missing, and see what its provider said. */
export function AccountItem({ row, providers, onEdit, onTest }: AccountItemProps) {
  const id = useId();
  const check = useRef<HTMLInputElement>(null);
  const { fields, openFields } = useOpened();
  const { provider, outcome, isChosen } = row;
  // The link that was pressed to choose it is gone.
  useEffect(() => {
    if (isChosen) check.current?.focus();
  }, [isChosen]);
  const isRejected = outcome.state === 'tested' && !outcome.result.ok && outcome.result.rejected;
  return (
    <li className={[styles.row, isRejected && !row.ticked && styles.rejected].filter(Boolean).join(' ')}>
      <input
        ref={check}
        type="checkbox"
        className={styles.check}
        id={id}
        aria-describedby={`${id}-notes`}
        disabled={row.otherKind !== null}
        checked={row.ticked}
        onChange={(event) => {
          const ticked = event.currentTarget.checked;
          onEdit((now) => ({ ...now, ticked }));
        }}
      />
      <Mark provider={provider} />
      <div className={styles.words}>
        <label id={`${id}-title`} htmlFor={id}>
          <strong className={styles.name}>{provider.name}</strong>{' '}
          <span className={styles.quiet}>{keyWords(row)}</span>
        </label>
        <div id={`${id}-notes`}>
          <AccountNotes
            row={row}
            onKeep={() => {
              onEdit((now) => ({ ...now, ticked: true }));
              check.current?.focus();
            }}
            onCopyAgain={() => {
              onEdit(copyAgain);
              openFields();
            }}
            onMore={(field) => {
              onEdit((now) => ({ ...now, asks: [...now.asks, field] }));
              openFields();
            }}
            onTest={onTest}
          />
        </div>
        <fieldset ref={fields} className={styles.fields} aria-labelledby={`${id}-title`}>
          <CredentialFields
            provider={{
              ...provider,
              credentialFields: provider.credentialFields.filter((field) => row.asks.includes(field.id)),
            }}
            providers={providers}
            values={row.values}
            errors={row.errors}
            onChange={(values) => onEdit((now) => entered(now, values))}
          />
          <PaidChecks
            provider={provider}
            checked={row.paidChecks}
            onChange={(paidChecks) =>
              onEdit((now) => ({ ...now, paidChecks, outcome: { state: 'untested' } }))
            }
          />
        </fieldset>
      </div>
      <Verdict outcome={outcome} />
    </li>
  );
}

/** Fields that are opened by a link, which get the focus then. */
function useOpened() {
  const fields = useRef<HTMLFieldSetElement>(null);
  const [opened, setOpened] = useState(0);
  useEffect(() => {
    const inputs = opened > 0 ? fields.current?.querySelectorAll<HTMLInputElement>('input') : undefined;
    [...(inputs ?? [])].find(({ value }) => value === '')?.focus();
  }, [opened]);
  return { fields, openFields: () => setOpened((count) => count + 1) };
}

/** The number that was read, large, with what it is part of; or how far the test is. */
function Verdict({ outcome }: { outcome: Outcome }) {
  const context = useWritingContext();
  if (outcome.state === 'untested') return null;
  return <div className={styles.verdict}>{verdictOf(outcome, (text) => hideAmounts(text, context))}</div>;
}

function verdictOf(
  outcome: Exclude<Outcome, { state: 'untested' }>,
  hide: (text: string) => string,
): ReactNode {
  switch (outcome.state) {
    case 'waiting':
      return <span className={styles.quiet}>Waiting</span>;
    case 'asking':
      return (
        <span className={styles.asking}>
          <LoaderCircle className={styles.spin} size={14} aria-hidden="true" /> Asking
        </span>
      );
    case 'failed':
      return <Chip tone="watch">not tested</Chip>;
    case 'tested': {
      const { result } = outcome;
      if (!result.ok)
        return <Chip tone={result.rejected ? 'critical' : 'watch'}>{verdicts[result.error.kind]}</Chip>;
      if (result.balance === null) return <Chip tone="ok">works</Chip>;
      const [amount = '', ...rest] = hide(result.balance).split(' ');
      return (
        <>
          <span className={styles.amount}>{amount}</span>{' '}
          <span className={styles.quiet}>{rest.join(' ')}</span>
        </>
      );
    }
  }
}
