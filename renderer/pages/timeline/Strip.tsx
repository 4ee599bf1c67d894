import { useMemo, useState } from 'react';
import type { WritingContext } from '../../../shared/format.ts';
import type { AccountState, ProviderInfo } from '../../../shared/model/index.ts';
import { accountTitle } from '../../../shared/names.ts';
import type { TimelineEvent } from '../../../shared/timeline/index.ts';
import { Button, Mark } from '../../components/index.ts';
import { type Axis, axisOf } from './axis.ts';
import { KindSign } from './kinds.tsx';
import styles from './Strip.module.css';

/** With more lanes than `manyLanes`, only `fewLanes` show at first. */
const manyLanes = 15;
const fewLanes = 12;

/** The events as signs on an axis of days, with a lane for each account. The list says the same in words. */
export function Strip({
  events,
  accounts,
  providers,
  context,
  days,
}: {
  /** Without daily ones. */
  events: readonly TimelineEvent[];
  /** Most urgent first. */
  accounts: readonly AccountState[];
  providers: readonly ProviderInfo[];
  context: WritingContext;
  days: number;
}) {
  const [showsAll, setShowsAll] = useState(false);
  const axis = useMemo(() => axisOf(context, days), [context, days]);
  const byAccount = useMemo(() => Map.groupBy(events, ({ account }) => account), [events]);
  const lanes = accounts.filter(({ id }) => byAccount.has(id));
  const several = useMemo(() => sharedProviders(accounts), [accounts]);
  const folds = lanes.length > manyLanes;
  const shown = folds && !showsAll ? lanes.slice(0, fewLanes) : lanes;
  return (
    <div className={styles.frame}>
      <div
        role="img"
        aria-label={`The next ${days} days of ${lanes.length} ${lanes.length === 1 ? 'account' : 'accounts'} as a chart. The list below says the same.`}
      >
        <div className={styles.lane}>
          <span />
          <div className={styles.axis}>
            {axis.ticks.map(({ share, text, isMain }) => (
              <span
                key={share}
                className={[styles.tick, !isMain && styles.minor].filter(Boolean).join(' ')}
                style={{ left: percent(share) }}
              >
                {text}
              </span>
            ))}
          </div>
        </div>
        <div className={styles.lanes}>
          <div className={styles.grid}>
            {axis.ticks.slice(1).map(({ share }) => (
              <span key={share} className={styles.week} style={{ left: percent(share) }} />
            ))}
            <span className={styles.now} style={{ left: percent(axis.now) }} />
          </div>
          {shown.map((account) => (
            <Lane
              key={account.id}
              account={account}
              provider={providers.find(({ id }) => id === account.provider)}
              withLabel={several.has(account.provider)}
              events={byAccount.get(account.id) ?? []}
              axis={axis}
            />
          ))}
        </div>
      </div>
      {folds && (
        <div className={styles.more}>
          <Button variant="quiet" onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Show only the most urgent' : `Show all ${lanes.length} accounts`}
          </Button>
        </div>
      )}
    </div>
  );
}

function Lane({
  account,
  provider,
  withLabel,
  events,
  axis,
}: {
  account: AccountState;
  provider: ProviderInfo | undefined;
  /** With several accounts at a provider, the label tells them apart and the mark stands for the name. */
  withLabel: boolean;
  events: readonly TimelineEvent[];
  axis: Axis;
}) {
  const name = provider?.name ?? account.provider;
  return (
    <div className={styles.lane}>
      <span className={styles.name} title={accountTitle(name, account.label)}>
        {provider && <Mark provider={provider} size="small" />}
        <span className={styles.label}>{withLabel ? account.label : name}</span>
      </span>
      <div className={styles.track}>
        {events.map(
          ({ id, range, tone }) =>
            range !== null && (
              <span
                key={id}
                className={[styles.range, styles[tone]].join(' ')}
                style={{
                  left: percent(axis.at(range.early)),
                  width: percent(axis.at(range.late) - axis.at(range.early)),
                }}
              />
            ),
        )}
        {sideBySide(events).map(({ event, slot }) => (
          <span
            key={event.id}
            className={styles.sign}
            title={event.title}
            style={{ left: percent(axis.of(event)), marginLeft: slot * 11 - 7 }}
          >
            <KindSign kind={event.kind} tone={event.tone} />
          </span>
        ))}
      </div>
    </div>
  );
}

/** The providers with more than one account. */
const sharedProviders = (accounts: readonly AccountState[]): ReadonlySet<string> =>
  new Set(
    [...Map.groupBy(accounts, ({ provider }) => provider)].flatMap(([provider, own]) =>
      own.length > 1 ? [provider] : [],
    ),
  );

/** Gives each event of a day its own slot. */
function sideBySide(events: readonly TimelineEvent[]): { event: TimelineEvent; slot: number }[] {
  const taken = new Map<number, number>();
  return events.map((event) => {
    const slot = taken.get(event.day) ?? 0;
    taken.set(event.day, slot + 1);
    return { event, slot };
  });
}

const percent = (share: number): string => `${(100 * share).toFixed(3)}%`;
