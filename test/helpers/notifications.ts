import type { OutgoingNotification } from '../../main/engine/channels/define.ts';

/** A warning about one account, with all actions. */
export const outgoing = (changes: Partial<OutgoingNotification> = {}): OutgoingNotification => ({
  id: 'n-1',
  at: Date.UTC(2026, 10, 21, 9),
  account: 'a1',
  episode: 'e1',
  severity: 'warning',
  title: 'production runs out on Thursday',
  body: '940 credits left, likely until 26 November 2026, 14:00.',
  masked: { title: 'production runs out on Thursday', body: '••• credits left.' },
  sound: true,
  actions: ['open', 'snooze', 'billing'],
  billingPage: null,
  ...changes,
});
