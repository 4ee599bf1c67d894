import { useCallback, useEffect, useState } from 'react';
import type { Definition } from '../../../../shared/custom/definition.ts';
import { destinationOf } from '../../../../shared/custom/words.ts';
import { Button, ConfirmDialog, useToasts } from '../../../components/index.ts';
import { CustomProviderDialog } from '../../../dialogs/custom/CustomProviderDialog.tsx';
import { api, outcome, reloadCatalogue, useAppState } from '../../../state/index.ts';
import styles from './OwnProviders.module.css';

/** Providers that you described yourself: add, change and remove them. */
export function OwnProviders() {
  const { mode } = useAppState();
  const [own, setOwn] = useState<readonly Definition[]>([]);
  const [changing, setChanging] = useState<{ definition?: Definition } | null>(null);
  const [removing, setRemoving] = useState<Definition | null>(null);
  const toasts = useToasts();
  const load = useCallback(async () => {
    const listed = await outcome(api.listOwnProviders.query());
    if (listed.ok) setOwn(listed.value.map(({ definition }) => definition));
  }, []);
  useEffect(() => void load(), [load]);
  const remove = async ({ id, name }: Definition) => {
    setRemoving(null);
    const removed = await outcome(api.removeProvider.mutate({ id }));
    toasts.push({ text: removed.ok ? `${name} removed.` : removed.error.message });
    reloadCatalogue(mode);
    await load();
  };
  return (
    <>
      <p className={styles.text}>
        Watch what Fuelgauge does not know: describe what to ask and where the balance is in the answer.
      </p>
      {own.length > 0 && (
        <ul className={styles.list}>
          {own.map((definition) => (
            <li key={definition.id} className={styles.row}>
              <div className={styles.words}>
                <p className={styles.name}>{definition.name}</p>
                <p className={styles.text}>{destinationOf(definition)}</p>
              </div>
              <Button aria-label={`Change ${definition.name}`} onClick={() => setChanging({ definition })}>
                Change
              </Button>
              <Button aria-label={`Remove ${definition.name}`} onClick={() => setRemoving(definition)}>
                Remove
              </Button>
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
      <ConfirmDialog
        open={removing !== null}
        onClose={() => setRemoving(null)}
        onConfirm={() => removing && void remove(removing)}
        title={`Remove ${removing?.name ?? ''}?`}
        text="Its description is gone then. Copy it as a file first if you may need it again."
        confirmLabel="Remove provider"
        danger
      />
    </>
  );
}
