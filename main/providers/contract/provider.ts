import type { ProviderInfo, ReadError, ReadErrorKind, Reading, Result } from '../../../shared/model/index.ts';

/** A request to one of the provider's own hosts. The request layer adds time-out, size limit and redaction. */
export interface ProviderRequest {
  method: 'GET' | 'POST';
  /** One of the provider's `hosts`, or the host of an address that the person entered. */
  host: string;
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Sent as JSON with its content type. */
  json?: unknown;
  /** Sent as a web form with its content type. */
  form?: Record<string, string>;
}

/** An answer of any status below 300 or above 399, its body read whole as text (at most 1 MiB). */
export interface ProviderResponse {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface ReadContext {
  /** By field id, as declared in `credentialFields`. */
  credential: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  now: number;
  request(request: ProviderRequest): Promise<Result<ProviderResponse, ReadError>>;
}

export type ReadResult = Result<Reading, ReadError>;

/**
 * How sure we are of what an endpoint answers: its own documentation, the provider's own client, answers that somebody
 * recorded, or other people's clients that agree.
 */
export type Confidence = 'documented' | 'official client' | 'recorded' | 'third-party clients';

/** A provider: what the catalogue says of it, and how to read it. */
export interface Provider extends ProviderInfo {
  /** What only the page of providers tells. */
  evidence?: { endpoints: readonly string[]; confidence: Confidence };
  /** Asks through `ctx.request` only. Never throws for anything an endpoint can answer. */
  read(ctx: ReadContext): Promise<ReadResult>;
}

/** What the catalogue shows of a provider: plain data. */
export function describeProvider({ evidence: _, read: __, ...info }: Provider): ProviderInfo {
  return info;
}

export function readError(kind: ReadErrorKind, message: string, retryAt: number | null = null): ReadError {
  return { kind, message, retryAt };
}
