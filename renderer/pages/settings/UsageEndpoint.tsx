import { useState } from 'react';
import type { AppState } from '../../../shared/model/index.ts';
import { Button, ConfirmDialog, CopyText, Notice, useToasts } from '../../components/index.ts';
import { api, outcome, useAppState } from '../../state/index.ts';
import styles from './UsageEndpoint.module.css';

/** The address scripts report use to, and its token: shown once, right after it was made. */
export function UsageEndpoint() {
  const { usageEndpoint, accounts, providers, mode } = useAppState();
  const [token, setToken] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();
  if (mode === 'demo')
    return <p className={styles.text}>The demo takes no reports from scripts. Leave it to make a token.</p>;
  if (usageEndpoint === null) return null;

  const make = async () => {
    setAsking(false);
    setBusy(true);
    const result = await outcome(api.makeUsageToken.mutate());
    setBusy(false);
    if (result.ok) setToken(result.value.token);
    else toasts.push({ text: result.error.message });
  };
  const { address, tokenEnd } = usageEndpoint;
  const ledger = accounts.find(
    (account) => providers.find(({ id }) => id === account.provider)?.balance === 'ledger',
  );

  return (
    <>
      <p className={styles.text}>
        A script reports what each response cost; Fuelgauge counts it against the account.{' '}
        {tokenEnd === null
          ? 'It needs a token, which you make here.'
          : `The token in use ends in ${tokenEnd}.`}
      </p>
      <CopyText label="Address" text={address} />
      {token !== null && (
        <Notice tone="ok" title="The new token. Copy it now: it is not shown again.">
          <div className={styles.token}>
            <CopyText label="Token" text={token} />
            <p className={styles.text}>For example, after a response that cost 3 credits:</p>
            <CopyText label="Example" text={curl(address, token, ledger?.label ?? 'ACCOUNT')} />
          </div>
        </Notice>
      )}
      <div>
        <Button busy={busy} onClick={() => (tokenEnd === null ? void make() : setAsking(true))}>
          {tokenEnd === null ? 'Make a token' : 'Replace the token'}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => void make()}
        title="Replace the token?"
        text="Scripts that use the present token are refused from then on, until you give them the new one."
        confirmLabel="Replace the token"
      />
    </>
  );
}

/** One line for a shell, with the account's label quoted for it. */
function curl(
  address: NonNullable<AppState['usageEndpoint']>['address'],
  token: string,
  account: string,
): string {
  const body = JSON.stringify({ account, credits: 3 }).replaceAll("'", "'\\''");
  return `curl -X POST ${address} -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '${body}'`;
}
