import { z } from 'zod';
import type { MailSecurity } from '../../../shared/alerts/channel-fields.ts';
import { networkError } from '../network/errors.ts';
import { channelFailure } from './post.ts';

// What a mail server's refusal means. The replies of RFC 5321 begin with 4 if trying again may help, and with 5 if not. Only
// codes are told: a server's own words may repeat addresses.

export interface MailServer {
  host: string;
  port: number;
  security: MailSecurity;
}

const errorSchema = z.object({
  code: z.string().catch(''),
  /** The system's or OpenSSL's own code, which nodemailer moves here. */
  originalCode: z.string().catch(''),
  responseCode: z.number().nullable().catch(null),
  command: z.string().catch(''),
});
const refusalSchema = z.object({ recipient: z.string(), responseCode: z.number().catch(550) });

/** Why a mail was not sent at all. `signal`: it is over time. */
export function mailFailure(
  error: unknown,
  { host, port, security }: MailServer,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
) {
  const who = `the mail server (${host})`;
  const noRetry = { retry: false };
  const { code, originalCode, responseCode, command } = errorSchema.parse(error);
  const isLasting = responseCode !== null && responseCode >= 500;
  if (signal.aborted || code === 'ETIMEDOUT')
    return channelFailure(`${who} did not answer within ${timeoutMs / 1000} seconds.`);
  if (responseCode === 530)
    return channelFailure(`${who} wants a user name and a password (530). Enter them.`, noRetry);
  if (responseCode === 538 || responseCode === 523)
    return channelFailure(
      `${who} takes a password only over a secure connection (${responseCode}). Choose STARTTLS or TLS.`,
      noRetry,
    );
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return isLasting || responseCode === null
      ? channelFailure(
          `${who} does not accept this user name and password${said(responseCode)}. Many providers want an app password.`,
          noRetry,
        )
      : channelFailure(`${who} cannot check the password right now${said(responseCode)}.`);
  if (code === 'EENVELOPE' && command === 'MAIL FROM' && isLasting)
    return channelFailure(`${who} does not let you send from this address${said(responseCode)}.`, noRetry);
  if (code === 'EENVELOPE' && isLasting)
    return channelFailure(`${who} refused every address that you send to${said(responseCode)}.`, noRetry);
  if (code === 'ETLS' && originalCode === '' && security === 'starttls')
    return channelFailure(
      `${who} does not offer STARTTLS on port ${port}. Choose TLS, or ask your mail provider.`,
      noRetry,
    );
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/.test(originalCode))
    return channelFailure(
      `${who} does not speak TLS at once on port ${port}. Choose STARTTLS, or another port.`,
      noRetry,
    );
  if (isLasting) return channelFailure(`${who} refused the mail${said(responseCode)}.`, noRetry);
  if (responseCode !== null) return channelFailure(`${who} asks to try again later${said(responseCode)}.`);
  if (code === 'EPROTOCOL')
    return channelFailure(`${host} does not answer like a mail server on port ${port}.`, noRetry);
  const cause = Object.assign(new Error(code), { code: originalCode || 'ECONNRESET' });
  return channelFailure(networkError(cause, { name: 'the mail server', host, signal, timeoutMs }).message);
}

/** The server took the mail, but not for all of these. `done`: who has it, or never will. */
export function partlyRefused(errors: readonly unknown[], to: readonly string[], { host }: MailServer) {
  const refused = errors.flatMap((error) => refusalSchema.safeParse(error).data ?? []);
  const later = new Set(
    refused.filter(({ responseCode }) => responseCode < 500).map(({ recipient }) => recipient),
  );
  const codes = [...new Set(refused.map(({ responseCode }) => responseCode))].join(', ');
  return {
    done: to.filter((address) => !later.has(address)),
    retry: later.size > 0,
    message: `the mail server (${host}) refused ${refused.length} of ${to.length} addresses (${codes}). The others got the mail.`,
  };
}

const said = (responseCode: number | null): string => (responseCode === null ? '' : ` (${responseCode})`);
