import { Plus, RefreshCw, RotateCcw } from 'lucide-react';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { formatDay, formatTime } from '../../../shared/format.ts';
import type { AccountState } from '../../../shared/model/index.ts';
import { needsWords } from '../../../shared/money/needs-words.ts';
import { hiddenWords } from '../../../shared/standing/index.ts';
import { summarize } from '../../../shared/summary/index.ts';
import { dayMs } from '../../../shared/time/index.ts';
import { Input } from '../../components/form/SearchInput.tsx';
import { Button, EmptyState, Select, Tooltip, useToasts } from '../../components/index.ts';
import { focusUnlock } from '../../components/page/focus.ts';
import { Page } from '../../components/page/Page.tsx';
import { usePageKeys } from '../../components/page/usePageKeys.ts';
import { useAdding } from '../../dialogs/add/adding.ts';
import {
  api,
  outcome,
  useAccounts,
  useAppState,
  useIsOutdated,
  useProviders,
  useStatePart,
  useStore,
  useVisibleAccounts,
  useWritingContext,
} from '../../state/index.ts';
import { Hidden } from './Hidden.tsx';
import styles from './Overview.module.css';
import { AccountsTable, sortNames, type TableHandle } from './table/AccountsTable.tsx';
import { arrange } from './table/arrange.ts';
import { changeView, groupings, plainView, sorts, useView } from './table/view.ts';
import { ViewMenu } from './ViewMenu.tsx';

// Loaded only for budgets that need you.
const BudgetLines = lazy(async () => ({ default: (await import('./BudgetLines.tsx')).BudgetLines }));

/** From this many accounts on, there is a bar to filter, sort and group them. */
const many = 6;

/** All accounts, most urgent first, below one sentence that says how things are. */
export function Overview() {
  const all = useAccounts();
  const visible = useVisibleAccounts();
  const { showHidden } = useView();
  const accounts = showHidden ? all : visible;
  const providers = useProviders();
  const [wanted, setWanted] = useState('');
  const filter = useRef<HTMLInputElement>(null);
  const table = useRef<TableHandle>(null);
  const add = useAdding();
  const budgets = useStatePart('budgets');
  const { refresh, busy } = useRefresh();
  const byId = useMemo(() => new Map(providers.map((provider) => [provider.id, provider])), [providers]);
  const providerOf = useCallback((account: AccountState) => byId.get(account.provider), [byId]);

  const focusFilter = useCallback(() => filter.current?.focus(), []);
  usePageKeys(useMemo(() => ({ r: refresh, '/': focusFilter }), [refresh, focusFilter]));

  const shows = accounts.length >= many;
  const words = shows ? wanted.trim() : '';
  const shown = useMemo(
    () => arrange(accounts, providerOf, plainView, words).length,
    [accounts, providerOf, words],
  );
  const outdated = useIsOutdated();
  const summary = summarize(visible, providers, useWritingContext());
  // All of them may be hidden.
  const title = visible.length > 0 ? summary.title : (hiddenWords(all) ?? summary.title);

  return (
    <Page
      title="Overview"
      heading={outdated ? 'This may be out of date.' : title}
      detail={outdated ? <LastKnown title={title} /> : summary.detail}
      actions={
        <>
          <Tooltip text="Check all providers now (R)">
            <Button icon={<RefreshCw aria-hidden="true" />} busy={busy} onClick={refresh}>
              Refresh all
            </Button>
          </Tooltip>
          <ViewMenu />
          <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={() => add()}>
            Add account
          </Button>
        </>
      }
    >
      {needsWords(budgets) && (
        <Suspense fallback={null}>
          <BudgetLines />
        </Suspense>
      )}
      {shows && (
        <div className={styles.bar}>
          <Input
            ref={filter}
            type="search"
            className={styles.filter}
            aria-label="Filter the accounts"
            placeholder="Filter by provider, label or tag ( / )"
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setWanted('');
              if (event.key !== 'ArrowDown') return;
              event.preventDefault();
              table.current?.focus();
            }}
          />
          <Choices tagged={accounts.some(({ tags }) => tags.length > 0)} />
          <p className={styles.count} role="status">
            {words !== '' && shown > 0 && `${shown} of ${accounts.length} accounts`}
          </p>
        </div>
      )}
      {shown === 0 && words !== '' ? (
        <EmptyState
          title={`No match for “${words}” (tags are searched too)`}
          action={<Button onClick={() => setWanted('')}>Show all accounts</Button>}
        />
      ) : (
        accounts.length > 0 && (
          <AccountsTable accounts={accounts} providerOf={providerOf} filter={words} handle={table} />
        )
      )}
      <Hidden />
    </Page>
  );
}

/** What the headline said when the connection was lost. */
function LastKnown({ title }: { title: string }) {
  const { at } = useAppState();
  const { now, zone } = useWritingContext();
  return (
    <>
      {now - at < dayMs ? `At ${formatTime(at, zone)}` : `On ${formatDay(at, zone, now)}`}: {title}
    </>
  );
}

const groupNames = { none: 'none', provider: 'provider', tag: 'tag' };

/** How to group the accounts and, if the table has no header to click, sort them. */
function Choices({ tagged }: { tagged: boolean }) {
  const { sort, group } = useView();
  const offered = groupings.filter((each) => each !== 'tag' || tagged || group === 'tag');
  return (
    <>
      <div className={styles.choice}>
        <Select
          label="Group by"
          value={group}
          onChange={(value) => changeView({ group: groupings.find((each) => each === value) ?? 'none' })}
          options={offered.map((value) => ({ value, label: groupNames[value] }))}
        />
      </div>
      <div className={[styles.choice, styles.order].join(' ')}>
        <Select
          label="Sort by"
          value={sort?.column ?? ''}
          onChange={(value) => {
            const column = sorts.find((each) => each === value);
            changeView({ sort: column === undefined ? null : { column, down: column === 'burn' } });
          }}
          options={[
            { value: '', label: 'urgency' },
            ...sorts.map((value) => ({ value, label: sortNames[value] })),
          ]}
        />
      </div>
      {sort !== null && (
        <Button
          variant="quiet"
          className={styles.reset}
          icon={<RotateCcw aria-hidden="true" />}
          onClick={() => changeView({ sort: null })}
        >
          Most urgent first
        </Button>
      )}
    </>
  );
}

function useRefresh(): { refresh: () => void; busy: boolean } {
  const asking = useStore(({ state }) => state?.accounts.some(({ refreshing }) => refreshing) ?? false);
  const [sent, setSent] = useState(false);
  const toasts = useToasts();
  const refresh = useCallback(async () => {
    setSent(true);
    const result = await outcome(api.refresh.mutate({}));
    setSent(false);
    if (result.ok) return;
    toasts.push({ text: result.error.message });
    if (result.error.kind === 'locked') focusUnlock();
  }, [toasts]);
  const start = useCallback(() => void refresh(), [refresh]);
  return { refresh: start, busy: sent || asking };
}
