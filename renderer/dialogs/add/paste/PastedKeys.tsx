import type { ClipboardEvent } from 'react';
import type { ProviderInfo } from '../../../../shared/model/index.ts';
import { Button } from '../../../components/controls/Button.tsx';
import { LinkButton } from '../../../components/controls/LinkButton.tsx';
import { Notice } from '../../../components/feedback/Notice.tsx';
import { useToasts } from '../../../components/feedback/Toasts.tsx';
import { FormDialog } from '../../../components/form/FormDialog.tsx';
import { PassphraseFields } from '../../../components/form/passphrase.tsx';
import { AccountItem } from './AccountItem.tsx';
import { AskedItem, ToldItem } from './AskedItem.tsx';
import { CustomLink } from './CustomLink.tsx';
import styles from './PastedKeys.module.css';
import { accountsOf, chosen } from './rows.ts';
import { type PastedKeys as Keys, usePastedKeys } from './usePastedKeys.ts';
import { addedWords, counted, countSentence, maskedLines, testedSentence, tooManyWords } from './words.ts';

export interface PastedKeysProps {
  open: boolean;
  onClose: () => void;
  /** What was pasted first. */
  text: string;
  providers: readonly ProviderInfo[];
  /** Back to the search, without the keys. */
  onForget: () => void;
  onCustom?: (() => void) | undefined;
}

/** Several keys pasted at once: whose they are, a test of each at its own provider, and a choice of which to add. */
export function PastedKeys({ open, onClose, text, providers, onForget, onCustom }: PastedKeysProps) {
  const keys = usePastedKeys(text, providers);
  const { push } = useToasts();
  const { wanted, untested } = keys;

  const submit = async () => {
    if (untested.length > 0) return keys.test(untested);
    if (wanted.length === 0) return keys.setError(nothingTicked(keys));
    const added = await keys.add();
    if (added === null) return;
    push({ text: `${counted(added.length, 'account')} added: ${addedWords(added, providers)}.` });
    onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Add accounts"
      description={<WhatToPaste />}
      submitLabel={submitLabel(keys)}
      onSubmit={submit}
      busy={keys.busy}
      error={keys.error ?? tooManyWords(keys.values)}
      actions={
        <>
          <CustomLink onCustom={onCustom} />
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <Box keys={keys} onForget={onForget} />
      <ul className={styles.list} aria-label="What you pasted">
        {keys.rows.map((row) =>
          row.kind === 'account' ? (
            <AccountItem
              key={row.id}
              row={row}
              providers={providers}
              onEdit={(next) => keys.edit(row.id, next)}
              onTest={() => void keys.test([row])}
            />
          ) : row.kind === 'asked' ? (
            <AskedItem
              key={row.id}
              row={row}
              providers={providers}
              onChoose={(provider) => keys.change(row.id, () => chosen(row, provider))}
            />
          ) : (
            <ToldItem key={row.id} row={row} />
          ),
        )}
      </ul>
      {wanted.length > 0 && untested.length === 0 && (
        <div className={styles.passphrase}>
          <PassphraseFields passphrase={keys.passphrase} />
        </div>
      )}
      {keys.made.length > 0 && (
        <div className={styles.passphrase}>
          <Notice tone="watch" title={`${counted(keys.made.length, 'account')} added, the rest was not`}>
            {addedWords(keys.made, providers)} {keys.made.length === 1 ? 'is' : 'are'} there now. What is left
            is still in the list.
          </Notice>
        </div>
      )}
    </FormDialog>
  );
}

export function WhatToPaste() {
  return (
    <>
      Search a provider, or paste keys: one, or a whole <code>.env</code>. Nothing is sent before you say so.
    </>
  );
}

const submitLabel = ({ wanted, untested }: Keys): string => {
  if (untested.length > 0) return `Test ${counted(untested.length, 'key')}`;
  return wanted.length === 0 ? 'Add accounts' : `Add ${counted(wanted.length, 'account')}`;
};

const nothingTicked = ({ rows }: Keys): string =>
  accountsOf(rows).length > 0
    ? 'Tick what you want to add.'
    : 'There is nothing to add yet. Say whose a key is, paste another one, or forget them and search.';

/** The box with what was pasted. The keys are not in the page: it holds only how they end. */
function Box({ keys, onForget }: { keys: Keys; onForget: () => void }) {
  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    keys.more(event.clipboardData.getData('text'));
  };
  const lines = maskedLines(keys.values, keys.rows);
  const tested = testedSentence(accountsOf(keys.rows));
  return (
    <>
      <textarea
        className={styles.box}
        aria-label="What you pasted, with the keys hidden. You can paste more."
        readOnly
        rows={Math.min(8, Math.max(2, keys.values.length))}
        value={lines}
        onPaste={paste}
        spellCheck={false}
      />
      <div className={styles.below}>
        <div role="status">
          <p>{countSentence(keys.values, keys.rows)}</p>
          {tested !== '' && <p>{tested}</p>}
        </div>
        <LinkButton onClick={onForget}>Forget the keys</LinkButton>
      </div>
    </>
  );
}
