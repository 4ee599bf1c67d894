import { useState } from 'react';
import type { AppState, CommandError } from '../../../shared/model/index.ts';
import { api, useAppState } from '../../state/index.ts';
import { Field } from './Field.tsx';
import { newPassphraseText, parseField } from './parse.ts';
import styles from './passphrase.module.css';
import { SecretInput } from './SecretInput.tsx';
import { Pair, Stack } from './Stack.tsx';
import type { Command } from './useCommand.ts';

export interface Draft {
  first: string;
  second: string;
}
export type DraftErrors = { first: string | null; second: string | null };

/** The errors of a passphrase, for a vault in this state. */
export function passphraseErrors(state: AppState['vault']['state'], draft: Draft): DraftErrors {
  if (state === 'locked') return { first: draft.first === '' ? 'Enter the passphrase.' : null, second: null };
  return newPassphraseErrors(draft);
}

/** The errors of a passphrase that is chosen now. */
export function newPassphraseErrors(draft: Draft): DraftErrors {
  const first = parseField(newPassphraseText, draft.first).error;
  const second = first === null && draft.first !== draft.second ? 'The passphrases don’t match.' : null;
  return { first, second };
}

/** The passphrase needed to store a credential; an open vault needs none, nor does one that the system encrypts. */
export function usePassphrase() {
  const { vault } = useAppState();
  const [draft, setDraft] = useState<Draft>({ first: '', second: '' });
  const [errors, setErrors] = useState<DraftErrors>({ first: null, second: null });
  const isNeeded = vault.state !== 'open' && vault.kind === 'passphrase';
  const check = (): boolean => {
    if (!isNeeded) return true;
    const found = passphraseErrors(vault.state, draft);
    setErrors(found);
    return found.first === null && found.second === null;
  };
  const isWrong = ({ kind, message }: CommandError): boolean => {
    if (kind === 'wrong-passphrase') setErrors({ first: message, second: null });
    return kind === 'wrong-passphrase';
  };
  const open = async (command: Command): Promise<boolean> => {
    if (vault.state === 'open') return true;
    return (await command.run(() => api.unlock.mutate({ passphrase: draft.first }), isWrong)) !== null;
  };
  return { state: vault.state, isNeeded, draft, setDraft, errors, check, open };
}

/** Asks for the passphrase: once to unlock, twice to choose one. */
export function PassphraseFields({ passphrase }: { passphrase: ReturnType<typeof usePassphrase> }) {
  const { state, isNeeded, draft, setDraft, errors } = passphrase;
  if (!isNeeded) return null;
  const first = (value: string) => setDraft({ ...draft, first: value });
  if (state === 'locked')
    return (
      <div className={styles.group}>
        <Field label="Passphrase" hint="Opens the encrypted file with your keys." error={errors.first}>
          <SecretInput value={draft.first} onChange={first} name="passphrase" />
        </Field>
      </div>
    );
  return (
    <div className={styles.group}>
      <Stack>
        <div>
          <p className={styles.groupTitle}>Choose a passphrase</p>
          <p className={styles.quiet}>
            It encrypts your keys, so a copy of this computer’s files does not give them away. It cannot be
            recovered.
          </p>
        </div>
        <NewPassphraseFields draft={draft} errors={errors} onChange={setDraft} />
      </Stack>
    </div>
  );
}

export interface NewPassphraseFieldsProps {
  draft: Draft;
  errors: DraftErrors;
  onChange(draft: Draft): void;
  /** Default: Passphrase. */
  label?: string;
}

/** A new passphrase, twice. */
export function NewPassphraseFields({
  draft,
  errors,
  onChange,
  label = 'Passphrase',
}: NewPassphraseFieldsProps) {
  return (
    <Pair>
      <Field label={label} error={errors.first}>
        <SecretInput
          value={draft.first}
          onChange={(first) => onChange({ ...draft, first })}
          name={label.toLowerCase()}
        />
      </Field>
      <Field label={`Repeat ${label.toLowerCase()}`} error={errors.second}>
        <SecretInput
          value={draft.second}
          onChange={(second) => onChange({ ...draft, second })}
          name={`repeated ${label.toLowerCase()}`}
        />
      </Field>
    </Pair>
  );
}
