import { Copy, Eye } from 'lucide-react';
import type { WritingContext } from '../../../../shared/format.ts';
import type {
  AccountState,
  AppState,
  CredentialField,
  ProviderInfo,
} from '../../../../shared/model/index.ts';
import { aboutSpan, ageOf, dayMs, expiry, longDay, onEventInFull } from '../../../../shared/time/index.ts';
import { Button } from '../../../components/controls/Button.tsx';
import { useToasts } from '../../../components/feedback/Toasts.tsx';
import { useCommand } from '../../../components/form/useCommand.ts';
import { api, useStatePart, useVault } from '../../../state/index.ts';
import type { AccountActions } from '../actions.tsx';
import { Quiet } from '../Quiet.tsx';
import { Section } from '../Section.tsx';
import styles from './KeySection.module.css';

/** Near its end, it needs attention even without an alert. */
const nearMs = 7 * dayMs;

/** Since when the key is in use, when it expires, and how to see it. */
export function KeySection({
  account,
  provider,
  actions,
  context,
}: {
  account: AccountState;
  provider: ProviderInfo;
  actions: AccountActions;
  context: WritingContext;
}) {
  const { since, expiresAt } = account.credential;
  const vault = useVault();
  const desktop = useStatePart('desktop');
  const hidden = whyHidden(account, vault, desktop);
  return (
    <Section title={account.credentialEnd === null ? 'Key' : `Key ending in ${account.credentialEnd}`}>
      <Quiet>{sinceWords(since, context)}</Quiet>
      {expiresAt !== null && (
        <Quiet tone={expiresAt - context.now <= nearMs ? 'watch' : 'ok'}>
          {expiresAt <= context.now ? 'Expired' : 'Expires'} {onEventInFull(expiry(expiresAt), context)}.
        </Quiet>
      )}
      {hidden !== null ? (
        <Quiet>{hidden}</Quiet>
      ) : (
        <div className={styles.ways}>
          {desktop === null ? (
            <Button icon={<Eye aria-hidden="true" />} onClick={() => actions.open('reveal')}>
              Show key
            </Button>
          ) : (
            provider.credentialFields
              .filter(({ secret }) => secret)
              .map((field) => <CopyButton key={field.id} account={account} field={field} />)
          )}
        </div>
      )}
    </Section>
  );
}

function sinceWords(since: number | null, context: WritingContext): string {
  if (since === null) return 'In use for longer than Fuelgauge has noted it.';
  const age = ageOf(since, context.now) ?? 0;
  const span = age < dayMs ? '' : `, for ${aboutSpan(age)}`;
  return `In use since ${longDay(since, context, context.zone)}${span}.`;
}

/** Why the key can be neither seen nor copied; null: it can. */
function whyHidden(
  { credentialKept }: AccountState,
  { kind, state }: AppState['vault'],
  desktop: AppState['desktop'],
): string | null {
  if (credentialKept === 'environment') return 'It is in an environment variable. Read it there.';
  if (desktop !== null)
    return desktop.canConfirm
      ? null
      : 'It stays hidden: your system has no confirmation that Fuelgauge could ask for first.';
  if (kind !== 'passphrase')
    return 'It stays hidden: there is no passphrase that Fuelgauge could ask for first.';
  return state === 'open' ? null : 'Unlock your keys to see it.';
}

/** The main process copies it after the system’s own confirmation. This page never has it. */
function CopyButton({ account, field }: { account: AccountState; field: CredentialField }) {
  const { push } = useToasts();
  const command = useCommand();
  const copy = async () => {
    const input = { account: account.id, field: field.id };
    const done = await command.run(
      () => api.desktop.copyCredential.mutate(input),
      ({ message }) => {
        push({ text: message });
        return true;
      },
    );
    if (done !== null) push({ text: `${field.label} copied. It leaves the clipboard in 30 seconds.` });
  };
  return (
    <Button icon={<Copy aria-hidden="true" />} busy={command.busy} onClick={() => void copy()}>
      Copy {field.label.toLowerCase() === 'api key' ? 'key' : field.label}
    </Button>
  );
}
