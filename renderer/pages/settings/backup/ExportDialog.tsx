import { useState } from 'react';
import { dayOf } from '../../../../shared/time/index.ts';
import { saveText } from '../../../components/controls/save.ts';
import { FormDialog, useOpening } from '../../../components/form/FormDialog.tsx';
import {
  type Draft,
  PassphraseFields,
  passphraseErrors,
  usePassphrase,
} from '../../../components/form/passphrase.tsx';
import { SecretInput } from '../../../components/form/SecretInput.tsx';
import { Pair, Stack } from '../../../components/form/Stack.tsx';
import { useCommand } from '../../../components/form/useCommand.ts';
import { Field, Switch, useToasts } from '../../../components/index.ts';
import { api, useAppState, useNow } from '../../../state/index.ts';

interface DialogProps {
  open: boolean;
  onClose: () => void;
}

/** Saves a backup, with or without the keys. */
export function ExportDialog(props: DialogProps) {
  return <ExportForm key={useOpening(props.open)} {...props} />;
}

function ExportForm({ open, onClose }: DialogProps) {
  const { vault } = useAppState();
  const now = useNow();
  const [withKeys, setWithKeys] = useState(false);
  const [history, setHistory] = useState(false);
  const [draft, setDraft] = useState<Draft>({ first: '', second: '' });
  const [errors, setErrors] = useState<{ first: string | null; second: string | null }>({
    first: null,
    second: null,
  });
  const vaultPassphrase = usePassphrase();
  const command = useCommand();
  const { push } = useToasts();
  const opensVault = withKeys && vault.state === 'locked';
  const submit = async () => {
    // A new passphrase, as for a vault that has none.
    const found = withKeys ? passphraseErrors('unset', draft) : { first: null, second: null };
    setErrors(found);
    const isKnown = !opensVault || vaultPassphrase.check();
    if (found.first !== null || found.second !== null || !isKnown) return;
    if (opensVault && !(await vaultPassphrase.open(command))) return;
    const passphrase = withKeys ? { passphrase: draft.first } : {};
    const made = await command.run(() => api.exportBackup.mutate({ ...passphrase, history }));
    if (made === null) return;
    const [ending, type] = withKeys ? ['age', 'application/octet-stream'] : ['json', 'application/json'];
    saveText(made.text, `fuelgauge-${dayOf(now)}.${ending}`, type);
    push({
      text: withKeys
        ? 'Saved with your keys. Keep its passphrase elsewhere: without it nobody can open the file.'
        : 'Saved without your keys.',
    });
    onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Export a backup"
      submitLabel="Export"
      onSubmit={() => void submit()}
      busy={command.busy}
      error={command.error}
    >
      <Stack>
        <Switch
          label="Include my keys"
          hint="Encrypts the file. Keys in environment variables stay there; the file has their names."
          checked={withKeys}
          onChange={setWithKeys}
        />
        {opensVault && <PassphraseFields passphrase={vaultPassphrase} />}
        {withKeys && (
          <Pair>
            <Field label="Passphrase of the backup" error={errors.first}>
              <SecretInput
                value={draft.first}
                onChange={(first) => setDraft({ ...draft, first })}
                name="passphrase of the backup"
              />
            </Field>
            <Field label="Repeat it" error={errors.second}>
              <SecretInput
                value={draft.second}
                onChange={(second) => setDraft({ ...draft, second })}
                name="repeated passphrase"
              />
            </Field>
          </Pair>
        )}
        <Switch
          label="Include the history"
          hint="Balances and use on record. The file may have up to 10 MB."
          checked={history}
          onChange={setHistory}
        />
      </Stack>
    </FormDialog>
  );
}
