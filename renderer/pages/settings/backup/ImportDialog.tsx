import { useId, useState } from 'react';
import type { ImportReport } from '../../../../shared/api/backup.ts';
import { FormDialog, useOpening } from '../../../components/form/FormDialog.tsx';
import { PassphraseFields, usePassphrase } from '../../../components/form/passphrase.tsx';
import { SecretInput } from '../../../components/form/SecretInput.tsx';
import { Stack } from '../../../components/form/Stack.tsx';
import { useCommand } from '../../../components/form/useCommand.ts';
import { Button, CopyText, Dialog, Field, Notice, Select, Switch } from '../../../components/index.ts';
import { api, useAppState } from '../../../state/index.ts';
import styles from './Backup.module.css';
import { type ChosenFile, readChosen } from './file.ts';
import { Items, MissingList } from './Report.tsx';

interface DialogProps {
  open: boolean;
  onClose: () => void;
}

/** Reads a backup: first it says what that would do. */
export function ImportDialog(props: DialogProps) {
  return <ImportForm key={useOpening(props.open)} {...props} />;
}

const modes = [
  { value: 'merge', label: 'Add what is missing here' },
  { value: 'replace', label: 'Replace everything here' },
];

/** A backup that is chosen, and what its import would do. */
function useImport() {
  const { vault } = useAppState();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [filePassphrase, setFilePassphrase] = useState('');
  const [replace, setReplace] = useState(false);
  const [allowed, setAllowed] = useState<readonly string[]>([]);
  const [plan, setPlan] = useState<ImportReport | null>(null);
  const [done, setDone] = useState<ImportReport | null>(null);
  const passphrase = usePassphrase();
  const command = useCommand();
  const needsVault = vault.state === 'locked' || (vault.state === 'unset' && file?.encrypted === true);
  const send = (chosen: ChosenFile, choices: { replace: boolean; dryRun: boolean }) =>
    command.run(
      () =>
        api.importBackup.mutate({
          file: chosen.base64,
          ...(chosen.encrypted && { passphrase: filePassphrase }),
          allowed: [...allowed],
          ...choices,
        }),
      ({ kind, message }) => {
        if (kind === 'wrong-passphrase') setWrong(message);
        return kind === 'wrong-passphrase';
      },
    );
  const look = async (chosen: ChosenFile, mode: boolean) => {
    setWrong(null);
    const found = await send(chosen, { replace: mode, dryRun: true });
    if (found !== null) setPlan(found);
  };
  const choose = async (chosen: File | undefined) => {
    setPlan(null);
    setFile(null);
    setWrong(null);
    if (chosen === undefined) return;
    const read = await readChosen(chosen);
    if (!read.ok) return setWrong(read.error);
    setFile(read.value);
    if (!read.value.encrypted) await look(read.value, replace);
  };
  const submit = async () => {
    if (file === null) return setWrong('Choose a file.');
    if (plan === null) return filePassphrase === '' ? setWrong('Enter the passphrase.') : look(file, replace);
    if (needsVault && (!passphrase.check() || !(await passphrase.open(command)))) return;
    const report = await send(file, { replace, dryRun: false });
    if (report !== null) setDone(report);
  };
  const turn = (mode: boolean) => {
    setReplace(mode);
    if (file !== null) void look(file, mode);
  };
  const allow = (id: string, isAllowed: boolean) =>
    setAllowed(isAllowed ? [...allowed, id] : allowed.filter((other) => other !== id));
  const typed = { filePassphrase, setFilePassphrase, replace, turn, allowed, allow };
  return { ...typed, file, wrong, plan, done, passphrase, command, needsVault, choose, submit };
}

function ImportForm({ open, onClose }: DialogProps) {
  const form = useImport();
  const { file, wrong, plan, done, replace, command } = form;
  const id = useId();
  if (done !== null) return <Done open={open} onClose={onClose} done={done} />;
  const isAsked = plan === null && file?.encrypted === true;
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Import a backup"
      submitLabel={plan === null ? 'Show what it does' : replace ? 'Replace my settings' : 'Import'}
      onSubmit={() => void form.submit()}
      busy={command.busy}
      error={command.error}
    >
      <Stack>
        <div>
          <label htmlFor={id} className={styles.label}>
            Backup, up to 10 MB
          </label>
          <input
            id={id}
            className={styles.file}
            type="file"
            accept=".json,.age,application/json"
            aria-invalid={wrong !== null && !isAsked}
            onChange={(event) => void form.choose(event.currentTarget.files?.[0])}
          />
          {wrong !== null && !isAsked && <p role="alert">{wrong}</p>}
        </div>
        {isAsked && (
          <Field label="Passphrase of the backup" error={wrong}>
            <SecretInput
              value={form.filePassphrase}
              onChange={form.setFilePassphrase}
              name="passphrase of the backup"
            />
          </Field>
        )}
        {plan !== null && <Preview plan={plan} form={form} />}
      </Stack>
    </FormDialog>
  );
}

function Preview({ plan, form }: { plan: ImportReport; form: ReturnType<typeof useImport> }) {
  const { replace, allowed, needsVault, passphrase } = form;
  return (
    <>
      <Select
        label="How"
        value={replace ? 'replace' : 'merge'}
        options={modes}
        onChange={(value) => form.turn(value === 'replace')}
        hint={replace ? 'Your settings as they are now are saved in the data folder first.' : undefined}
      />
      <Items items={plan.items} />
      {plan.questions.map(({ id, text }) => (
        <Switch
          key={id}
          label="Allow this"
          hint={text}
          checked={allowed.includes(id)}
          onChange={(isAllowed) => form.allow(id, isAllowed)}
        />
      ))}
      {needsVault && <PassphraseFields passphrase={passphrase} />}
    </>
  );
}

function Done({ open, onClose, done }: DialogProps & { done: ImportReport }) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="The backup is imported"
      footer={
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      <Stack>
        {done.missing.length > 0 && (
          <Notice tone="watch" title="What is still missing">
            <MissingList missing={done.missing} onLeave={onClose} />
          </Notice>
        )}
        {done.setAside !== null && (
          <div>
            <p>Your settings as they were are in this file:</p>
            <CopyText label="Your settings as they were" text={done.setAside} />
          </div>
        )}
        <Items items={done.items} />
      </Stack>
    </Dialog>
  );
}
