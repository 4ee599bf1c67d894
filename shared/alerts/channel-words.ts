import type { WritingContext } from '../format.ts';
import type { ChannelKind, ChannelState } from '../model/index.ts';
import { momentWords } from '../time/index.ts';

/** What a kind of channel is called. */
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

/** A health check gets no alerts, so there is nothing to choose from. */
export const getsAlerts = (kind: ChannelKind): boolean => kind !== 'healthcheck';

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
      text: `Failing${last === null ? '' : ` since the last ${getsAlerts(channel.kind) ? 'delivery' : 'ping'} (${last})`}: ${error}${waiting}`,
    };
  if (last === null)
    return {
      tone: 'neutral',
      text: getsAlerts(channel.kind)
        ? `Nothing sent yet.${waiting}`
        : 'Pinged after the next balance is read.',
    };
  return {
    tone: 'ok',
    text: `Working. Last ${getsAlerts(channel.kind) ? 'delivery' : 'ping'}: ${last}.${waiting}`,
  };
}

function waitingWords({ waiting }: ChannelState): string {
  if (waiting === 0) return '';
  return waiting === 1 ? ' 1 notification is waiting.' : ` ${waiting} notifications are waiting.`;
}
