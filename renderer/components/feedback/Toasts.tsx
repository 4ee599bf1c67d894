import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import { Button } from '../controls/Button.tsx';
import styles from './Toasts.module.css';

/** Provides `useToasts` and shows the toasts. Use it once, around the app. */
export function Toasts({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <Stack />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Stack() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      // It asks for no answer, so it is no dialog; the region around it is read aloud.
      role="group"
      className={styles.toast}
      swipeDirection={['down', 'right']}
    >
      <Toast.Content className={styles.content}>
        <Toast.Description className={styles.text} />
        <Toast.Action render={<Button variant="quiet" className={styles.action} />} />
        <Toast.Close
          render={<Button variant="quiet" className={styles.action} icon={<X aria-hidden="true" />} />}
          aria-label="Dismiss"
        />
      </Toast.Content>
    </Toast.Root>
  ));
}

/** `push` says that something was done; with `undo` it offers to undo it and stays twice as long. */
export function useToasts(): { push: (toast: { text: string; undo?: () => void }) => void } {
  const { add, close } = Toast.useToastManager();
  const push = useCallback(
    ({ text, undo }: { text: string; undo?: () => void }) => {
      const id = add({
        description: text,
        timeout: undo ? 10_000 : 5_000,
        ...(undo && {
          actionProps: {
            children: 'Undo',
            onClick: () => {
              close(id);
              undo();
            },
          },
        }),
      });
    },
    [add, close],
  );
  return useMemo(() => ({ push }), [push]);
}
