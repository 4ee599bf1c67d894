import type { ReactNode } from 'react';
import { addressStart } from '../../../shared/address.ts';
import type { Trial } from '../../../shared/api/providers.ts';
import { lowerFirst } from '../../../shared/catalogue/words.ts';
import type { ReadField } from '../../../shared/custom/definition.ts';
import { Field, LinesInput, TextInput } from '../../components/form/Field.tsx';
import { SecretInput } from '../../components/form/SecretInput.tsx';
import { Select } from '../../components/form/Select.tsx';
import { Pair, Stack } from '../../components/form/Stack.tsx';
import { Switch } from '../../components/form/Switch.tsx';
import { usePreferences } from '../../state/index.ts';
import styles from './Custom.module.css';
import { type Draft, idOf, readFields, shownExpression, testFieldsOf } from './draft.ts';
import { FileOf } from './FileOf.tsx';

export interface DefinitionFormProps {
  draft: Draft;
  onChange(draft: Draft): void;
  /** The credential for the test. */
  values: Readonly<Record<string, string>>;
  onValues(values: Readonly<Record<string, string>>): void;
  trial: Trial | null;
  onFocusField(field: ReadField): void;
  isNew: boolean;
  /** What the test got. */
  children: ReactNode;
}

const kinds = [
  { value: 'endpoint', label: 'Ask an address' },
  { value: 'command', label: 'Run a program' },
];

/** The fields of a definition. */
export function DefinitionForm(props: DefinitionFormProps) {
  const { draft, onChange, isNew } = props;
  const set = (change: Partial<Draft>) => onChange({ ...draft, ...change });
  return (
    <Stack>
      <FileOf draft={draft} onChange={onChange} isNew={isNew} />
      <Pair>
        <Field label="Name">
          <TextInput value={draft.name} onChange={(event) => set({ name: event.currentTarget.value })} />
        </Field>
        <Field label="Unit" hint="USD, credits, requests, or page/pages.">
          <TextInput value={draft.unit} onChange={(event) => set({ unit: event.currentTarget.value })} />
        </Field>
      </Pair>
      {isNew && (
        <Pair>
          <Field label="Id" hint="For the command line.">
            <TextInput
              value={draft.id}
              placeholder={idOf(draft.name)}
              spellCheck={false}
              onChange={(event) => set({ id: event.currentTarget.value })}
            />
          </Field>
          <Select
            label="How"
            value={draft.kind}
            options={kinds}
            onChange={(kind) => set({ kind: kind === 'command' ? 'command' : 'endpoint' })}
          />
        </Pair>
      )}
      {draft.kind === 'endpoint' ? (
        <RequestFields draft={draft} set={set} />
      ) : (
        <CommandFields draft={draft} set={set} />
      )}
      <TestFields {...props} />
      {props.children}
      {draft.kind === 'endpoint' && <Expressions {...props} />}
    </Stack>
  );
}

interface PartProps {
  draft: Draft;
  set(change: Partial<Draft>): void;
}

function RequestFields({ draft, set }: PartProps) {
  return (
    <>
      <Field label="Address">
        <TextInput
          className={styles.mono}
          inputMode="url"
          placeholder={addressStart}
          spellCheck={false}
          value={draft.address}
          onChange={(event) => set({ address: event.currentTarget.value })}
        />
      </Field>
      <Pair>
        <Select
          label="Method"
          value={draft.method}
          options={[
            { value: 'GET', label: 'GET' },
            { value: 'POST', label: 'POST' },
          ]}
          onChange={(method) => set({ method })}
        />
        <Interval draft={draft} set={set} />
      </Pair>
      <Field label="Headers" hint="One on each line. {key} stands for the key, which is never in the file.">
        <LinesInput value={draft.headers} onChange={(headers) => set({ headers })} />
      </Field>
      {draft.method === 'POST' && (
        <Field label="Body" hint="JSON, as GraphQL needs it, for example. Empty: none.">
          <LinesInput value={draft.body} onChange={(body) => set({ body })} />
        </Field>
      )}
    </>
  );
}

function Interval({ draft, set }: PartProps) {
  return (
    <Field label="Minutes between checks">
      <TextInput
        inputMode="numeric"
        value={draft.interval}
        onChange={(event) => set({ interval: event.currentTarget.value })}
      />
    </Field>
  );
}

function CommandFields({ draft, set }: PartProps) {
  return (
    <>
      <Field
        label="Program and arguments"
        hint="One on each line, with the full path. It prints JSON such as {“remaining”: 12.5}; no shell is used."
      >
        <LinesInput value={draft.command} onChange={(command) => set({ command })} />
      </Field>
      <Switch
        label="It needs a key"
        hint="The program finds it in FUELGAUGE_CREDENTIAL_KEY, never among its arguments."
        checked={draft.needsKey}
        onChange={(needsKey) => set({ needsKey })}
      />
      <Interval draft={draft} set={set} />
    </>
  );
}

/** The credential for the test, which the account gets afterwards. */
function TestFields({ draft, values, onValues }: DefinitionFormProps) {
  return testFieldsOf(draft).map(({ id, label, secret, address }) => {
    const value = values[id] ?? '';
    const set = (next: string) => onValues({ ...values, [id]: next });
    return (
      <Field key={id} label={label} hint="For the test, and for the account that you add then.">
        {secret && !address ? (
          <SecretInput value={value} onChange={set} name={lowerFirst(label)} />
        ) : (
          <TextInput value={value} onChange={(event) => set(event.currentTarget.value)} spellCheck={false} />
        )}
      </Field>
    );
  });
}

/** Where each value is in the answer, with what the last test found there. */
function Expressions({ draft, onChange, trial, onFocusField }: DefinitionFormProps) {
  const { maskAmounts } = usePreferences();
  return (
    <>
      <div>
        <p className={styles.heading}>Where the values are</p>
        <p className={styles.quiet}>
          JMESPath, such as data.credits or cents / `100`; or a pattern between slashes, such as /Left:
          (\d+)/.
        </p>
      </div>
      {readFields.map(({ field, label, hint }) => (
        <Field key={field} label={label} hint={foundOf(trial, field, draft.read[field], maskAmounts) ?? hint}>
          <TextInput
            className={styles.mono}
            spellCheck={false}
            autoComplete="off"
            value={draft.read[field]}
            onFocus={() => onFocusField(field)}
            onChange={(event) =>
              onChange({ ...draft, read: { ...draft.read, [field]: event.currentTarget.value } })
            }
          />
        </Field>
      ))}
    </>
  );
}

/** What the last test found with this expression; null if it had another. */
function foundOf(trial: Trial | null, field: ReadField, typed: string, hidden: boolean): ReactNode {
  if (typed.trim() === '') return null;
  const value = trial?.values.find((one) => one.field === field);
  if (value === undefined || value.expression !== shownExpression(typed)) return null;
  if (value.wrong !== null) return <span className={styles.wrong}>{value.wrong}</span>;
  return (
    <output className={styles.found}>
      {value.found === null ? 'Finds nothing.' : `= ${hidden ? '•••' : value.found}`}
    </output>
  );
}
