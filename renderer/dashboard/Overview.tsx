import { Plus, RefreshCw } from 'lucide-react';
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import { summarize } from '../../shared/summary.ts';
import { useAdding } from '../app/adding.ts';
import { Button, EmptyState, TextInput, Tooltip, useToasts } from '../components/index.ts';
import { api, outcome, useAppState, usePlace } from '../state/index.ts';
import { AccountRow } from './AccountRow.tsx';
import styles from './Overview.module.css';
import { Page } from './Page.tsx';
import { usePageKeys } from './usePageKeys.ts';

/** From this many accounts on they can be filtered. */
const many = 9;

/** Is anything wrong, and what comes first: one sentence, then all accounts, most urgent first. */
export function Overview() {
  const { accounts, providers } = useAppState();
  const [wanted, setWanted] = useState('');
  const filter = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const add = useAdding();
  const { refresh, busy } = useRefresh();
  const providerOf = (id: string) => providers.find((provider) => provider.id === id);

  const focusFilter = useCallback(() => filter.current?.focus(), []);
  usePageKeys(useMemo(() => ({ r: refresh, '/': focusFilter }), [refresh, focusFilter]));

  const words = wanted.trim().toLowerCase();
  const shown = accounts.filter(({ provider, label }) =>
    `${providerOf(provider)?.name ?? provider} ${label}`.toLowerCase().includes(words),
  );
  const summary = summarize(accounts, providers, usePlace());

  return (
    <Page
      title="Overview"
      heading={summary.title}
      detail={summary.detail}
      actions={
        <>
          <Tooltip text="Ask every provider now (R)">
            <Button icon={<RefreshCw aria-hidden="true" />} busy={busy} onClick={refresh}>
              Refresh all
            </Button>
          </Tooltip>
          <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={() => add()}>
            Add account
          </Button>
        </>
      }
    >
      {accounts.length >= many && (
        <TextInput
          ref={filter}
          type="search"
          className={styles.filter}
          aria-label="Filter the accounts"
          placeholder="Filter by provider or label ( / )"
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setWanted('');
            if (event.key === 'ArrowDown') moveFocus(event, list.current);
          }}
        />
      )}
      {shown.length === 0 ? (
        <EmptyState
          title={`No account is called “${wanted.trim()}”.`}
          action={<Button onClick={() => setWanted('')}>Show all accounts</Button>}
        />
      ) : (
        <ul
          ref={list}
          className={styles.list}
          aria-label="Accounts, most urgent first"
          onKeyDown={(event) => moveFocus(event, list.current)}
        >
          {shown.map((account, at) => (
            <AccountRow
              key={account.id}
              account={account}
              provider={providerOf(account.provider)}
              first={at === 0}
            />
          ))}
        </ul>
      )}
    </Page>
  );
}

function useRefresh(): { refresh: () => void; busy: boolean } {
  const asking = useAppState().accounts.some((account) => account.refreshing);
  const [sent, setSent] = useState(false);
  const toasts = useToasts();
  const refresh = useCallback(async () => {
    setSent(true);
    const result = await outcome(api.refresh.mutate({}));
    setSent(false);
    if (!result.ok) toasts.push({ text: result.error.message });
  }, [toasts]);
  const start = useCallback(() => void refresh(), [refresh]);
  return { refresh: start, busy: sent || asking };
}

/** Arrow keys, Home and End go from row to row. */
function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>('a') ?? [])];
  const { activeElement } = document;
  const at = activeElement instanceof HTMLElement ? rows.indexOf(activeElement) : -1;
  const targets: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: rows.length - 1,
  };
  const target = targets[event.key];
  const row = target === undefined ? undefined : rows[target];
  if (row === undefined) return;
  event.preventDefault();
  row.focus();
}
