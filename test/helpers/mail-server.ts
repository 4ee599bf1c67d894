import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { selfSigned } from './self-signed.ts';

export interface ReceivedMail {
  from: string;
  to: string[];
  secure: boolean;
  user: string | null;
  /** Header name in lower case → its values, unfolded. */
  headers: ReadonlyMap<string, readonly string[]>;
  /** As it came, with its transfer encoding. */
  body: string;
}

/** What a step of the exchange is refused with; null: it is not. */
export type Refusal = { code: number; text: string } | null;

export interface MailServerOptions extends SMTPServerOptions {
  refuse?: { auth?: Refusal; from?: Refusal; to?: (address: string) => Refusal; data?: () => Refusal };
}

export const mailUser = 'me@home.example';
export const mailPassword = 'Invented-Mail-Password-1';

/** A real mail server on loopback that offers STARTTLS with a self-signed certificate. It ends with the test. */
export async function startMailServer({ refuse = {}, ...options }: MailServerOptions = {}) {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    ...selfSigned,
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 1,
    onAuth({ username, password }, _, done) {
      if (refuse.auth) done(refusal(refuse.auth));
      else if (username === mailUser && password === mailPassword) done(null, { user: username });
      else done(refusal({ code: 535, text: `Wrong password ${password}` }));
    },
    onMailFrom: (_, __, done) => done(refuse.from && refusal(refuse.from)),
    onRcptTo({ address }, _, done) {
      const refused = refuse.to?.(address) ?? null;
      done(refused && refusal(refused));
    },
    onData(stream, { envelope, secure, user }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refused = refuse.data?.() ?? null;
        if (refused) return done(refusal(refused));
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({ from, to, secure, user: user ?? null, ...parsed(Buffer.concat(chunks).toString()) });
        done();
      });
    },
    ...options,
  });
  // A client that does not trust the certificate breaks off.
  server.on('error', () => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, received };
}

const refusal = ({ code, text }: { code: number; text: string }) =>
  Object.assign(new Error(text), { responseCode: code });

function parsed(mail: string): Pick<ReceivedMail, 'headers' | 'body'> {
  const end = mail.indexOf('\r\n\r\n');
  const headers = new Map<string, string[]>();
  for (const line of mail
    .slice(0, end)
    .replaceAll(/\r\n(?=[ \t])/g, '')
    .split('\r\n')) {
    const [name = '', ...value] = line.split(':');
    const key = name.toLowerCase();
    headers.set(key, [...(headers.get(key) ?? []), value.join(':').trim()]);
  }
  return { headers, body: mail.slice(end + 4) };
}

/** Until the test ends, this process trusts the certificate of `selfSigned`, as with NODE_EXTRA_CA_CERTS. */
export function trustSelfSigned(): void {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, selfSigned.cert]);
  onTestFinished(() => setDefaultCACertificates(before));
}
