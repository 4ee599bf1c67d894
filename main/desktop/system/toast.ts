import { z } from 'zod';
import type { NotificationAction, OutgoingNotification } from '../../engine/channels/define.ts';
import { actionLabels, buttonsOf } from '../../engine/channels/desktop-parts.ts';

/** A toast that was clicked: which one, what it was about, and what to do. */
const answerSchema = z.object({
  tag: z.string(),
  account: z.string().nullable(),
  episode: z.string().nullable(),
  action: z.enum(['open', 'snooze', 'billing']),
});
export type ToastAnswer = z.infer<typeof answerSchema>;

/**
 * A toast for Windows that carries what it is about, so that a click is understood even by a Fuelgauge that it starts. Electron's
 * own toast names none in a click on its text (shell/browser/notifications/win, August 2026).
 */
export function toastXml(notification: OutgoingNotification, tag: string): string {
  const { title, body, severity, sound } = notification;
  const told = (action: NotificationAction) => `arguments="${argumentsOf(notification, tag, action)}"`;
  const buttons = buttonsOf(notification).map(
    (action) =>
      `<action activationType="foreground" ${told(action)} content="${escaped(actionLabels[action])}"/>`,
  );
  // A toast stays only as a reminder, and Windows knows a reminder by a button of its own.
  const stays = severity === 'critical';
  const dismiss = stays ? ['<action activationType="system" arguments="dismiss" content=""/>'] : [];
  return [
    `<toast launch="${argumentsOf(notification, tag, 'open')}"${stays ? ' scenario="reminder"' : ''}>`,
    `<visual><binding template="ToastGeneric"><text>${escaped(title)}</text><text>${escaped(body)}</text></binding></visual>`,
    stays || buttons.length > 0 ? `<actions>${[...dismiss, ...buttons].join('')}</actions>` : '',
    sound ? '' : '<audio silent="true"/>',
    '</toast>',
  ].join('');
}

/** What a click on a toast of ours means; null: it is not one of ours. */
export function toastAnswer(given: string): ToastAnswer | null {
  const packed = /(?:^|&)answer=([\w-]+)/.exec(given)?.[1] ?? '';
  try {
    return answerSchema.parse(JSON.parse(Buffer.from(packed, 'base64url').toString()));
  } catch {
    return null;
  }
}

/** Electron hands over every toast with `type=action` in its arguments, and splits these at `&` and `=`. */
function argumentsOf(
  { account, episode }: OutgoingNotification,
  tag: string,
  action: NotificationAction,
): string {
  const answer: ToastAnswer = { tag, account, episode, action };
  const packed = Buffer.from(JSON.stringify(answer)).toString('base64url');
  return escaped(`type=action&tag=${tag}&answer=${packed}`);
}

const escaped = (text: string): string =>
  text
    // XML allows no other control characters than these.
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
