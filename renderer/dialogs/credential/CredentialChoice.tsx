import { useState } from 'react';
import { lowerFirst } from '../../../shared/catalogue/words.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { Button } from '../../components/controls/Button.tsx';
import { usePassphrase } from '../../components/form/passphrase.tsx';
import type { Command } from '../../components/form/useCommand.ts';
import { useCatalogueEntries } from '../../state/index.ts';
import styles from './CredentialChoice.module.css';
import {
  CredentialFields,
  type Errors,
  readCredential,
  readVariables,
  type Values,
  VariableFields,
} from './CredentialFields.tsx';
import { TestButton, useTest } from './TestCredential.tsx';

/** A credential for the engine: values for the vault, or names of environment variables. */
export type GivenCredential =
  | { from: 'values'; values: Record<string, string> }
  | { from: 'environment'; variables: Record<string, string> };

/** What a credential form begins with. */
export interface FirstChoice {
  from?: GivenCredential['from'];
  values?: Values;
  /** Whether a test may cost something. */
  paidChecks?: boolean;
}

/** The state of a credential form: a pasted credential with the passphrase to store it, or names of variables. */
export function useCredentialChoice(provider: ProviderInfo, first: FirstChoice = {}) {
  const [from, setFrom] = useState(first.from ?? 'values');
  const [values, setValues] = useState<Values>(first.values ?? {});
  const [variables, setVariables] = useState<Values>({});
  const [errors, setErrors] = useState<Errors>({});
  const passphrase = usePassphrase();
  const tested = useTest(provider, values, first.paidChecks);

  const pasted = () => {
    const result = readCredential(provider, values);
    setErrors(result.errors ?? {});
    return result.values;
  };
  return {
    provider,
    from,
    values,
    variables,
    errors,
    passphrase,
    tested,
    setValues,
    setVariables,
    swap() {
      setErrors({});
      setFrom(from === 'values' ? 'environment' : 'values');
    },
    test() {
      const credential = pasted();
      if (credential !== null) tested.run(credential);
    },
    /** The credential, or null if something is invalid; the form then shows what. */
    read(): GivenCredential | null {
      if (from === 'environment') {
        const result = readVariables(provider, variables);
        setErrors(result.errors ?? {});
        return result.values === null ? null : { from, variables: result.values };
      }
      const credential = pasted();
      const kept = passphrase.check();
      return credential === null || !kept ? null : { from, values: credential };
    },
    /** Opens the vault if the credential goes into it; false if that failed. */
    async prepare(command: Command): Promise<boolean> {
      return from === 'environment' || (await passphrase.open(command));
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

/** The button that tests what you pasted. Only the engine can read a variable, so there is nothing to test here. */
export function TestChoice({ choice }: { choice: CredentialChoice }) {
  return choice.from === 'values' && <TestButton busy={choice.tested.busy} onTest={choice.test} />;
}
