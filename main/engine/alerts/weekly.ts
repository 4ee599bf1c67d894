import { randomUUID } from 'node:crypto';
import type { Audience } from '../../../shared/alerts/index.ts';
import { isFor } from '../../../shared/alerts/index.ts';
import type { CommandResult } from '../../../shared/api/contract.ts';
import { badInput, type Notification, ok } from '../../../shared/model/index.ts';
import { summaryDue, weekBefore } from '../../../shared/weekly/due.ts';
import type { Week } from '../../../shared/weekly/words.ts';
import type { Clock } from '../clock.ts';
import { type Log, reasonOf } from '../log.ts';
import type { AlertStore } from '../store/alert-store.ts';
import type { SettingsStore } from '../store/settings.ts';

export interface WeeklyOptions {
  settings: SettingsStore;
  store: AlertStore;
  clock: Clock;
  log: Log;
  zone: string;
  audiences(): readonly Audience[];
  /** The accounts with one of these tags, or all, and what they cost on these days. */
  weekOf(days: { from: string; to: string }, isWanted: (tags: readonly string[]) => boolean): Promise<Week>;
  onEnqueued(): void;
}

/** The weekly summary: news like any other, so it goes where the minimum severity is info. */
export interface Weekly {
  /** Sends the summary if one is due. To be called by the process that decides on alerts. */
  look(): void;
  /** Sends one now. */
  sendNow(): Promise<CommandResult<{ channels: string[] }>>;
}

export function createWeekly(options: WeeklyOptions): Weekly {
  const { settings, store, clock, log, zone } = options;
  let isBusy = false;
  const sendDue = async () => {
    const due = summaryDue(settings.get().alerts.weeklySummary, clock.now(), zone);
    // Its rows say that it was sent, whoever did it.
    if (due === null || store.notification(`weekly/${due.date}`) !== null) return;
    await send(options, `weekly/${due.date}`);
  };
  return {
    look() {
      if (isBusy) return;
      isBusy = true;
      sendDue()
        .catch((error: unknown) => log.warn('the weekly summary was not made', { reason: reasonOf(error) }))
        .finally(() => {
          isBusy = false;
        });
    },
    async sendNow() {
      const told = await send(options, `weekly/now/${randomUUID()}`);
      if (told.length === 0)
        return badInput(
          'No channel gets it: it goes to those that are on, with “Info” as their minimum severity, and have accounts to tell of.',
        );
      const named = settings.get().alerts.channels.filter(({ id }) => told.includes(id));
      return ok({ channels: named.map(({ label }) => label) });
    },
  };
}

/** Queues it for all channels that get news, each with its own accounts. Gives their ids. */
async function send(options: WeeklyOptions, id: string): Promise<string[]> {
  const { store, clock, zone, audiences, weekOf, onEnqueued } = options;
  const { weeklyWords } = await import('../../../shared/weekly/words.ts');
  const wanted = audiences().filter(({ minSeverity, incidents }) => minSeverity === 'info' && !incidents);
  const alike = [...Map.groupBy(wanted, ({ tags }) => JSON.stringify(tags ?? null)).values()];
  const made: { notification: Notification; channels: string[] }[] = [];
  for (const group of alike) {
    const [one] = group;
    if (one === undefined) continue;
    const now = clock.now();
    const week = await weekOf(weekBefore(now, zone), (tags) => isFor(one, tags));
    if (week.accounts.length === 0) continue;
    const context = { now, zone };
    made.push({
      notification: {
        id,
        at: now,
        account: null,
        episode: null,
        severity: 'info',
        ...weeklyWords(week, context),
        masked: weeklyWords(week, { ...context, mask: true }),
        sound: false,
      },
      channels: group.map((channel) => channel.id),
    });
  }
  store.atomically(() => {
    for (const { notification, channels } of made) store.enqueue(notification, [], channels, clock.now());
  });
  onEnqueued();
  return made.flatMap(({ channels }) => channels);
}
