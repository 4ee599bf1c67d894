import { useEffect, useRef, useState } from 'react';
import type { AccountState, ProviderInfo } from '../../../../shared/model/index.ts';
import { labelOfKey } from '../../../../shared/names.ts';
import { checksAreOff } from '../../../../shared/paid-checks.ts';
import { usePassphrase } from '../../../components/form/passphrase.tsx';
import { useCommand } from '../../../components/form/useCommand.ts';
import { api, outcome, useAppState } from '../../../state/index.ts';
import { consentIn, readCredential, type Values } from '../../credential/CredentialFields.tsx';
import {
  type AccountRow,
  accountsOf,
  checked,
  isUntested,
  type Pasted,
  pastedOf,
  type Row,
  tested,
  without,
} from './rows.ts';

/** So many providers are asked at once. */
const atOnce = 3;

/** The state of the list of pasted keys: what is ticked, what the providers said, what was added. */
export function usePastedKeys(first: string, providers: readonly ProviderInfo[]) {
  const { accounts } = useAppState();
  const [pasted, setPasted] = useState<Pasted>(() => pastedOf(first, providers));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [made, setMade] = useState<readonly AccountState[]>([]);
  const passphrase = usePassphrase();
  const command = useCommand();

  const change = (id: string, next: (row: Row) => Row) =>
    setPasted((now) => ({ ...now, rows: now.rows.map((row) => (row.id === id ? next(row) : row)) }));
  const edit: Edit = (id, next) => change(id, (row) => (row.kind === 'account' ? next(row) : row));
  const askEach = useAskEach(edit);
  useSameKeys(pasted.rows, edit);
  const wanted = accountsOf(pasted.rows).filter(({ ticked }) => ticked);

  /** Says beside the fields what is missing; whether nothing is. */
  const isComplete = (rows: readonly AccountRow[]): boolean => {
    for (const row of rows) edit(row.id, checked);
    return rows.every((row) => readCredential(row.provider, row.values).errors === null);
  };
  const test = async (rows: readonly AccountRow[]) => {
    setError(null);
    if (!isComplete(rows)) return;
    setBusy(true);
    await askEach(rows);
    setBusy(false);
  };
  const addEach = async (): Promise<readonly AccountState[] | null> => {
    const done = [...made];
    for (const row of wanted) {
      const answer = await addOne(row, [...accounts, ...done]);
      if (answer.ok) {
        done.push(answer.value);
        setPasted((now) => without(now, row));
      } else edit(row.id, (now) => ({ ...now, failure: answer.error.message }));
    }
    setMade(done);
    return done.length === made.length + wanted.length ? done : null;
  };
  /** Adds what is ticked. All the accounts that were added, once none is left to add; null: there is trouble. */
  const add = async (): Promise<readonly AccountState[] | null> => {
    setError(null);
    if (!isComplete(wanted) || !passphrase.check()) return null;
    setBusy(true);
    const isOpen = await passphrase.open(command);
    // What a locked vault could not tell before.
    const isKnown = isOpen && passphrase.state === 'locked' && (await findSame(wanted, edit));
    if (isKnown) setError('A key is in use already. See the list, then add the rest.');
    const done = isOpen && !isKnown ? await addEach() : null;
    setBusy(false);
    return done;
  };
  return {
    ...pasted,
    wanted,
    untested: wanted.filter(isUntested),
    made,
    busy: busy || command.busy,
    error: error ?? command.error,
    setError,
    passphrase,
    change,
    edit,
    test,
    add,
    more: (text: string) => setPasted((now) => pastedOf(`${now.text}\n${text}`, providers, now)),
  };
}
export type PastedKeys = ReturnType<typeof usePastedKeys>;

type Edit = (id: string, next: (row: AccountRow) => AccountRow) => void;

/** Asks the provider of each row, a few at once. What is not asked yet when the dialog goes away is not asked at all. */
function useAskEach(edit: Edit): (rows: readonly AccountRow[]) => Promise<void> {
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  return async (rows) => {
    for (const { id } of rows) edit(id, (row) => ({ ...row, outcome: { state: 'waiting' } }));
    const left = [...rows];
    const askInTurn = async () => {
      for (let row = left.shift(); row !== undefined && !isGone.current; row = left.shift())
        await askOne(row, edit);
    };
    await Promise.all(Array.from({ length: atOnce }, askInTurn));
  };
}

async function askOne({ id, provider, values, paidChecks }: AccountRow, edit: Edit): Promise<void> {
  edit(id, (row) => ({ ...row, outcome: { state: 'asking' } }));
  const input = { ...givenOf(provider, values), ...consent(provider, paidChecks) };
  const answer = await outcome(api.testCredential.mutate(input));
  edit(id, (row) => {
    // Another value was entered meanwhile.
    if (row.values !== values) return row;
    return answer.ok
      ? tested(row, answer.value)
      : { ...row, outcome: { state: 'failed', message: answer.error.message } };
  });
}

/** Finds out whose keys they are already as soon as they are whole. No provider is asked. */
function useSameKeys(rows: readonly Row[], edit: Edit): void {
  const seen = useRef(new WeakSet<Values>());
  useEffect(() => {
    const whole = accountsOf(rows).filter(
      ({ provider, values }) => !seen.current.has(values) && readCredential(provider, values).errors === null,
    );
    for (const { values } of whole) seen.current.add(values);
    if (whole.length > 0) void findSame(whole, edit);
  });
}

/** Unticks those that an account has already; whether there are any. */
async function findSame(rows: readonly AccountRow[], edit: Edit): Promise<boolean> {
  const found = await Promise.all(
    rows.map(async ({ id, provider, values }) => {
      const answer = await outcome(api.sameKey.mutate(givenOf(provider, values)));
      const sameAs = answer.ok ? answer.value.sameAs : null;
      if (sameAs === null) return false;
      edit(id, (row) => (row.values === values ? { ...row, sameAs, ticked: false } : row));
      return true;
    }),
  );
  return found.includes(true);
}

const addOne = ({ provider, values, rest, paidChecks }: AccountRow, accounts: readonly AccountState[]) =>
  outcome(
    api.addAccount.mutate({
      ...givenOf(provider, values),
      label: labelOfKey(provider, rest, accounts),
      ...consent(provider, paidChecks),
    }),
  );

const givenOf = (provider: ProviderInfo, values: AccountRow['values']) => ({
  provider: provider.id,
  credential: {
    from: 'values' as const,
    values: readCredential(provider, values).values ?? {},
    ...consentIn(provider, values),
  },
});

/** Only where checks cost something may one say whether they are wanted. */
const consent = (provider: ProviderInfo, paidChecks: boolean) =>
  checksAreOff({}, provider) ? { paidChecks } : {};
