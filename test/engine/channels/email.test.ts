import { createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEmailChannel } from '../../../main/engine/channels/email.ts';
import { mailFailure } from '../../../main/engine/channels/email-failures.ts';
import {
  type MailServerOptions,
  mailPassword,
  mailUser,
  startMailServer,
  trustSelfSigned,
} from '../../helpers/mail-server.ts';
import { outgoing } from '../../helpers/notifications.ts';

// The whole way over real SMTP, with STARTTLS: what the mail server got, and what its refusals mean.

const fields = (port: number, changes: Record<string, string> = {}) => ({
  host: '127.0.0.1',
  port: String(port),
  security: 'starttls',
  user: mailUser,
  password: mailPassword,
  from: 'fuelgauge@home.example',
  to: 'ada@home.example',
  ...changes,
});
/** For a server that needs neither a certificate nor a password. */
const plainly = { security: 'none', user: '', password: '' };
const never = new AbortController().signal;

async function deliver(
  options: MailServerOptions = {},
  changes: Record<string, string> = {},
  notification = outgoing(),
) {
  const { port, received } = await startMailServer(options);
  const result = await createEmailChannel().deliver(notification, fields(port, changes), never);
  return { result, received };
}

/** The failure, which quotes no secret, no address and nothing of what the server says. */
async function failureOf(options: MailServerOptions, changes: Record<string, string> = {}) {
  const { result } = await deliver(options, changes);
  if (result.ok) throw new Error('it was delivered');
  for (const secret of [
    mailPassword,
    mailUser,
    'fuelgauge@home.example',
    'ada@home.example',
    outgoing().title,
  ])
    expect(JSON.stringify(result.error)).not.toContain(secret);
  return result.error;
}

const lasting = { code: 550, text: 'No such user ada@home.example' };
const passing = { code: 451, text: 'Greylisted ada@home.example' };

describe('an e-mail', () => {
  it('goes out over STARTTLS, with the password, as plain text', async () => {
    trustSelfSigned();
    const billingPage = 'https://dashboard.capsolver.com/dashboard/overview';
    const notification = outgoing({ severity: 'critical', billingPage });
    const to = 'ada@home.example\nbob@home.example, ada@home.example';
    const { result, received } = await deliver({}, { to }, notification);
    expect(result).toEqual({ ok: true, value: undefined });
    expect(received).toMatchObject([
      {
        from: 'fuelgauge@home.example',
        to: ['ada@home.example', 'bob@home.example'],
        secure: true,
        user: mailUser,
      },
    ]);
    const { headers, body } = received[0] ?? { headers: new Map(), body: '' };
    expect(Object.fromEntries(headers)).toEqual({
      from: ['Fuelgauge <fuelgauge@home.example>'],
      to: ['ada@home.example, bob@home.example'],
      subject: ['Critical: production runs out on Thursday'],
      'message-id': [expect.stringMatching(/^<[0-9a-f]{32}@home\.example>$/)],
      'in-reply-to': [expect.stringMatching(/^<[0-9a-f]{32}@home\.example>$/)],
      references: [expect.stringMatching(/^<[0-9a-f]{32}@home\.example>$/)],
      'auto-submitted': ['auto-generated'],
      importance: ['High'],
      'x-priority': ['1 (Highest)'],
      'x-msmail-priority': ['High'],
      date: ['Sat, 21 Nov 2026 09:00:00 +0000'],
      'mime-version': ['1.0'],
      'content-type': ['text/plain; charset=utf-8'],
      'content-transfer-encoding': ['7bit'],
    });
    expect(body).toBe(`${notification.body}\r\n\r\nBilling page: ${billingPage}\r\n`);
  });

  it('has the same id when it comes twice, and the thread of its alert', async () => {
    const { port, received } = await startMailServer();
    const channel = createEmailChannel();
    const plain = fields(port, plainly);
    const worse = { id: 'n-2', episode: 'e1' };
    for (const one of [outgoing(), outgoing(), outgoing(worse), outgoing({ id: 's', episode: null })])
      expect(await channel.deliver(one, plain, never)).toMatchObject({ ok: true });
    const ids = received.map(({ headers }) => headers.get('message-id')?.[0]);
    const threads = received.map(({ headers }) => headers.get('in-reply-to')?.[0]);
    expect(new Set(ids).size).toBe(3);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(threads.slice(0, 3)).size).toBe(1);
    expect(threads[3]).toBeUndefined();
    expect(ids).not.toContain(threads[0]);
  });

  it('has the headers it should have and no other, whatever a label is', async () => {
    const { port, received } = await startMailServer();
    const channel = createEmailChannel();
    const piece = fc.constantFrom(
      '\r\n',
      '\n',
      '\r',
      'Bcc: eve@evil.example',
      ': ',
      '\u2028',
      'ä💥',
      '=?utf-8?q?x?=',
      '\0',
      'x',
    );
    const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
    const names = ['content-transfer-encoding', 'content-type', 'date', 'from', 'message-id', 'mime-version'];
    await fc.assert(
      fc.asyncProperty(text, text, text, async (title, body, id) => {
        received.length = 0;
        const notification = outgoing({ id, title, body, episode: id });
        const sent = await channel.deliver(notification, fields(port, plainly), never);
        expect(sent).toMatchObject({ ok: true });
        const [mail] = received;
        expect([...(mail?.headers.keys() ?? [])].toSorted()).toEqual(
          [...names, 'auto-submitted', 'in-reply-to', 'references', 'subject', 'to'].toSorted(),
        );
        expect(mail?.to).toEqual(['ada@home.example']);
        for (const values of mail?.headers.values() ?? []) expect(values).toHaveLength(1);
      }),
      { numRuns: 25 },
    );
  });

  it('reaches those that were put off, and nobody twice', async () => {
    let isLater = false;
    const to = (address: string) => (address.startsWith('bob') && !isLater ? passing : null);
    const { port, received } = await startMailServer({ refuse: { to } });
    const channel = createEmailChannel();
    const both = fields(port, { ...plainly, to: 'ada@home.example bob@home.example' });
    expect(await channel.deliver(outgoing(), both, never)).toMatchObject({
      error: { message: expect.stringMatching(/refused 1 of 2 addresses \(451\)/), retry: true },
    });
    isLater = true;
    expect(await channel.deliver(outgoing(), both, never)).toMatchObject({ ok: true });
    expect(received.map(({ to }) => to)).toEqual([['ada@home.example'], ['bob@home.example']]);
  });
});

