import {
  type FormEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../feedback/Dialog.tsx';
import { Notice } from '../feedback/Notice.tsx';

export interface FormDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  submitLabel: string;
  onSubmit: () => void;
  busy: boolean;
  /** Why the command failed. */
  error: string | null;
  /** Buttons before the confirming one; Cancel by default. */
  actions?: ReactNode;
}

/** A dialog with a form: Enter submits, Escape closes, a wrong field gets the focus, and a failed command shows its error. */
export function FormDialog(props: FormDialogProps) {
  const id = useId();
  const { form, onAttempt } = useWrongField(props.busy);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React bubbles the event from a portal to a form around it.
    event.stopPropagation();
    if (props.busy) return;
    props.onSubmit();
    onAttempt();
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      description={props.description}
      footer={
        <>
          {props.actions ?? <Button onClick={props.onClose}>Cancel</Button>}
          <Button variant="primary" type="submit" form={id} busy={props.busy}>
            {props.submitLabel}
          </Button>
        </>
      }
    >
      <form ref={form} id={id} onSubmit={submit} noValidate autoComplete="off">
        {props.children}
      </form>
      {props.error !== null && (
        <CommandNotice key={props.error} title="That did not work">
          {props.error}
        </CommandNotice>
      )}
    </Dialog>
  );
}

/** Shows what has just appeared, which in a low window or a long form may be out of sight. Not there in jsdom. */
export function intoSight(element: HTMLElement | null): void {
  element?.scrollIntoView?.({ block: 'nearest' });
}

function CommandNotice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div ref={intoSight} style={{ marginTop: 16 }}>
      <Notice tone="critical" title={title}>
        {children}
      </Notice>
    </div>
  );
}

/** Counts how often a dialog has opened. Used as a key, it gives each opening a fresh form and lets a closing one fade. */
export function useOpening(open: boolean): number {
  const [seen, setSeen] = useState({ open, count: 0 });
  if (seen.open !== open) setSeen({ open, count: open ? seen.count + 1 : seen.count });
  return seen.count;
}

/**
 * Gives the first wrong field of a form the focus, with its text selected, once an attempt to submit was refused: at once,
 * or after the command that `busy` tells of.
 */
export function useWrongField(busy: boolean): {
  form: RefObject<HTMLFormElement | null>;
  onAttempt: () => void;
} {
  const form = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  useEffect(() => {
    if (attempts === 0 || busy) return;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    wrong?.focus();
    if (wrong instanceof HTMLInputElement) wrong.select();
  }, [attempts, busy]);
  return { form, onAttempt: useCallback(() => setAttempts((count) => count + 1), []) };
}
