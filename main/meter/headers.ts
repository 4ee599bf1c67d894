import type { IncomingMessage } from 'node:http';

/** Of one connection alone (RFC 9110, 7.6.1); those that Connection names come in addition. Node writes those of the next. */
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade'];

/** The headers to pass on, as they were written: names, values, order and repetitions. Without `less`. */
export function passedOn({ rawHeaders, headers }: IncomingMessage, less: readonly string[] = []): string[] {
  const left = new Set([...hopByHop, ...less, ...tokensOf(headers.connection)]);
  return rawHeaders.filter((_, at) => !left.has(rawHeaders[at - (at % 2)]?.toLowerCase() ?? ''));
}

/** Whether the sender closes the connection after this message. */
export const closesAfter = ({ headers, httpVersion }: IncomingMessage): boolean =>
  tokensOf(headers.connection).includes('close') || httpVersion === '1.0';

const tokensOf = (list: string | undefined): string[] => (list ?? '').toLowerCase().split(/[\s,]+/);

/** Whether a request brings a body. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || headers['content-length'] !== undefined;

/** `rawTrailers` as pairs. */
export const pairsOf = (raw: readonly string[]): [string, string][] =>
  raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? '']] : []));
