import type { WritingContext } from '../../../../shared/format.ts';
import type { ChannelKind, ChannelState, Severity } from '../../../../shared/model/index.ts';
import { momentWords } from '../../../../shared/time/index.ts';

/** What a person can add. */
export const addedKinds = ['webhook', 'ntfy', 'slack', 'discord', 'command'] as const;
export type AddedKind = (typeof addedKinds)[number];

export const channelNames: Record<ChannelKind, string> = {
  desktop: 'Notifications of this computer',
  browser: 'Notifications of the browser, while a page of Fuelgauge is open',
  webhook: 'Webhook',
  ntfy: 'ntfy',
  slack: 'Slack',
  discord: 'Discord',
  command: 'Command on this computer',
};

export const minSeverityOptions: { value: Severity; label: string }[] = [
  { value: 'info', label: 'Everything' },
  { value: 'warning', label: 'Warnings and critical alerts' },
  { value: 'critical', label: 'Critical alerts only' },
];

/** How a channel fares, in a sentence. */
export function channelWords(
  channel: ChannelState,
  context: WritingContext,
): { tone: 'ok' | 'critical' | 'neutral'; text: string } {
  const { unavailable, enabled, error, lastAt } = channel;
  if (unavailable !== null)
    return { tone: enabled ? 'critical' : 'neutral', text: `Cannot work here: ${unavailable}` };
  const last = lastAt === null ? null : momentWords(lastAt, context);
  const waiting = waitingWords(channel);
  if (!enabled) return { tone: 'neutral', text: 'Off.' };
  if (error !== null)
    return {
      tone: 'critical',
      text: `Fails${last === null ? '' : ` since its last delivery, ${last}`}: ${error}${waiting}`,
    };
  if (last === null) return { tone: 'neutral', text: `Nothing was delivered yet.${waiting}` };
  return { tone: 'ok', text: `Works. Last delivery: ${last}.${waiting}` };
}

function waitingWords({ waiting }: ChannelState): string {
  if (waiting === 0) return '';
  return waiting === 1 ? ' 1 notification waits.' : ` ${waiting} notifications wait.`;
}
