import { useState } from 'react';
import type { GivenCredential } from '../../../shared/api/accounts.ts';
import { lowerFirst } from '../../../shared/catalogue/words.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { Button } from '../../components/controls/Button.tsx';
import { usePassphrase } from '../../components/form/passphrase.tsx';
import type { Command } from '../../components/form/useCommand.ts';
import { useCatalogueEntries } from '../../state/index.ts';
import styles from './CredentialChoice.module.css';
import {
  CredentialFields,
  consentIn,
  type Errors,
  readCredential,
  readVariables,
  type Values,
  VariableFields,
} from './CredentialFields.tsx';
import { TestButton } from './TestCredential.tsx';
import { type Known, useTest } from './useTest.ts';

/** What a credential form begins with. */
export interface FirstChoice {
  from?: GivenCredential['from'];
  values?: Values;
  /** Whether a test may cost something. */
  paidChecks?: boolean;
  /** The id of the account whose credential it replaces. */
  account?: string;
}

/** The state of a credential form: a pasted credential with the passphrase to store it, or names of variables. */
export function useCredentialChoice(provider: ProviderInfo, first: FirstChoice = {}) {
  const [from, setFrom] = useState(first.from ?? 'values');
  const [values, setValues] = useState<Values>(first.values ?? {});
  const [variables, setVariables] = useState<Values>({});
  const [errors, setErrors] = useState<Errors>({});
  const passphrase = usePassphrase();
  const { account, paidChecks } = first;
  const test = useTest(provider, from === 'values' ? values : variables, { account, paidChecks });

  const pasted = () => {
    const result = readCredential(provider, values);
    setErrors(result.errors ?? {});
    return result.values;
  };
  const named = () => {
    const result = readVariables(provider, variables);
    setErrors(result.errors ?? {});
    return result.values;
  };
  const given = (): GivenCredential | null => {
    const read = from === 'values' ? pasted() : named();
    if (read === null) return null;
    return from === 'values'
      ? { from, values: read, ...consentIn(provider, values) }
      : { from, variables: read };
  };
  return {
    provider,
    from,
    values,
    variables,
    errors,
    passphrase,
    test,
    setValues,
    setVariables,
    swap() {
      setErrors({});
      setFrom(from === 'values' ? 'environment' : 'values');
    },
    runTest() {
      const credential = given();
      if (credential !== null) void test.test(credential);
    },
    /** The credential, or null if something is invalid; the form then shows what. */
    read(): GivenCredential | null {
      const credential = given();
      const opens = from === 'environment' || passphrase.check();
      return opens ? credential : null;
    },
    /**
     * Opens the vault if the credential goes into it, then tests the credential unless you want to keep it `anyway`. Null: it
     * is not to be kept, and why is shown.
     */
    async clear(credential: GivenCredential, command: Command, anyway: boolean): Promise<Known | null> {
      if (from === 'values' && !(await passphrase.open(command))) return null;
      return anyway ? { result: null, sameAs: null } : test.clear(credential);
    },
  };
}
export type CredentialChoice = ReturnType<typeof useCredentialChoice>;

/** The fields of a credential, and the button that switches between pasting and variables. */
export function CredentialInputs({
  choice,
  onSwitch,
}: {
  choice: CredentialChoice;
  onSwitch?: (provider: ProviderInfo, values: Values) => void;
}) {
  const providers = useCatalogueEntries();
  const { provider, from, errors } = choice;
  const noun = lowerFirst(provider.credentialFields[0]?.label ?? 'credential');
  return (
    <>
      {from === 'values' ? (
        <CredentialFields
          provider={provider}
          providers={providers}
          values={choice.values}
          errors={errors}
          onChange={choice.setValues}
          onSwitch={onSwitch}
        />
      ) : (
        <VariableFields
          provider={provider}
          values={choice.variables}
          errors={errors}
          onChange={choice.setVariables}
        />
      )}
      <Button variant="quiet" className={styles.swap} onClick={choice.swap}>
        {from === 'values' ? 'Use an environment variable' : `Paste the ${noun} instead`}
      </Button>
    </>
  );
}

/** The button that tests what you entered. */
export function TestChoice({ choice }: { choice: CredentialChoice }) {
  return <TestButton busy={choice.test.busy} onTest={choice.runTest} />;
}
