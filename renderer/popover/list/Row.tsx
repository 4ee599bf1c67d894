import { OctagonAlert, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { formatAge, formatAmount, formatDuration, type WritingContext } from '../../../shared/format.ts';
import type { AccountState } from '../../../shared/model/index.ts';
import { accountTitle, labelBeside } from '../../../shared/names.ts';
import { type Remark, remarksOf } from '../../../shared/remarks.ts';
import { barTone, needsTopUp } from '../../../shared/standing/index.ts';
import {
  type Figure,
  figureOf,
  leftWords,
  type Subtitle,
  subtitleOf,
  wholeWords,
} from '../../../shared/summary/index.ts';
import { isOlderThan, minuteMs } from '../../../shared/time/index.ts';
import { Amount } from '../../components/data/Amount.tsx';
import { BurnBars } from '../../components/data/BurnBars.tsx';
import { Chip } from '../../components/data/Chip.tsx';
import { Mark } from '../../components/data/Mark.tsx';
import { Meter } from '../../components/data/Meter.tsx';
import { segmentsOf, wholeOf } from '../../components/data/segments.ts';
import { TopUpLink } from '../../components/data/TopUpLink.tsx';
import { useWritingContext } from '../../state/now.ts';
import { useAccount, useProvider } from '../../state/store.ts';
import { DashboardLink } from '../DashboardLink.tsx';
import styles from './Row.module.css';

export interface RowProps {
  id: string;
  /** The row that Tab focuses; the arrow keys move on from it. */
  current: boolean;
  onFocus: (id: string) => void;
}

/** One account; the whole row links to its page. Renders again only when its account or the clock changes. */
export const Row = memo(function Row({ id, current, onFocus }: RowProps) {
  const account = useAccount(id);
  const provider = useProvider(account?.provider ?? '');
  const context = useWritingContext();
  if (account === undefined) return null;
  const figure = figureOf(account, provider);
  const subtitle = subtitleOf(account, figure, context);
  const name = provider?.name ?? account.provider;
  const title = accountTitle(name, account.label);
  const chips = remarksOf(account, context);
  const tone = barTone(account, figure?.pool ?? null, context.now);
  // What you log is never out of date.
  const age = provider?.balance === 'ledger' ? null : ageOf(account, context);
  const chipsAside = !hasBar(figure) && lengthOf(chips, age) <= fitting;
  return (
    <>
      <DashboardLink
        to={`/account/${encodeURIComponent(id)}`}
        data-row={id}
        className={styles.row}
        tabIndex={current ? 0 : -1}
        onFocus={() => onFocus(id)}
      >
        <span className={styles.mark}>{provider && <Mark provider={provider} />}</span>
        <span className={styles.words}>
          <span className={styles.name} title={title}>
            <strong>{name}</strong> <span className={styles.label}>{labelBeside(name, account.label)}</span>
          </span>
          <SubtitleLine subtitle={subtitle} />
        </span>
        <FigureCell figure={figure} context={context} />
        <span className={styles.bar}>
          {hasBar(figure) && <Bar figure={figure} name={`Left at ${title}`} tone={tone} context={context} />}
          {chipsAside && <Chips chips={chips} age={age} />}
        </span>
        <span className={styles.burn}>
          <BurnBars days={figure?.pool?.burnByDay ?? []} tone={tone} />
        </span>
        {!chipsAside && <Chips chips={chips} age={age} />}
      </DashboardLink>
      {needsTopUp(account, context.now) && (
        <div className={styles.topUp}>
          <TopUpLink provider={provider} />
        </div>
      )}
    </>
  );
});

/** In the colour of its tone, with a sign that says the same. */
function SubtitleLine({ subtitle }: { subtitle: Subtitle }) {
  const Sign = subtitle.tone === 'critical' ? OctagonAlert : subtitle.tone === 'watch' ? TriangleAlert : null;
  return (
    <span className={[styles.outlook, styles[subtitle.tone]].filter(Boolean).join(' ')} title={subtitle.text}>
      {Sign !== null && <Sign aria-hidden="true" className={styles.sign} />}
      {subtitle.text}
    </span>
  );
}

/** The age of an overdue reading, so that an old balance does not pass for a current one. */
function ageOf({ health, intervalMs }: AccountState, { now }: WritingContext): string | null {
  const { readAt, state } = health;
  if (readAt === null || state === 'off' || !isOlderThan(2 * intervalMs, readAt, now)) return null;
  return `checked ${now >= readAt && now - readAt < minuteMs ? `${formatDuration(now - readAt)} ago` : formatAge(now - readAt)}`;
}

/** Amounts with more characters get a smaller font, so that the label keeps its space. */
const wide = 11;

function FigureCell({ figure, context }: { figure: Figure | null; context: WritingContext }) {
  if (figure === null || figure.amount === null)
    return (
      <span className={styles.figure}>
        <span className={styles.unknown}>unknown</span>
      </span>
    );
  const { amount, unit, cap } = figure;
  const isWide = formatAmount(amount, unit, context).length > wide;
  // The bar shows the whole; say it only if the amount alone is unclear.
  const isBeyond = figure.limit !== null && amount > figure.limit;
  const note = cap !== null || isBeyond || unit.kind === 'money' ? wholeWords(figure, context) : null;
  return (
    <span className={[styles.figure, isWide && styles.wide].filter(Boolean).join(' ')}>
      <Amount amount={amount} unit={unit} size="row" note={note ?? undefined} />
    </span>
  );
}

type Limited = Figure & { amount: number; limit: number };

/** A balance without a limit has no bar. */
const hasBar = (figure: Figure | null): figure is Limited =>
  figure !== null && figure.limit !== null && figure.amount !== null;

function Bar({
  figure,
  name,
  tone,
  context,
}: {
  figure: Limited;
  name: string;
  tone: 'ok' | 'watch' | 'critical';
  context: WritingContext;
}) {
  const left = Math.max(0, figure.amount);
  return (
    <Meter
      label={name}
      valueText={leftWords(figure, context) ?? ''}
      max={left > figure.limit ? wholeOf(figure.pool, figure.limit, left) : figure.limit}
      segments={figure.pool === null ? [{ amount: left, kind: 'plan' }] : segmentsOf(figure.pool, left)}
      tone={tone}
    />
  );
}

/** Without a bar, chips of up to this many characters in total take its place, beside the burn. */
const fitting = 26;
const lengthOf = (chips: readonly Remark[], age: string | null): number =>
  chips.reduce((all, { text }) => all + text.length + 2, age?.length ?? 0);

/** Any more chips than this are only counted. */
const mostChips = 2;

function Chips({ chips, age }: { chips: readonly Remark[]; age: string | null }) {
  if (chips.length === 0 && age === null) return null;
  const shown = chips.slice(0, mostChips);
  const rest = chips.slice(shown.length).map(({ text }) => text);
  return (
    <span className={styles.chips}>
      {shown.map(({ text, tone }) => (
        <Chip key={text} tone={tone}>
          {text}
        </Chip>
      ))}
      {rest.length > 0 && (
        <span title={rest.join(', ')}>
          <Chip tone="neutral">
            <span aria-hidden="true">+{rest.length}</span>
            <span className="visually-hidden">, {rest.join(', ')}</span>
          </Chip>
        </span>
      )}
      {age !== null && <span className={styles.age}>{age}</span>}
    </span>
  );
}
