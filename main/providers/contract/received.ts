import { parseJson } from './parse.ts';
import type { ProviderResponse } from './provider.ts';

/** A response with its body parsed once, however many look at it. */
export interface Received extends ProviderResponse {
  /** Null if the body is not JSON, or is JSON's own `null`. */
  json: unknown;
}

export const received = (response: ProviderResponse): Received => ({
  ...response,
  json: parseJson(response.body),
});

/**
 * True for a web page, or Cloudflare's one line in its place: what proxies and firewalls send instead of the provider. Judged
 * by the body alone, because some providers send plain-text errors as `text/html`.
 */
export const isWebPage = ({ body }: ProviderResponse): boolean =>
  /^\s*(<|error code: 1\d{3}\s*$)/i.test(body);

/** A JSON object of unknown content. */
export type Body = Readonly<Record<string, unknown>>;

export const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
