import { Copy, Download } from 'lucide-react';
import { useState } from 'react';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { Button } from '../../components/controls/Button.tsx';
import { saveText } from '../../components/controls/save.ts';
import { Dialog } from '../../components/feedback/Dialog.tsx';
import { Notice } from '../../components/feedback/Notice.tsx';
import { useToasts } from '../../components/feedback/Toasts.tsx';
import { useOpening } from '../../components/form/FormDialog.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { api } from '../../state/index.ts';
import type { AccountDialogProps } from './RenameDialog.tsx';
import styles from './ReportDialog.module.css';

export interface ReportDialogProps extends AccountDialogProps {
  provider: ProviderInfo;
}

/** Asks the provider once more and shows the exchange in full, without anything of the account, for an issue. */
export function ReportDialog(props: ReportDialogProps) {
  return <Report key={useOpening(props.open)} {...props} />;
}

function Report({ open, onClose, account, provider }: ReportDialogProps) {
  const [text, setText] = useState<string | null>(null);
  const { run, busy, error } = useCommand();
  const { push } = useToasts();
  const rejected = account.health.error?.kind === 'bad-credential';

  const ask = async () => {
    const done = await run(() =>
      api.report.mutate({ account: account.id, ...(rejected && { again: true }) }),
    );
    if (done !== null) setText(done.text);
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text ?? '');
      push({ text: 'Report copied.' });
    } catch {
      push({ text: 'The clipboard cannot be used here. Select the text, or save it.' });
    }
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Report this answer"
      description={`If ${provider.name} has changed its answer, this is how its description is mended.`}
      footer={
        text === null ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" busy={busy} onClick={() => void ask()}>
              {rejected ? 'Ask once more anyway' : 'Ask once more'}
            </Button>
          </>
        ) : (
          <>
            <Button
              icon={<Download aria-hidden="true" />}
              onClick={() => saveText(text, `fuelgauge-report-${provider.id}.md`, 'text/markdown')}
            >
              Save
            </Button>
            <Button variant="primary" icon={<Copy aria-hidden="true" />} onClick={() => void copy()}>
              Copy
            </Button>
          </>
        )
      }
    >
      {text === null ? <Before provider={provider} rejected={rejected} /> : <After text={text} />}
      {error !== null && (
        <div className={styles.notice}>
          <Notice tone="critical" title="There is no report">
            {error}
          </Notice>
        </div>
      )}
    </Dialog>
  );
}

/** What will happen, before it does. */
function Before({ provider, rejected }: { provider: ProviderInfo; rejected: boolean }) {
  return (
    <>
      <p>
        Fuelgauge asks {provider.name} once, as with every check, and shows you the exchange: the address
        without your key, the status, the names of the headers, and the answer with every text and number
        replaced. Nothing is sent anywhere else.
      </p>
      {rejected && (
        <div className={styles.notice}>
          <Notice tone="watch" title={`${provider.name} rejected this key`}>
            Some providers block those who ask with a rejected key again and again. Once is usually fine.
          </Notice>
        </div>
      )}
    </>
  );
}

function After({ text }: { text: string }) {
  return (
    <>
      <p>
        This is all of it. Read it before you share it, then paste it into the form “A provider changed its
        answer” among the issues of Fuelgauge’s source.
      </p>
      <textarea
        className={styles.text}
        aria-label="Report"
        readOnly
        rows={16}
        value={text}
        spellCheck={false}
      />
    </>
  );
}
