import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { TokenState } from '../../../../shared/model/index.ts';
import {
  Age,
  Button,
  ConfirmDialog,
  CopyText,
  Field,
  Notice,
  TextInput,
  useToasts,
} from '../../../components/index.ts';
import { api, outcome, useAppState } from '../../../state/index.ts';
import styles from './Tokens.module.css';

const opens: Record<TokenState['kind'], string> = {
  usage: 'Logs use',
  read: 'Reads everything',
  calendar: 'Reads the calendar',
};

/** The tokens of scripts: make one to read, see when each was last used, revoke one. */
export function Tokens() {
  const { usageEndpoint, mode } = useAppState();
  const [tokens, setTokens] = useState<readonly TokenState[]>([]);
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<string | null>(null);
  const toasts = useToasts();
  const load = useCallback(async () => {
    const listed = await outcome(api.listTokens.query());
    // That of POST /v1/usage has a place of its own.
    if (listed.ok) setTokens(listed.value.filter(({ kind }) => kind !== 'usage'));
  }, []);
  useEffect(() => void load(), [load]);
  if (mode === 'demo')
    return <p className={styles.text}>Scripts cannot read the demo. Leave it to make a token.</p>;

  const make = async (event: FormEvent) => {
    event.preventDefault();
    const label = name.trim();
    const result = await outcome(api.makeToken.mutate({ kind: 'read', ...(label !== '' && { label }) }));
    setError(result.ok ? null : result.error.message);
    if (result.ok) {
      setMade(result.value.token);
      setName('');
    }
    await load();
  };
  const revoke = async (label: string) => {
    setRevoking(null);
    const result = await outcome(api.revokeToken.mutate({ label }));
    toasts.push({ text: result.ok ? `“${label}” is revoked.` : result.error.message });
    if (result.ok) setMade(null);
    await load();
  };

  return (
    <>
      <p className={styles.text}>
        Status bars, scripts and Prometheus can read what Fuelgauge knows. Give each a token of its own, so
        that you can revoke it alone.
      </p>
      {tokens.length > 0 && (
        <ul className={styles.list} aria-label="Tokens">
          {tokens.map((token) => (
            <TokenRow key={token.label} token={token} onRevoke={() => setRevoking(token.label)} />
          ))}
        </ul>
      )}
      {made !== null && <NewToken token={made} usageAddress={usageEndpoint?.address ?? null} />}
      <form className={styles.form} onSubmit={(event) => void make(event)}>
        <Field label="Name of a new token" error={error}>
          <TextInput
            value={name}
            placeholder="grafana"
            maxLength={60}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </Field>
        <Button type="submit">Make a read token</Button>
      </form>
      <ConfirmDialog
        open={revoking !== null}
        onClose={() => setRevoking(null)}
        onConfirm={() => void revoke(revoking ?? '')}
        title={`Revoke “${revoking ?? ''}”?`}
        text="Whatever uses it gets no answers any more. To undo this, you would need to give it a new token."
        confirmLabel="Revoke token"
        danger
      />
    </>
  );
}

function TokenRow({ token, onRevoke }: { token: TokenState; onRevoke: () => void }) {
  const { label, kind, end, lastUsedAt } = token;
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.name}>{label}</p>
        <p className={styles.text}>
          {opens[kind]}, ends in {end}.{' '}
          {lastUsedAt === null ? 'Never used.' : <Age at={lastUsedAt} prefix="Last used" />}
        </p>
      </div>
      <Button aria-label={`Revoke ${label}`} onClick={onRevoke}>
        Revoke
      </Button>
    </li>
  );
}

/** Shown once. `usageAddress`: where scripts are answered; null: they are not, yet. */
function NewToken({ token, usageAddress }: { token: string; usageAddress: string | null }) {
  const status = usageAddress === null ? null : new URL('/v1/status', usageAddress).href;
  return (
    <Notice tone="ok" title="Your new read token. Copy it now: you will not see it again.">
      <div className={styles.made}>
        <CopyText label="Read token" text={token} />
        {status !== null && (
          <CopyText label="To try it" text={`curl -H 'Authorization: Bearer ${token}' ${status}`} />
        )}
      </div>
    </Notice>
  );
}
