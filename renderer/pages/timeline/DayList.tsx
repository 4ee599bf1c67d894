import { useState } from 'react';
import { Link } from 'wouter';
import type { WritingContext } from '../../../shared/format.ts';
import { dayNumber } from '../../../shared/time/index.ts';
import {
  type DailyLine,
  dailyLines,
  type TimelineEvent,
  timelineDays,
} from '../../../shared/timeline/index.ts';
import { aheadWords, dayTitle } from '../../../shared/timeline/words.ts';
import { Button } from '../../components/index.ts';
import styles from './DayList.module.css';
import { KindSign, kindNames } from './kinds.tsx';

/** A day with more events shows this many at first. */
const fewOfDay = 8;

/** The events in words, day by day; daily ones come last. */
export function DayList({ events, context }: { events: readonly TimelineEvent[]; context: WritingContext }) {
  const today = dayNumber(context.now, context.zone);
  const daily = dailyLines(events);
  return (
    <>
      {timelineDays(events).map((each) => (
        <Day key={each.day} day={each.day} events={each.events} today={today} />
      ))}
      {daily.length > 0 && <EveryDay lines={daily} />}
    </>
  );
}

function Day({ day, events, today }: { day: number; events: TimelineEvent[]; today: number }) {
  const [showsAll, setShowsAll] = useState(false);
  const name = dayTitle(day, today);
  const folds = events.length > fewOfDay + 1;
  const shown = folds && !showsAll ? events.slice(0, fewOfDay) : events;
  return (
    <section className={styles.day}>
      <h2 className={styles.heading}>
        {name} <span className={styles.ahead}>{aheadWords(day - today)}</span>
      </h2>
      <ul>
        {shown.map((event) => (
          <li key={event.id} className={styles.event}>
            <KindSign kind={event.kind} tone={event.tone} />
            <span className="visually-hidden">{kindNames[event.kind][1]}: </span>
            <Link href={`/account/${encodeURIComponent(event.account)}`} className={styles.account}>
              {event.name}
            </Link>
            <span className={styles.words}>
              <span className={styles[event.tone]}>{event.title}</span>
              {event.detail !== null && <span className={styles.detail}>{event.detail}</span>}
            </span>
            {event.time !== null && <span className={styles.time}>{event.time}</span>}
          </li>
        ))}
      </ul>
      {folds && !showsAll && (
        <Button variant="quiet" className={styles.more} onClick={() => setShowsAll(true)}>
          Show {events.length - shown.length} more on this day
        </Button>
      )}
    </section>
  );
}

const mostNames = 4;

function EveryDay({ lines }: { lines: readonly DailyLine[] }) {
  return (
    <section className={styles.day}>
      <h2 className={styles.heading}>Every day</h2>
      <ul>
        {lines.map(({ kind, title, when, events }) => (
          <li key={`${kind} ${title} ${when}`} className={styles.event}>
            <KindSign kind={kind} />
            <span className={styles.account}>
              {events.slice(0, mostNames).map(({ id, account, name }, at) => (
                <span key={id}>
                  {at > 0 && '; '}
                  <Link href={`/account/${encodeURIComponent(account)}`}>{name}</Link>
                </span>
              ))}
              {events.length > mostNames && ` and ${events.length - mostNames} more`}
            </span>
            <span className={styles.words}>{title}</span>
            <span className={styles.time}>{when}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
