import { useState } from 'react';
import type { AppState } from '../../../../shared/model/index.ts';
import { Button, ConfirmDialog, CopyText, Notice, useToasts } from '../../../components/index.ts';
import { api, outcome, useAppState } from '../../../state/index.ts';
import styles from './UsageEndpoint.module.css';

/** The address where scripts log use, and its token: shown once, right after you make it. */
export function UsageEndpoint() {
  const { usageEndpoint, accounts, providers, mode } = useAppState();
  const [token, setToken] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();
  if (mode === 'demo')
    return <p className={styles.text}>Scripts cannot log use in the demo. Leave it to make a token.</p>;
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
        A script logs what each response used, and Fuelgauge subtracts it from the account.{' '}
        {tokenEnd === null
          ? 'The script needs a token, which you make here.'
          : `The current token ends in ${tokenEnd}.`}
      </p>
      <CopyText label="Address" text={address} />
      {token !== null && (
        <Notice tone="ok" title="Your new token. Copy it now: you will not see it again.">
          <div className={styles.token}>
            <CopyText label="Token" text={token} />
            <p className={styles.text}>For example, after a response that used 3 credits:</p>
            <CopyText label="Example" text={curl(address, token, ledger?.label ?? 'ACCOUNT')} />
          </div>
        </Notice>
      )}
      <div>
        <Button busy={busy} onClick={() => (tokenEnd === null ? void make() : setAsking(true))}>
          {tokenEnd === null ? 'Make a token' : 'Replace token'}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => void make()}
        title="Replace the token?"
        text="The current token stops working. Scripts need the new one."
        confirmLabel="Replace token"
      />
    </>
  );
}

/** A shell command in one line, with the account's label quoted. */
function curl(
  address: NonNullable<AppState['usageEndpoint']>['address'],
  token: string,
  account: string,
): string {
  const body = JSON.stringify({ account, credits: 3 }).replaceAll("'", "'\\''");
  return `curl -X POST ${address} -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '${body}'`;
}
