import type { WritingContext } from '../../../../shared/format.ts';
import type { ChannelKind, ChannelState, Severity } from '../../../../shared/model/index.ts';
import { momentWords } from '../../../../shared/time/index.ts';

/** The kinds that you can add. */
export const addedKinds = [
  'webhook',
  'email',
  'ntfy',
  'gotify',
  'telegram',
  'slack',
  'discord',
  'pagerduty',
  'command',
  'healthcheck',
] as const;
export type AddedKind = (typeof addedKinds)[number];

export const channelNames: Record<ChannelKind, string> = {
  desktop: 'Notifications on this computer',
  browser: 'Browser notifications, while a Fuelgauge tab is open',
  webhook: 'Webhook',
  ntfy: 'ntfy',
  slack: 'Slack',
  discord: 'Discord',
  command: 'Command on this computer',
  email: 'E-mail',
  telegram: 'Telegram',
  gotify: 'Gotify',
  pagerduty: 'PagerDuty',
  healthcheck: 'Health check ping',
};

export const minSeverityOptions: { value: Severity; label: string }[] = [
  { value: 'info', label: 'Info (all alerts)' },
  { value: 'warning', label: 'Warning' },
  { value: 'critical', label: 'Critical' },
];

/** A channel's status in a sentence. */
export function channelWords(
  channel: ChannelState,
  context: WritingContext,
): { tone: 'ok' | 'critical' | 'neutral'; text: string } {
  const { unavailable, enabled, error, lastAt } = channel;
  if (unavailable !== null)
    return { tone: enabled ? 'critical' : 'neutral', text: `Not available: ${unavailable}` };
  const last = lastAt === null ? null : momentWords(lastAt, context);
  const waiting = waitingWords(channel);
  if (!enabled) return { tone: 'neutral', text: 'Off.' };
  if (error !== null)
    return {
      tone: 'critical',
      text: `Failing${last === null ? '' : ` since the last delivery (${last})`}: ${error}${waiting}`,
    };
  if (last === null) return { tone: 'neutral', text: `Nothing sent yet.${waiting}` };
  return { tone: 'ok', text: `Working. Last delivery: ${last}.${waiting}` };
}

function waitingWords({ waiting }: ChannelState): string {
  if (waiting === 0) return '';
  return waiting === 1 ? ' 1 notification is waiting.' : ` ${waiting} notifications are waiting.`;
}
