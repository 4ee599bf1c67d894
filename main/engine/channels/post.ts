import { STATUS_CODES } from 'node:http';
import { afterSeconds, retryAfter } from '../../../shared/http.ts';
import {
  badInput,
  type ChannelKind,
  type CommandError,
  fail,
  ok,
  type Result,
} from '../../../shared/model/index.ts';
import { networkError } from '../network/errors.ts';
import type { Fetch, FetchResponse } from '../network/requester.ts';
import type { ChannelFailure } from './define.ts';

// The way to the network for channels. Addresses and keys are secrets here: messages tell the host and the status only.

export interface PostOptions {
  fetch: Fetch;
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds for the whole exchange; 10 seconds unless told otherwise. */
  timeoutMs?: number;
  /** Channel kind → loopback origin that stands in for the receiver's own; path and query stay. */
  endpoints?: Readonly<Record<string, string>>;
}

export interface Receiver {
  kind: ChannelKind;
  /** In the middle of a sentence. */
  name: string;
  host: string;
}

export interface Post extends Receiver {
  url: URL;
  headers?: Record<string, string>;
  body: string;
}

export interface Answer {
  status: number;
  /** Milliseconds; null: not told. */
  retryAfterMs: number | null;
  /** Empty if it could not be read, or was longer than 64 KiB. */
  text: string;
}

export type Poster = (post: Post, signal: AbortSignal) => Promise<Result<Answer, ChannelFailure>>;

const usualTimeoutMs = 10_000;
const maxAnswerBytes = 64 * 1024;

/** One POST, no retry, no redirect. Fails only if no answer came or the answer led elsewhere. */
export function createPoster({ fetch, now, timeoutMs = usualTimeoutMs, endpoints }: PostOptions): Poster {
  return async ({ kind, name, host, url, headers, body }, stopped) => {
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(timeoutMs)]);
    try {
      const response = await fetch(standIn(url, endpoints?.[kind]), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
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
      // Electron's net.fetch tells a redirect in this way alone.
      if (error instanceof Error && error.message === 'Redirect was cancelled') return redirected(name, host);
      return channelFailure(networkError(error, { name, host, signal, timeoutMs }).message);
    }
  };
}

/** The time that a body tells in seconds, in milliseconds, within the same bounds as Retry-After. */
export const waitMs = (seconds: number): number => afterSeconds(seconds, 0);

/** A failure with a sentence; it may be tried again unless told otherwise. */
export const channelFailure = (
  message: string,
  { retry = true, retryAfterMs = null }: { retry?: boolean; retryAfterMs?: number | null } = {},
) => fail<ChannelFailure>({ message: message.replace(/^the /, 'The '), retry, retryAfterMs });

/** What a status means: ok for 2xx; 408, 425, 429 and 5xx may be tried again, and nothing else. */
export function judgeStatus(
  { status, retryAfterMs }: Answer,
  { name, host }: Receiver,
): Result<void, ChannelFailure> {
  if (status >= 200 && status < 300) return ok(undefined);
  const who = `${name} (${host})`;
  if (status === 429) return channelFailure(`${who} asks to wait before the next message.`, { retryAfterMs });
  const told = `${status}${STATUS_CODES[status] ? ` ${STATUS_CODES[status]}` : ''}`;
  if (status >= 500 || status === 408 || status === 425)
    return channelFailure(`${who} cannot take messages at the moment (${told}).`, { retryAfterMs });
  if (status === 404 || status === 410)
    return channelFailure(`${who} does not know this address any more (${told}). Enter another one.`, {
      retry: false,
    });
  if (status === 401 || status === 403)
    return channelFailure(`${who} does not allow this address to post (${told}).`, { retry: false });
  return channelFailure(`${who} refused the message (${told}).`, { retry: false });
}

/**
 * An https address from what was entered, or what is wrong with it. Plain http is for receivers on this machine only.
 * The sentences never quote the address.
 */
export function parseAddress(entered: string | undefined): Result<URL, CommandError> {
  const text = entered?.trim() ?? '';
  if (text === '') return badInput('Enter the address.');
  if (text.length > 2048 || !URL.canParse(text))
    return badInput('This is not an address. It begins with https://.');
  const url = new URL(text);
  const here = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here))
    return badInput('The address must begin with https://.');
  if (url.username !== '' || url.password !== '')
    return badInput('The address may not hold a user name or a password.');
  url.hash = '';
  return ok(url);
}

function standIn(url: URL, origin: string | undefined): string {
  return origin === undefined ? url.href : `${origin}${url.pathname}${url.search}`;
}

function redirected(name: string, host: string) {
  return channelFailure(
    `${name} (${host}) leads to another address; this is not followed. Enter the address that it leads to.`,
    { retry: false },
  );
}

/** The status has decided already: a body that breaks off, or never ends, says nothing more. */
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
