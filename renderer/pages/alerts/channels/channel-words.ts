import type { ChannelKind, Severity } from '../../../../shared/model/index.ts';

export { channelNames, channelWords, getsAlerts } from '../../../../shared/alerts/channel-words.ts';

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

/** What a new channel begins with: an incident wakes people up. */
export const usualMinSeverity = (kind: ChannelKind): Severity => (kind === 'pagerduty' ? 'critical' : 'info');

export const minSeverityOptions: { value: Severity; label: string }[] = [
  { value: 'info', label: 'Info (all alerts)' },
  { value: 'warning', label: 'Warning' },
  { value: 'critical', label: 'Critical' },
];
