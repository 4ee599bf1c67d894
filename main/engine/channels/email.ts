import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import type { MailSecurity } from '../../../shared/alerts/channel-fields.ts';
import { badInput, ok, type Result, type Severity } from '../../../shared/model/index.ts';
import { secondMs } from '../../../shared/time/index.ts';
import type { ChannelDriver, ChannelFailure, OutgoingNotification } from './define.ts';
import { type MailServer, mailFailure, partlyRefused } from './email-failures.ts';
import { channelFailure } from './post.ts';
import { oneLine, plainLines, withinBytes } from './texts.ts';

// Plain text over the user's own SMTP server. SMTP does not go through an HTTP proxy, so the proxy is not asked.

/** Shorter than the 15 s of an attempt, so that the connection is really gone when it is tried again. */
const usualTimeoutMs = 14 * secondMs;
const mostRecipients = 20;
/** Of so many notifications that reached some of their recipients we remember which. */
const mostRemembered = 50;

const subjects: Record<Severity, string> = { info: '', warning: 'Warning: ', critical: 'Critical: ' };
const ports: Record<MailSecurity, number> = { starttls: 587, tls: 465, none: 25 };

interface MailSettings extends MailServer {
  auth: { user: string; pass: string } | null;
  from: string;
  to: string[];
}

export function createEmailChannel(timeoutMs = usualTimeoutMs): ChannelDriver {
  /** Notification → who has it or never will, if the server asked to try others later. */
  const reached = new Map<string, string[]>();
  return {
    kind: 'email',
    unavailable: async () => null,
    check(fields) {
      const settings = readSettings(fields);
      return settings.ok ? ok({ host: hostOf(settings.value) }) : settings;
    },
    async deliver(notification, fields, stopped) {
      const settings = readSettings(fields);
      if (!settings.ok) return channelFailure(settings.error.message, { retry: false });
      const { id } = notification;
      const before = reached.get(id) ?? [];
      const to = settings.value.to.filter((address) => !before.includes(address));
      const sent = await send(notification, settings.value, to, { stopped, timeoutMs });
      reached.delete(id);
      if (!sent.ok || sent.value.length === 0) return sent.ok ? ok(undefined) : sent;
      const { message, retry, done } = partlyRefused(sent.value, to, settings.value);
      if (retry) reached.set(id, [...before, ...done]);
      for (const oldest of [...reached.keys()].slice(0, -mostRemembered)) reached.delete(oldest);
      return channelFailure(message, { retry });
    },
  };
}

/** Gives the refusals of recipients, if the server took the mail for others. */
async function send(
  notification: OutgoingNotification,
  settings: MailSettings,
  to: string[],
  { stopped, timeoutMs }: { stopped: AbortSignal; timeoutMs: number },
): Promise<Result<unknown[], ChannelFailure>> {
  const late = AbortSignal.timeout(timeoutMs);
  const { host, port, security, auth, from } = settings;
  try {
    // Only when it is needed: it takes some megabytes.
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      ...(auth && { auth }),
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const signal = AbortSignal.any([stopped, late]);
    const mail = { ...mailOf(notification, settings), envelope: { from, to }, signal };
    const sent = await transport.sendMail(mail);
    return ok('rejectedErrors' in sent && Array.isArray(sent.rejectedErrors) ? sent.rejectedErrors : []);
  } catch (error) {
    if (stopped.aborted) return channelFailure('Fuelgauge stopped before the e-mail was sent.');
    return mailFailure(error, settings, { signal: late, timeoutMs });
  }
}

/** The same notification has the same Message-ID; all about one alert are in one thread. */
function mailOf(
  { id, at, episode, severity, title, body, billingPage }: OutgoingNotification,
  { from, to }: MailSettings,
) {
  const domain = domainToASCII(from.slice(from.lastIndexOf('@') + 1)) || 'fuelgauge.invalid';
  const named = (text: string) =>
    `<${createHash('sha256').update(text).digest('hex').slice(0, 32)}@${domain}>`;
  const thread = episode === null ? null : named(`alert ${episode}`);
  return {
    messageId: named(id),
    ...(thread !== null && { inReplyTo: thread, references: thread }),
    date: new Date(at),
    from: { name: 'Fuelgauge', address: from },
    to: to.map((address) => ({ name: '', address })),
    subject: `${subjects[severity]}${withinBytes(oneLine(title), 250)}`,
    text: `${withinBytes(plainLines(body), 20_000)}\n${billingPage === null ? '' : `\nBilling page: ${billingPage}\n`}`,
    priority: severity === 'critical' ? ('high' as const) : ('normal' as const),
    // RFC 3834: nobody's out-of-office reply comes back.
    headers: { 'Auto-Submitted': 'auto-generated' },
    xMailer: false as const,
  };
}

const isHere = (host: string) => ['127.0.0.1', 'localhost', '::1'].includes(host);
const hostOf = ({ host, port, security }: MailServer) =>
  port === ports[security] ? host : `${host.includes(':') ? `[${host}]` : host}:${port}`;

/** The settings from the entered fields. The error messages never quote them. */
function readSettings(fields: Readonly<Record<string, string>>) {
  const given = (id: string) => fields[id]?.trim() ?? '';
  const host = given('host')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
  if (!/^[\p{L}\d]([\p{L}\d.-]{0,252})$/u.test(host) && !/^[\da-f:.]*:[\da-f:.]*$/.test(host))
    return badInput('The mail server is a name alone, such as smtp.example.com.');
  const security = securityOf(given('security'));
  if (security === null) return badInput('The security is starttls, tls or none.');
  if (security === 'none' && !isHere(host))
    return badInput(
      'Without STARTTLS or TLS, anybody on the way could read the password and the mail. Choose one.',
    );
  const port = given('port') === '' ? ports[security] : Number(given('port'));
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    return badInput('The port is a number, such as 587.');
  const user = given('user');
  const pass = given('password');
  if ((user === '') !== (pass === ''))
    return badInput('Enter both the user name and the password, or neither.');
  if (/\p{Cc}/u.test(user + pass)) return badInput('The user name or the password has a line break in it.');
  const from = given('from');
  if (!isAddress(from)) return badInput('The sender is one e-mail address, such as you@example.com.');
  const to = [
    ...new Set(
      given('to')
        .split(/[\s,;]+/)
        .filter((address) => address !== ''),
    ),
  ];
  if (to.length === 0 || !to.every(isAddress))
    return badInput('The recipients are e-mail addresses, one on each line, such as you@example.com.');
  if (to.length > mostRecipients) return badInput(`Enter at most ${mostRecipients} recipients.`);
  const auth = user === '' ? null : { user, pass };
  return ok<MailSettings>({ host, port, security, auth, from, to });
}

function securityOf(entered: string): MailSecurity | null {
  const text = entered.toLowerCase();
  if (text === '') return 'starttls';
  return text === 'starttls' || text === 'tls' || text === 'none' ? text : null;
}

/** An address without a name, a comment or quotes. */
const isAddress = (text: string): boolean =>
  text.length <= 254 && /^[\w!#$%&'*+/=?^`{|}~.-]{1,64}@[\p{L}\d]([\p{L}\d.-]*[\p{L}\d])?$/u.test(text);
