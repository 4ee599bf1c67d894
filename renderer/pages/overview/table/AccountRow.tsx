import { EyeOff, GripVertical, OctagonAlert, Pin, TriangleAlert } from 'lucide-react';
import { memo, useId } from 'react';
import { Link } from 'wouter';
import { formatAmount, formatDay, type WritingContext } from '../../../../shared/format.ts';
import type { AccountState, ProviderInfo } from '../../../../shared/model/index.ts';
import { accountTitle, labelBeside } from '../../../../shared/names.ts';
import { remarksOf } from '../../../../shared/remarks.ts';
import { barTone, needsTopUp, type Tone } from '../../../../shared/standing/index.ts';
import {
  type Figure,
  figureOf,
  leftWords,
  type Subtitle,
  subtitleOf,
  wholeWords,
} from '../../../../shared/summary/index.ts';
import { eventDate, renewal } from '../../../../shared/time/index.ts';
import { Menu } from '../../../components/controls/Menu.tsx';
import { BurnBars } from '../../../components/data/BurnBars.tsx';
import { TopUpLink } from '../../../components/data/TopUpLink.tsx';
import { Age, Amount, Chip, Mark, Meter, segmentsOf, wholeOf } from '../../../components/index.ts';
import { useWritingContext } from '../../../state/index.ts';
import styles from './AccountRow.module.css';
import { shownRunOut } from './arrange.ts';
import type { Way } from './moves.ts';

export interface AccountRowProps {
  rowKey: string;
  /** Its index among the items of the table, including groups. */
  index: number;
  /** Pixels above it, for rows that are not rendered. */
  room: number;
  account: AccountState;
  provider: ProviderInfo | undefined;
  /** The row that Tab focuses; the arrow keys move on from it. */
  current: boolean;
  measure: (element: Element | null) => void;
  onFocus: (key: string) => void;
  /** Rows are one line high. */
  compact: boolean;
  /** Null: the rows are not in your own order. */
  onMove: ((key: string, way: Way) => void) | null;
}

/** One account of the overview; the whole row links to its page. Renders again only when its account or the clock changes. */
export const AccountRow = memo(function AccountRow(props: AccountRowProps) {
  const { rowKey, index, room, account, provider, current, measure, onFocus, compact, onMove } = props;
  const id = useId();
  const context = useWritingContext();
  const figure = figureOf(account, provider);
  const subtitle = subtitleOf(account, figure, context);
  const tone = barTone(account, figure?.pool ?? null, context.now);
  const name = provider?.name ?? account.provider;
  const chips = remarksOf(account, context);
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      style={{ marginTop: room }}
      className={compact ? [styles.row, styles.compact].join(' ') : styles.row}
    >
      <td className={styles.account}>
        {onMove !== null && (
          <MoveMenu
            name={`${name}, ${account.label}`}
            current={current}
            onMove={(way) => onMove(rowKey, way)}
          />
        )}
        <span className={styles.mark}>
          {provider && <Mark provider={provider} size={compact ? 'small' : 'row'} />}
        </span>
        <span className={styles.words}>
          <Link
            href={`/account/${encodeURIComponent(account.id)}`}
            className={styles.name}
            tabIndex={current ? 0 : -1}
            aria-describedby={`${id}-left ${id}-line`}
            onFocus={() => onFocus(rowKey)}
          >
            <strong>{name}</strong> <span className={styles.label}>{labelBeside(name, account.label)}</span>
            <Signs account={account} />
          </Link>
          <SubtitleLine id={`${id}-line`} subtitle={subtitle} />
          {!compact && account.note !== '' && (
            <span className={styles.tags} title={account.note}>
              <span className="visually-hidden">Note: </span>
              {account.note}
            </span>
          )}
          {!compact && account.tags.length > 0 && (
            <span className={styles.tags} title={account.tags.join(', ')}>
              <span className="visually-hidden">Tags: </span>
              {account.tags.join(', ')}
            </span>
          )}
          {!compact && chips.length > 0 && (
            <span className={styles.chips}>
              {chips.map((chip) => (
                <Chip key={chip.text} tone={chip.tone}>
                  {chip.text}
                </Chip>
              ))}
            </span>
          )}
          {!compact && needsTopUp(account, context.now) && (
            <span className={styles.topUp}>
              <TopUpLink provider={provider} />
            </span>
          )}
        </span>
      </td>
      <LeftCell
        id={`${id}-left`}
        figure={figure}
        name={`Left at ${accountTitle(name, account.label)}`}
        tone={tone}
        context={context}
        account={needsPlan(account, provider) ? account : undefined}
        current={current}
        compact={compact}
      />
      <BurnCell figure={figure} tone={tone} compact={compact} />
      <EndCell figure={figure} context={context} />
      <td className={styles.read}>
        <AgeWords account={account} provider={provider} />
      </td>
    </tr>
  );
});

/** Whether it is pinned or hidden. */
function Signs({ account: { pinned, hidden } }: { account: AccountState }) {
  return (
    <>
      {pinned && <Pin className={styles.pin} role="img" aria-label="pinned" />}
      {hidden && <EyeOff className={styles.pin} role="img" aria-label="hidden" />}
    </>
  );
}

