import { forbiddenWords, isForbidden, isLoopback, plainAddress } from '../../../shared/address.ts';
import { afterSeconds, retryAfter } from '../../../shared/http.ts';
import {
  badInput,
  type ChannelKind,
  type CommandError,
  fail,
  ok,
  type Result,
} from '../../../shared/model/index.ts';
import { type Lookup, staysNear, systemLookup } from '../custom/reach.ts';
import { networkError } from '../network/errors.ts';
import { STATUS_CODES } from '../network/http.ts';
import type { Fetch, FetchResponse } from '../network/requester.ts';
import type { ChannelFailure } from './define.ts';

// Network access for channels. Addresses and keys are secrets here: messages have only the host and the status.

export interface PostOptions {
  fetch: Fetch;
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds for the whole exchange. Default: 10 seconds. */
  timeoutMs?: number;
  /** Channel kind → loopback origin to use in place of the receiver's; path and query stay. */
  endpoints?: Readonly<Record<string, string>>;
  /** Default: the system's. */
  look?: Lookup;
}

export interface Receiver {
  kind: ChannelKind;
  /** As it appears in the middle of a sentence. */
  name: string;
  host: string;
}

export interface Post extends Receiver {
  url: URL;
  headers?: Record<string, string>;
  /** JSON. Without it, it is a GET. */
  body?: string;
}

export interface Answer {
  status: number;
  /** Milliseconds; null: the answer did not say. */
  retryAfterMs: number | null;
  /** Empty if it could not be read or was longer than 64 KiB. */
  text: string;
}

export type Poster = (post: Post, signal: AbortSignal) => Promise<Result<Answer, ChannelFailure>>;

const usualTimeoutMs = 10_000;
const maxAnswerBytes = 64 * 1024;

/** Sends one request, without retries or redirects. Fails only if there is no answer, or a redirect. */
export function createPoster(options: PostOptions): Poster {
  const { fetch, now, timeoutMs = usualTimeoutMs, endpoints, look = systemLookup } = options;
  return async ({ kind, name, host, url, headers, body }, stopped) => {
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(timeoutMs)]);
    try {
      const target = standIn(url, endpoints?.[kind]);
      if (!(await mayBeRead(target, look))) return strayed(name, host);
      const response = await fetch(target.href, {
        ...(body === undefined
          ? { method: 'GET', headers: { ...headers } }
          : { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body }),
        redirect: 'manual',
        signal,
      });
      if (response.status >= 300 && response.status < 400) {
        await response.body?.[Symbol.asyncIterator]().return?.();
        return redirected(name, host);
      }
      const until = retryAfter({ 'retry-after': response.headers.get('retry-after') ?? '' }, now());
      return ok({
        status: response.status,
        retryAfterMs: until === null ? null : Math.max(0, until - now()),
        text: await answerText(response),
      });
    } catch (error) {
      if (stopped.aborted) return channelFailure('Fuelgauge stopped before the notification was sent.');
      return channelFailure(networkError(error, { name, host, signal, timeoutMs }).message);
    }
  };
}

/** Seconds from a body as milliseconds, within the same bounds as Retry-After. */
export const waitMs = (seconds: number): number => afterSeconds(seconds, 0);

/** A failure with a message. By default it may be retried. */
export const channelFailure = (
  message: string,
  { retry = true, retryAfterMs = null }: { retry?: boolean; retryAfterMs?: number | null } = {},
) => fail<ChannelFailure>({ message: message.replace(/^the /, 'The '), retry, retryAfterMs });

/** What a status means: 2xx is fine; of the others, only 408, 425, 429 and 5xx are retried. */
export function judgeStatus(
  { status, retryAfterMs }: Answer,
  { name, host }: Receiver,
): Result<void, ChannelFailure> {
  if (status >= 200 && status < 300) return ok(undefined);
  const who = `${name} (${host})`;
  if (status === 429)
    return channelFailure(`${who} asks you to wait before the next message.`, { retryAfterMs });
  const reported = `${status}${STATUS_CODES[status] ? ` ${STATUS_CODES[status]}` : ''}`;
  if (status >= 500 || status === 408 || status === 425)
    return channelFailure(`${who} cannot accept messages right now (${reported}).`, { retryAfterMs });
  if (status === 404 || status === 410)
    return channelFailure(`${who} no longer accepts this address (${reported}). Enter another one.`, {
      retry: false,
    });
  if (status === 401 || status === 403)
    return channelFailure(`${who} does not allow this address to post (${reported}).`, { retry: false });
  return channelFailure(`${who} refused the message (${reported}).`, { retry: false });
}

/**
 * Parses an entered https address. Plain http is allowed only for receivers on this computer and in private networks; for
 * these, the commands have asked you first. The error messages never quote more of the address than its host.
 */
export function parseAddress(entered: string | undefined): Result<URL, CommandError> {
  const text = entered?.trim() ?? '';
  if (text === '') return badInput('Enter the address.');
  if (text.length > 2048 || !URL.canParse(text))
    return badInput('This is not an address. It must start with https://.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !isLoopbackHttp(url) && plainAddress(text) === null)
    return badInput(
      'The address must start with https://. Plain http works only on this computer and in your own network.',
    );
  if (isForbidden(url.hostname)) return badInput(forbiddenWords(url.hostname));
  if (url.username !== '' || url.password !== '')
    return badInput('The address cannot have a user name or a password.');
  url.hash = '';
  return ok(url);
}

const isLoopbackHttp = ({ protocol, host }: URL): boolean => protocol === 'http:' && isLoopback(host);

const standIn = (url: URL, origin: string | undefined): URL =>
  origin === undefined ? url : new URL(`${origin}${url.pathname}${url.search}`);

/** Whether what is sent may be read on its way: it is encrypted, or does not leave your own network. Names may lead elsewhere later. */
const mayBeRead = async (url: URL, look: Lookup): Promise<boolean> =>
  url.protocol === 'https:' || isLoopbackHttp(url) || (await staysNear(url.hostname, look));

/** Tried again, because a laptop comes home. */
const strayed = (name: string, host: string) =>
  channelFailure(
    `${name} (${host}) is not in your own network now, and Fuelgauge sends nothing elsewhere without encryption.`,
  );

function redirected(name: string, host: string) {
  return channelFailure(
    `${name} (${host}) redirects to another address, which Fuelgauge does not follow. Enter that address instead.`,
    { retry: false },
  );
}

/** The body. If it breaks off or is too long, it is ignored: the status has already decided. */
async function answerText({ body }: FetchResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body ?? []) {
      size += chunk.byteLength;
      // Leaving the loop ends the connection.
      if (size > maxAnswerBytes) return '';
      chunks.push(chunk);
    }
  } catch {
    return '';
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