describe('the mail server', () => {
  it('must have a certificate that is trusted', async () => {
    expect(await failureOf({})).toMatchObject({
      message: expect.stringMatching(/its certificate is self-signed.*NODE_EXTRA_CA_CERTS/),
      retry: true,
    });
    expect(await failureOf({ secure: true }, { security: 'tls' })).toMatchObject({
      message: expect.stringMatching(/its certificate is self-signed/),
    });
    trustSelfSigned();
    expect(await deliver({ secure: true }, { security: 'tls' })).toMatchObject({ result: { ok: true } });
  });

  it.each<[string, MailServerOptions, Record<string, string>, RegExp, boolean]>([
    [
      'a wrong password',
      {},
      { password: 'wrong' },
      /does not accept this user name and password \(535\)/,
      false,
    ],
    [
      'no time to check',
      { refuse: { auth: { code: 454, text: 'busy' } } },
      {},
      /cannot check the password right now \(454\)/,
      true,
    ],
    [
      'no login',
      { authOptional: false },
      { user: '', password: '' },
      /wants a user name and a password \(530\)/,
      false,
    ],
    [
      'the sender',
      { refuse: { from: lasting } },
      {},
      /does not let you send from this address \(550\)/,
      false,
    ],
    [
      'the recipient',
      { refuse: { to: () => lasting } },
      {},
      /refused every address that you send to \(550\)/,
      false,
    ],
    ['a recipient for now', { refuse: { to: () => passing } }, {}, /try again later \(451\)/, true],
    [
      'the mail',
      { refuse: { data: () => ({ code: 554, text: 'spam' }) } },
      {},
      /refused the mail \(554\)/,
      false,
    ],
    ['the mail for now', { refuse: { data: () => passing } }, {}, /try again later \(451\)/, true],
    ['a password without TLS', {}, { security: 'none' }, /only over a secure connection/, false],
    ['STARTTLS', { disabledCommands: ['STARTTLS'] }, {}, /does not offer STARTTLS/, false],
    ['TLS at once', {}, { security: 'tls' }, /does not speak TLS at once/, false],
  ])('may refuse %s', async (_, options, changes, message, retry) => {
    trustSelfSigned();
    expect(await failureOf(options, changes)).toMatchObject({
      message: expect.stringMatching(message),
      retry,
    });
  });

  it('says who was refused for good only by number', async () => {
    trustSelfSigned();
    const to = (address: string) => (address.startsWith('bob') ? lasting : null);
    const both = { to: 'ada@home.example\nbob@home.example' };
    expect(await failureOf({ refuse: { to } }, both)).toMatchObject({
      message: expect.stringMatching(/refused 1 of 2 addresses \(550\). The others got the mail./),
      retry: false,
    });
  });

  it('may cut the line in the middle of the mail', async () => {
    const { port } = await listening((socket) => {
      socket.write('220 mail.example ESMTP\r\n');
      socket.on('data', (data) => {
        const text = data.toString();
        if (/^From: /m.test(text)) socket.destroy();
        else socket.write(text.startsWith('DATA') ? '354 go on\r\n' : '250 OK\r\n');
      });
    });
    expect(await createEmailChannel().deliver(outgoing(), fields(port, plainly), never)).toMatchObject({
      error: { message: expect.stringMatching(/was interrupted/), retry: true },
    });
  });

  it('may be another server, or none', async () => {
    const { port } = await listening((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await createEmailChannel().deliver(outgoing(), fields(port), never)).toMatchObject({
      error: { message: expect.stringMatching(/does not answer like a mail server/), retry: false },
    });
    const away = await listening(() => {});
    await away.close();
    expect(await createEmailChannel().deliver(outgoing(), fields(away.port), never)).toMatchObject({
      error: { message: expect.stringMatching(/refused the connection/), retry: true },
    });
    const unknown = { code: 'EDNS', originalCode: 'ENOTFOUND' };
    const late = { signal: never, timeoutMs: 1000 };
    expect(
      mailFailure(unknown, { host: 'mail.example', port: 587, security: 'starttls' }, late),
    ).toMatchObject({
      error: { message: expect.stringMatching(/Could not reach mail\.example/), retry: true },
    });
  });

  it('is given up on when it says nothing, and left at once when Fuelgauge stops', async () => {
    const { port } = await listening(() => {});
    expect(await createEmailChannel(100).deliver(outgoing(), fields(port), never)).toMatchObject({
      error: { message: expect.stringMatching(/did not answer within 0.1 seconds/), retry: true },
    });
    const stop = new AbortController();
    const met = await listening(() => stop.abort());
    expect(await createEmailChannel().deliver(outgoing(), fields(met.port), stop.signal)).toMatchObject({
      error: { message: expect.stringMatching(/^Fuelgauge stopped/), retry: true },
    });
  });
});

describe('what is entered', () => {
  it.each<[Record<string, string>, string]>([
    [{ host: 'SMTP.example.com', port: '587' }, 'smtp.example.com'],
    [{ host: 'smtp.example.com', port: '', security: '' }, 'smtp.example.com'],
    [{ host: 'smtp.example.com', port: '2525', security: 'TLS' }, 'smtp.example.com:2525'],
    [{ host: '[::1]', port: '1025', security: 'none' }, '[::1]:1025'],
    [{ user: '', password: '' }, '127.0.0.1'],
  ])('is good: %o', (changes, host) => {
    expect(createEmailChannel().check(fields(587, changes))).toEqual({ ok: true, value: { host } });
  });

  it.each<[Record<string, string>, RegExp]>([
    [{ host: 'https://smtp.example.com' }, /a name alone/],
    [{ host: 'smtp.example.com\r\nRCPT' }, /a name alone/],
    [{ port: '0' }, /port/],
    [{ port: '587; x' }, /port/],
    [{ security: 'ssl' }, /starttls, tls or none/],
    [{ host: 'smtp.example.com', security: 'none' }, /could read the password/],
    [{ host: '192.168.1.5', security: 'none' }, /could read the password/],
    [{ password: '' }, /or neither/],
    [{ password: 'a\r\nb' }, /line break/],
    [{ from: 'Ada <ada@home.example>' }, /one e-mail address/],
    [{ from: 'ada@home.example\r\nBcc: eve@evil.example' }, /one e-mail address/],
    [{ to: 'ada' }, /one on each line/],
    [{ to: 'ada@home.example\r\nBcc: x' }, /one on each line/],
    [{ to: Array.from({ length: 21 }, (_, n) => `a${n}@home.example`).join('\n') }, /at most 20/],
  ])('is wrong: %o', (changes, message) => {
    const checked = createEmailChannel().check(fields(587, changes));
    expect(checked).toMatchObject({ ok: false, error: { message: expect.stringMatching(message) } });
  });

  it('is not asked anything when it is wrong after all', async () => {
    const { result, received } = await deliver({}, { from: 'nobody' });
    expect(result).toMatchObject({ ok: false, error: { retry: false } });
    expect(received).toEqual([]);
  });
});

async function listening(onConnection: (socket: Socket) => void) {
  const server = createServer(onConnection);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  onTestFinished(() => void close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, close };
}