/** Moves the row; Alt and an arrow key do the same. */
function MoveMenu({ name, current, onMove }: { name: string; current: boolean; onMove: (way: Way) => void }) {
  const item = (label: string, way: Way) => ({ label, onSelect: () => onMove(way) });
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={styles.grip}
          tabIndex={current ? 0 : -1}
          aria-label={`Move ${name}`}
          title="Move it (Alt and an arrow key)"
        >
          <GripVertical aria-hidden="true" />
        </button>
      }
      items={[
        item('To the top', 'top'),
        item('Up', 'up'),
        item('Down', 'down'),
        item('To the bottom', 'bottom'),
      ]}
    />
  );
}

/** Whether only its plan is missing to know what is left. */
const needsPlan = (account: AccountState, provider: ProviderInfo | undefined): boolean =>
  provider !== undefined && provider.balance !== 'reported' && account.health.state !== 'waiting';

/** In the colour of its tone, with a sign that says the same. */
function SubtitleLine({ id, subtitle }: { id: string; subtitle: Subtitle }) {
  const Sign = subtitle.tone === 'critical' ? OctagonAlert : subtitle.tone === 'watch' ? TriangleAlert : null;
  return (
    <span id={id} className={[styles.outlook, styles[subtitle.tone]].filter(Boolean).join(' ')}>
      {Sign !== null && <Sign aria-hidden="true" className={styles.sign} />}
      {subtitle.text}
    </span>
  );
}

interface CellProps {
  figure: Figure | null;
  context: WritingContext;
}

/** Amounts with more characters get a smaller font, so that they fit their column. */
const wide = 13;
const huge = 16;

/** Longer words than this leave out the unit. */
const wideWhole = 22;

function LeftCell({
  id,
  figure,
  name,
  tone,
  context,
  account,
  current,
  compact,
}: CellProps & {
  id: string;
  name: string;
  tone: Tone;
  account: AccountState | undefined;
  current: boolean;
  compact: boolean;
}) {
  if (figure === null || figure.amount === null)
    return (
      <td id={id} className={[styles.left, styles.faint].join(' ')}>
        {account !== undefined ? (
          <Link
            href={`/account/${encodeURIComponent(account.id)}`}
            state={{ enter: 'plan' }}
            className={styles.enter}
            tabIndex={current ? 0 : -1}
          >
            Enter your plan
          </Link>
        ) : (
          'unknown'
        )}
      </td>
    );
  const { amount, unit, limit, pool } = figure;
  const words = leftWords(figure, context);
  const left = Math.max(0, amount);
  const whole = wholeWords(figure, context);
  const note =
    limit !== null && amount <= limit && whole !== null && whole.length > wideWhole
      ? `of ${formatAmount(limit, unit, context)}`
      : (whole ?? undefined);
  const { length } = formatAmount(amount, unit, context);
  const size = length > huge ? styles.huge : length > wide ? styles.wide : undefined;
  return (
    <td
      id={id}
      className={[styles.left, size].filter(Boolean).join(' ')}
      title={compact ? (words ?? undefined) : undefined}
    >
      <Amount amount={amount} unit={unit} size={compact ? 'cell' : 'row'} note={compact ? undefined : note} />
      {!compact && limit !== null && words !== null && (
        <span className={styles.meter}>
          <Meter
            label={name}
            valueText={words}
            max={left > limit ? wholeOf(pool, limit, left) : limit}
            segments={pool === null ? [{ amount: left, kind: 'plan' }] : segmentsOf(pool, left)}
            tone={tone}
          />
        </span>
      )}
    </td>
  );
}

/** The expected burn of the coming week, and that of the last seven days. */
function BurnCell({ figure, tone, compact }: { figure: Figure | null; tone: Tone; compact: boolean }) {
  const pool = figure?.pool ?? null;
  const burn = pool?.forecast?.burnPerDay ?? null;
  return (
    <td className={styles.burn}>
      {pool !== null && burn !== null && (
        <Amount amount={Number(burn.toPrecision(3))} unit={pool.unit} size="cell" />
      )}
      {!compact && pool !== null && <BurnBars days={pool.burnByDay} tone={tone} />}
      {burn === null && <span className="visually-hidden">{burnUnknown(pool)}</span>}
    </td>
  );
}

const burnUnknown = (pool: Figure['pool']): string =>
  pool?.forecast?.confidence === 'none' ? 'still learning' : 'unknown';

/** The days of the likely run-out and of the next refill. */
function EndCell({ figure, context }: CellProps) {
  const pool = figure?.pool ?? null;
  const renewsAt = pool?.cycle?.renewsAt ?? null;
  const likely = pool === null || (pool.remaining ?? 0) <= 0 ? null : shownRunOut(pool);
  const refill =
    renewsAt === null || renewsAt <= context.now
      ? null
      : pool?.cycle?.frequency === 'daily'
        ? 'refills daily'
        : `refill ${eventDate(renewal(renewsAt, pool?.provenance.cycle), context)}`;
  return (
    <td className={styles.end}>
      {likely !== null && (
        <span>{likely <= context.now ? 'by now' : formatDay(likely, context.zone, context.now)}</span>
      )}
      {refill !== null && <span className={styles.faint}>{refill}</span>}
      {likely === null && refill === null && <span className="visually-hidden">unknown</span>}
    </td>
  );
}

function AgeWords({ account, provider }: { account: AccountState; provider: ProviderInfo | undefined }) {
  if (account.refreshing) return 'checking now';
  if (provider?.balance === 'ledger') return 'from your log';
  return account.health.readAt !== null && <Age at={account.health.readAt} />;
}
