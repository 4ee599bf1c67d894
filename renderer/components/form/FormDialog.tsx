import { type FormEvent, type ReactNode, useId, useState } from 'react';
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

/** A dialog with a form: Enter submits, Escape closes, and a failed command shows its error. */
export function FormDialog(props: FormDialogProps) {
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React bubbles the event from a portal to a form around it.
    event.stopPropagation();
    if (!props.busy) props.onSubmit();
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
      <form id={id} onSubmit={submit} noValidate autoComplete="off">
        {props.children}
      </form>
      {props.error !== null && <CommandNotice title="That did not work">{props.error}</CommandNotice>}
    </Dialog>
  );
}

function CommandNotice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div style={{ marginTop: 16 }}>
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
