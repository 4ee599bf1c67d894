import { CalendarPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { minuteMs } from '../../../shared/time/index.ts';
import {
  type TimelineEvent,
  type TimelineKind,
  timelineKinds,
  timelineOf,
} from '../../../shared/timeline/index.ts';
import { countWords } from '../../../shared/timeline/words.ts';
import { Button, EmptyState, useToasts } from '../../components/index.ts';
import { Page } from '../../components/page/Page.tsx';
import { useAdding } from '../../dialogs/add/adding.ts';
import { useAccounts, useProviders, useWritingContext } from '../../state/index.ts';
import { DayList } from './DayList.tsx';
import { KindSign, kindNames } from './kinds.tsx';
import { Strip } from './Strip.tsx';
import { SubscribeDialog } from './SubscribeDialog.tsx';
import { saveCalendar } from './save.ts';
import styles from './TimelinePage.module.css';

const days = 60;

/** Upcoming refills, expiries of credits and keys, run-outs and cap resets, as a chart and in words. */
export function TimelinePage() {
  const accounts = useAccounts();
  const providers = useProviders();
  const { now, zone, mask } = useWritingContext();
  // Once a minute is enough: a finer clock would render the same.
  const minute = now - (now % minuteMs);
  const context = useMemo(() => ({ now: minute, zone, mask }), [minute, zone, mask]);
  const all = useMemo(() => timelineOf(accounts, providers, context, days), [accounts, providers, context]);
  const [hidden, setHidden] = useState<readonly TimelineKind[]>([]);
  const events = useMemo(() => all.filter(({ kind }) => !hidden.includes(kind)), [all, hidden]);
  const single = useMemo(() => events.filter(({ daily }) => !daily), [events]);
  const toggle = (kind: TimelineKind) =>
    setHidden(hidden.includes(kind) ? hidden.filter((each) => each !== kind) : [...hidden, kind]);

  return (
    <Page
      title="Timeline"
      heading={`The next ${days} days`}
      detail={all.length > 0 ? countWords(all) : undefined}
      actions={events.length > 0 && <SaveButton events={events} now={now} zone={zone} />}
    >
      {all.length === 0 ? (
        <Nothing hasAccounts={accounts.length > 0} />
      ) : (
        <>
          <KindChips events={all} hidden={hidden} onToggle={toggle} />
          {events.length === 0 ? (
            <EmptyState
              title="Everything is hidden."
              action={<Button onClick={() => setHidden([])}>Show everything</Button>}
            />
          ) : (
            <>
              {single.length > 0 && (
                <Strip
                  events={single}
                  accounts={accounts}
                  providers={providers}
                  context={context}
                  days={days}
                />
              )}
              <DayList events={events} context={context} />
            </>
          )}
        </>
      )}
    </Page>
  );
}

function SaveButton({ events, now, zone }: { events: readonly TimelineEvent[]; now: number; zone: string }) {
  const [alarms, setAlarms] = useState(false);
  const [subscribing, setSubscribing] = useState(false);
  const toasts = useToasts();
  const save = async () => {
    try {
      await saveCalendar(events, { now, zone, alarms });
      const count = events.length === 1 ? '1 event' : `${events.length} events`;
      toasts.push({ text: `Saved ${count} as fuelgauge.ics. Open it to add them to your calendar.` });
    } catch {
      toasts.push({ text: 'Could not create the calendar file. Reload the page and try again.' });
    }
  };
  return (
    <>
      <label className={styles.alarms}>
        <input
          type="checkbox"
          checked={alarms}
          onChange={(event) => setAlarms(event.currentTarget.checked)}
        />
        With reminders
      </label>
      <Button icon={<CalendarPlus aria-hidden="true" />} onClick={() => void save()}>
        Save as calendar file
      </Button>
      <Button onClick={() => setSubscribing(true)}>Subscribe…</Button>
      <SubscribeDialog open={subscribing} onClose={() => setSubscribing(false)} />
    </>
  );
}

/** Filters the kinds; also the legend of the signs. */
function KindChips({
  events,
  hidden,
  onToggle,
}: {
  events: readonly TimelineEvent[];
  hidden: readonly TimelineKind[];
  onToggle: (kind: TimelineKind) => void;
}) {
  const counts = Map.groupBy(events, ({ kind }) => kind);
  return (
    <fieldset className={styles.kinds}>
      <legend className="visually-hidden">Kinds shown</legend>
      {timelineKinds.map((kind) => {
        const own = counts.get(kind);
        return (
          own !== undefined && (
            <button
              key={kind}
              type="button"
              className={styles.kind}
              aria-pressed={!hidden.includes(kind)}
              onClick={() => onToggle(kind)}
            >
              <KindSign kind={kind} tone={worst(own)} />
              {kindNames[kind][0]} <span className={styles.count}>{own.length}</span>
            </button>
          )
        );
      })}
    </fieldset>
  );
}

const worst = (events: readonly TimelineEvent[]): TimelineEvent['tone'] =>
  (['critical', 'watch', 'lapse'] as const).find((tone) => events.some((event) => event.tone === tone)) ??
  'ok';

function Nothing({ hasAccounts }: { hasAccounts: boolean }) {
  const add = useAdding();
  return hasAccounts ? (
    <EmptyState title={`Nothing is expected in the next ${days} days.`}>
      You see refills, expiries and run-outs here once Fuelgauge knows them from a reading or from you. Open
      an account and choose “Plan and cycle” to enter what its provider does not report.
    </EmptyState>
  ) : (
    <EmptyState
      title="No accounts yet."
      action={
        <Button variant="primary" onClick={() => add()}>
          Add account
        </Button>
      }
    >
      You will see your accounts’ refills, expiries and run-outs here.
    </EmptyState>
  );
}
