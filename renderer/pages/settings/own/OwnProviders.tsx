import { useCallback, useEffect, useState } from 'react';
import type { CustomProvider, Definition } from '../../../../shared/custom/definition.ts';
import { destinationOf } from '../../../../shared/custom/words.ts';
import { Button, useToasts } from '../../../components/index.ts';
import { CustomProviderDialog } from '../../../dialogs/custom/CustomProviderDialog.tsx';
import { api, outcome, reloadCatalogue, useAppState } from '../../../state/index.ts';
import styles from './OwnProviders.module.css';

/** Providers that you described yourself: add, change and remove them. */
export function OwnProviders() {
  const { mode } = useAppState();
  const [own, setOwn] = useState<readonly CustomProvider[]>([]);
  const [changing, setChanging] = useState<{ definition?: Definition } | null>(null);
  const toasts = useToasts();
  const load = useCallback(async () => {
    const listed = await outcome(api.listOwnProviders.query());
    if (listed.ok) setOwn(listed.value);
  }, []);
  useEffect(() => void load(), [load]);
  const reload = () => {
    reloadCatalogue(mode);
    return load();
  };
  const restore = async ({ definition, allowed }: CustomProvider) => {
    const added = await outcome(api.addProvider.mutate({ definition, allowed }));
    if (!added.ok) toasts.push({ text: added.error.message });
    await reload();
  };
  const remove = async (one: CustomProvider) => {
    const { id, name } = one.definition;
    const removed = await outcome(api.removeProvider.mutate({ id }));
    toasts.push(
      removed.ok
        ? { text: `${name} removed.`, undo: () => void restore(one) }
        : { text: removed.error.message },
    );
    await reload();
  };
  return (
    <>
      <p className={styles.text}>
        Watch what Fuelgauge does not know: describe what to ask and where the balance is in the answer.
      </p>
      {own.length > 0 && (
        <ul className={styles.list}>
          {own.map((one) => (
            <li key={one.definition.id} className={styles.row}>
              <div className={styles.words}>
                <p className={styles.name}>{one.definition.name}</p>
                <p className={styles.text}>{destinationOf(one.definition)}</p>
              </div>
              <div className={styles.buttons}>
                <Button
                  aria-label={`Change ${one.definition.name}`}
                  onClick={() => setChanging({ definition: one.definition })}
                >
                  Change
                </Button>
                <Button aria-label={`Remove ${one.definition.name}`} onClick={() => void remove(one)}>
                  Remove
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button onClick={() => setChanging({})}>Describe a provider</Button>
      </div>
      <CustomProviderDialog
        open={changing !== null}
        onClose={() => setChanging(null)}
        onAdded={() => void load()}
        own={changing?.definition}
      />
    </>
  );
}
