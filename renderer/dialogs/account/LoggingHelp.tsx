import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { AccountState } from '../../../shared/model/index.ts';
import { Button } from '../../components/controls/Button.tsx';
import { Notice } from '../../components/feedback/Notice.tsx';
import { useToasts } from '../../components/feedback/Toasts.tsx';
import { curlLine } from '../../components/form/parse.ts';
import { Stack } from '../../components/form/Stack.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { api, useAppState } from '../../state/index.ts';
import styles from './LoggingHelp.module.css';

function Code({ text, name }: { text: string; name: string }) {
  const { push } = useToasts();
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => push({ text: `${name} copied.` }),
      () => push({ text: 'Could not copy it. Select the text and copy it yourself.' }),
    );
  };
  return (
    <div className={styles.codeBox}>
      <pre className={styles.code}>{text}</pre>
      <Button
        variant="quiet"
        className={styles.copy}
        aria-label={`Copy: ${name}`}
        icon={<Copy aria-hidden="true" />}
        onClick={copy}
      />
    </div>
  );
}

/** How a script logs use, for an account whose provider has no endpoint. */
export function LoggingHelp({ account }: { account: Pick<AccountState, 'id' | 'label'> }) {
  const { usageEndpoint, accounts } = useAppState();
  // The command takes a label only if it is unique; several providers may have a "default".
  const unique = accounts.every(({ id, label }) => id === account.id || label !== account.label);
  const [token, setToken] = useState<string | null>(null);
  const command = useCommand();
  const makeToken = async () => {
    const made = await command.run(() => api.makeUsageToken.mutate());
    if (made !== null) setToken(made.token);
  };
  const problem = command.error !== null && (
    <Notice tone="critical" title="That did not work">
      {command.error}
    </Notice>
  );
  if (usageEndpoint === null)
    return (
      <Stack>
        <p>
          Scripts on this computer can log what each response used. Fuelgauge does not listen for them yet.
        </p>
        <div>
          <Button
            busy={command.busy}
            onClick={() => command.run(() => api.setPreferences.mutate({ usageListener: true }))}
          >
            Let scripts log use
          </Button>
        </div>
        {problem}
      </Stack>
    );
  return (
    <Stack>
      <p>
        Have your script send what each response used: the provider returns it as <code>usage.credits</code>.
        If it returns a cap error, send that as <code>error</code>.
      </p>
      <Code
        text={curlLine(usageEndpoint.address, unique ? account.label : account.id, token ?? undefined)}
        name="Command"
      />
      {token === null ? (
        <div className={styles.codeRow}>
          <Button busy={command.busy} onClick={makeToken}>
            {usageEndpoint.tokenEnd === null ? 'Make a token' : 'Make a new token'}
          </Button>
          <span className={styles.quiet}>
            {usageEndpoint.tokenEnd === null
              ? 'It replaces TOKEN above. You see it only once.'
              : `The current token ends in ${usageEndpoint.tokenEnd}. A new one replaces it.`}
          </span>
        </div>
      ) : (
        <Stack>
          <p>The command above has the new token. Copy it now: you will not see it again.</p>
          <Code text={token} name="Token" />
        </Stack>
      )}
      {problem}
    </Stack>
  );
}
