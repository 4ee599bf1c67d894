import { useState } from 'react';
import { readDefinition } from '../../../shared/custom/read-definition.ts';
import { Button } from '../../components/controls/Button.tsx';
import { CopyText } from '../../components/controls/CopyText.tsx';
import { Field, LinesInput } from '../../components/form/Field.tsx';
import styles from './Custom.module.css';
import { type Draft, draftOf, writtenOf } from './draft.ts';

/** Fills the form from a file that somebody shared, or shows the form as a file. */
export function FileOf({
  draft,
  onChange,
  isNew,
}: {
  draft: Draft;
  onChange: (draft: Draft) => void;
  isNew: boolean;
}) {
  const [shown, setShown] = useState<'paste' | 'copy' | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const toggle = (what: 'paste' | 'copy') => setShown(shown === what ? null : what);
  const take = (text: string) => {
    const read = readDefinition(text);
    setWrong(read.ok ? null : read.error);
    if (!read.ok) return;
    onChange(isNew ? draftOf(read.value) : { ...draftOf(read.value), id: draft.id });
    setShown(null);
  };
  const written = writtenOf(draft);
  return (
    <div>
      <div className={styles.row}>
        <Button variant="quiet" aria-expanded={shown === 'paste'} onClick={() => toggle('paste')}>
          Paste a file
        </Button>
        <Button variant="quiet" aria-expanded={shown === 'copy'} onClick={() => toggle('copy')}>
          Copy as a file
        </Button>
      </div>
      {shown === 'paste' && (
        <Field label="The file" hint="The JSON that describes a provider." error={wrong}>
          <LinesInput value="" onChange={take} />
        </Field>
      )}
      {shown === 'copy' &&
        (written.ok ? (
          <CopyText label="The file" text={JSON.stringify(written.value, null, 2)} />
        ) : (
          <p className={styles.wrong}>{written.error}</p>
        ))}
    </div>
  );
}
