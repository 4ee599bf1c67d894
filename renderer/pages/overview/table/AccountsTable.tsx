import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, type RefObject, useImperativeHandle, useMemo } from 'react';
import { formatQuantity } from '../../../../shared/format.ts';
import type { AccountState } from '../../../../shared/model/index.ts';
import { usePreferences, useStatePart, useWritingContext } from '../../../state/index.ts';
import { AccountRow } from './AccountRow.tsx';
import styles from './AccountsTable.module.css';
import { arrange, type ProviderOf } from './arrange.ts';
import { useMoves } from './useMoves.ts';
import { useRows } from './useRows.ts';
import { type Column, changeView, columns, nextSort, type Sort, useView } from './view.ts';

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

export const columnNames: Record<Column, string> = {
  account: 'Account',
  left: 'Left',
  burn: 'Burn per day',
  'runs-out': 'Runs out',
  read: 'Checked',
};

/** How a column counts or sorts, if its name does not say. */
const columnHints: Partial<Record<Column, string>> = {
  left: 'Sorts by the share of the limit that is left; without a limit, by the amount',
  burn: 'The expected burn of the coming week. Bars: the last seven days, from midnight to midnight UTC',
};

/** What a sort by each column compares. */
export const sortNames: Record<Sort['column'], string> = {
  account: 'name',
  left: 'share left',
  burn: 'burn per day',
  'runs-out': 'run-out',
  read: 'last check',
  mine: 'my order',
};

export interface TableHandle {
  /** Focuses the first row. */
  focus(): void;
}

/** All accounts that match the filter, sorted and grouped as you chose. */
export function AccountsTable({
  accounts,
  providerOf,
  filter,
  handle,
}: {
  /** Most urgent first. */
  accounts: readonly AccountState[];
  providerOf: ProviderOf;
  filter: string;
  handle: RefObject<TableHandle | null>;
}) {
  const view = useView();
  const context = useWritingContext();
  const order = useStatePart('order');
  const compact = usePreferences().density === 'compact';
  const items = useMemo(
    () => arrange(accounts, providerOf, view, filter, order),
    [accounts, providerOf, view, filter, order],
  );
  const rows = useRows(items, compact);
  const moves = useMoves(items, rows.focus);
  useImperativeHandle(handle, () => ({ focus: rows.focusFirst }));
  const name = view.sort === null ? 'Accounts, most urgent first' : 'Accounts';
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={name} aria-rowcount={items.length + 1}>
        <Head />
        <tbody
          ref={rows.body}
          onKeyDown={(event) => {
            if (!moves.onKeyDown(event, rows.current)) rows.onKeyDown(event);
          }}
          style={{ paddingBottom: rows.roomBelow }}
        >
          {rows.drawn.map(({ item, index, room }) =>
            item.kind === 'group' ? (
              <tr
                key={item.key}
                ref={rows.measure}
                data-index={index}
                aria-rowindex={index + 2}
                className={styles.group}
                style={{ marginTop: room }}
              >
                <th scope="rowgroup" colSpan={columns.length}>
                  {item.title} <span className={styles.count}>{item.count}</span>
                  {item.sums.length > 0 && (
                    <span className={styles.sum}>
                      <span className="visually-hidden">, </span>
                      {list.format(
                        item.sums.map(({ amount, unit }) => formatQuantity(amount, unit, context)),
                      )}{' '}
                      left
                    </span>
                  )}
                </th>
              </tr>
            ) : (
              <AccountRow
                key={item.key}
                rowKey={item.key}
                index={index}
                room={room}
                account={item.account}
                provider={item.provider}
                current={item.key === rows.current}
                measure={rows.measure}
                onFocus={rows.onFocus}
                compact={compact}
                onMove={view.sort?.column === 'mine' ? moves.move : null}
              />
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

const Head = memo(function Head() {
  const { sort } = useView();
  return (
    <thead className={styles.head}>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const down = sort?.column === column ? sort.down : null;
          const Arrow = down ? ArrowDown : ArrowUp;
          return (
            <th
              key={column}
              scope="col"
              className={styles[column]}
              aria-sort={down === null ? undefined : down ? 'descending' : 'ascending'}
            >
              <button
                type="button"
                className={styles.sort}
                title={columnHints[column]}
                onClick={() => changeView({ sort: nextSort(sort, column) })}
              >
                {columnNames[column]}
                {down !== null && <Arrow aria-hidden="true" />}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
});
