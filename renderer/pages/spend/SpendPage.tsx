import { ChevronLeft, ChevronRight, Download } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { SpendGroup } from '../../../shared/api/money.ts';
import type { WritingContext } from '../../../shared/format.ts';
import { spendWords } from '../../../shared/money/words.ts';
import { minuteMs } from '../../../shared/time/index.ts';
import { saveText } from '../../components/controls/save.ts';
import { Button, EmptyState, Menu, Notice, useToasts } from '../../components/index.ts';
import { Page } from '../../components/page/Page.tsx';
import { usePageKeys } from '../../components/page/usePageKeys.ts';
import { useAdding } from '../../dialogs/add/adding.ts';
import { api, outcome, useAccounts, useStatePart, useWritingContext } from '../../state/index.ts';
import { Budgets } from './budgets/Budgets.tsx';
import { Choice, Days } from './controls.tsx';
import { CurrencyLine } from './rates/CurrencyLine.tsx';
import { SpendBars } from './SpendBars.tsx';
import styles from './SpendPage.module.css';
import { SpendTable } from './SpendTable.tsx';
import { moved, periodOf, type Span, type SpanKind, spanName, todayIn } from './span.ts';
import { type Loaded, useSpend } from './useSpend.ts';

const kinds: { value: SpanKind; label: string }[] = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
  { value: 'year', label: 'Year' },
  { value: 'days', label: 'Days…' },
];
const groups: { value: SpendGroup; label: string }[] = [
  { value: 'provider', label: 'by provider' },
  { value: 'tag', label: 'by tag' },
  { value: 'account', label: 'by account' },
];

/** What the credits cost: bought, spent, lapsed and left, by provider, tag or account. */
export function SpendPage() {
  const context = useMinuteContext();
  const accounts = useAccounts();
  const today = todayIn(context.now, context.zone);
  const [span, setSpan] = useState<Span>(() => periodOf('month', today));
  const [by, setBy] = useState<SpendGroup>('provider');
  const spend = useSpend(span, by);
  usePageKeys(
    useMemo(
      () => ({
        arrowleft: () => setSpan(moved(span, -1)),
        arrowright: () => setSpan(span.to < today ? moved(span, 1) : span),
      }),
      [span, today],
    ),
  );
  if (accounts.length === 0) return <NoAccounts />;
  return (
    <Page
      title="Spend"
      heading={headingOf(spend, span, context)}
      detail={spend.state === 'ready' ? <Detail spend={spend} context={context} /> : undefined}
      actions={
        <>
          <SpanChoice span={span} today={today} onChange={setSpan} />
          <Choice label="Rows" value={by} options={groups} onChange={(chosen) => setBy(chosen)} />
          <Save span={span} by={by} />
        </>
      }
    >
      <Body spend={spend} span={span} today={today} context={context} />
    </Page>
  );
}

/** Once a minute is enough: a finer clock would render the same. */
function useMinuteContext(): WritingContext {
  const { now, zone, mask } = useWritingContext();
  const minute = now - (now % minuteMs);
  return useMemo(() => ({ now: minute, zone, mask }), [minute, zone, mask]);
}

const headingOf = (spend: Loaded, span: Span, context: WritingContext): string =>
  spend.state === 'ready' ? spendWords(spend.report, context).title : spanName(span);

/** The sentences below the heading; the last one leads to where prices are entered. */
function Detail({ spend, context }: { spend: Loaded & { state: 'ready' }; context: WritingContext }) {
  const { details } = spendWords(spend.report, context);
  const [first] = spend.report.unpriced;
  return (
    <>
      {details.join(' ')}{' '}
      {first !== undefined && (
        <Link href={`/account/${encodeURIComponent(first.account)}`} state={{ enter: 'price' }}>
          {new Set(spend.report.unpriced.map(({ account }) => account)).size === 1
            ? 'Enter it'
            : 'Enter the first'}
        </Link>
      )}
    </>
  );
}

function Body({
  spend,
  span,
  today,
  context,
}: {
  spend: Loaded;
  span: Span;
  today: string;
  context: WritingContext;
}) {
  const settings = useStatePart('money');
  if (spend.state === 'loading') return <p role="status">Adding up…</p>;
  if (spend.state === 'failed')
    return (
      <Notice tone="critical" title="The spend could not be added up.">
        {spend.message} <Button onClick={spend.retry}>Try again</Button>
      </Notice>
    );
  const { report, bars, accounts } = spend;
  const isNow = report.from <= today && today <= report.to;
  return (
    <div className={styles.page} aria-busy={spend.isOld || undefined}>
      <SpendBars report={bars} span={span} settings={settings} isNow={isNow} context={context} />
      {report.rows.length === 0 ? (
        <EmptyState title={`Nothing is known of ${spanName(span)}.`}>
          Fuelgauge counts from the first reading of each account on.
        </EmptyState>
      ) : (
        <SpendTable report={report} accounts={accounts} context={context} />
      )}
      <Budgets context={context} />
      <CurrencyLine report={report} context={context} />
    </div>
  );
}

function SpanChoice({ span, today, onChange }: { span: Span; today: string; onChange(span: Span): void }) {
  const choose = (kind: SpanKind) => {
    if (kind === 'days') onChange({ ...span, kind });
    else onChange(periodOf(kind, span.from <= today && today <= span.to ? today : span.from));
  };
  return (
    <div className={styles.span}>
      <Button
        icon={<ChevronLeft aria-hidden="true" />}
        aria-label="Earlier"
        aria-keyshortcuts="ArrowLeft"
        onClick={() => onChange(moved(span, -1))}
      />
      {span.kind === 'days' ? (
        <Days span={span} today={today} onChange={onChange} />
      ) : (
        <output className={styles.name}>{spanName(span)}</output>
      )}
      <Button
        icon={<ChevronRight aria-hidden="true" />}
        aria-label="Later"
        aria-keyshortcuts="ArrowRight"
        disabled={span.to >= today}
        onClick={() => onChange(moved(span, 1))}
      />
      <Choice label="Period" value={span.kind} options={kinds} onChange={choose} />
    </div>
  );
}

function Save({ span, by }: { span: Span; by: SpendGroup }) {
  const [, navigate] = useLocation();
  const toasts = useToasts();
  const { from, to } = span;
  const step = span.kind === 'days' ? 'day' : span.kind;
  const save = async (format: 'csv' | 'json') => {
    const file = await outcome(api.exportSpend.query({ from, to, by, step, format }));
    if (!file.ok) return toasts.push({ text: file.error.message });
    const name = `fuelgauge-spend-${from}-${to}.${format}`;
    saveText(file.value.text, name, format === 'csv' ? 'text/csv' : 'application/json');
    toasts.push({ text: `Saved ${name}.` });
  };
  return (
    <>
      <Button onClick={() => navigate(`/spend/statement/${from}/${to}`)}>Statement…</Button>
      <Menu
        trigger={<Button icon={<Download aria-hidden="true" />} aria-label="Save as a file" />}
        items={[
          { label: 'Save as CSV', onSelect: () => void save('csv') },
          { label: 'Save as JSON', onSelect: () => void save('json') },
        ]}
      />
    </>
  );
}

function NoAccounts(): ReactNode {
  const add = useAdding();
  return (
    <Page title="Spend">
      <EmptyState
        title="No accounts yet."
        action={
          <Button variant="primary" onClick={() => add()}>
            Add account
          </Button>
        }
      >
        You will see here what your credits cost.
      </EmptyState>
    </Page>
  );
}
