import type { CatalogueEntry, Confidence, Report } from '../../../shared/catalogue/entry.ts';
import type { ProviderInfo, ReadError, ReadErrorKind, Reading, Result } from '../../../shared/model/index.ts';

/** A request to one of the provider's hosts. The requester adds the time-out, the size limit and redaction. */
export interface ProviderRequest {
  method: 'GET' | 'POST';
  /** One of the provider's `hosts`, or the host of an address that the user entered. */
  host: string;
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Sent as JSON, with the matching content type. */
  json?: unknown;
  /** Sent as a web form, with the matching content type. */
  form?: Record<string, string>;
}

/** An answer with any status but a redirect. The body is text of at most 1 MiB. */
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
  /** Breaks off what takes longer than we wait; the requests are broken off by themselves. */
  stopped?: AbortSignal | undefined;
}

export type ReadResult = Result<Reading, ReadError>;

/** A provider: its entry in the catalogue, and how to read its balance. */
export interface Provider extends ProviderInfo {
  /** Shown in the catalogue and in docs/providers.md. */
  evidence?: { endpoints: readonly string[]; confidence: Confidence; confirmed?: string };
  /** What the answers in its fixture contain; written into the catalogue by `npm run providers`. */
  reports?: readonly Report[];
  /** Sends requests through `ctx.request` only. Never throws, whatever an endpoint answers. */
  read(ctx: ReadContext): Promise<ReadResult>;
  /** Hosts that are asked over plain http, because the user agreed to that. */
  plainHosts?: readonly string[];
  /** Another one after each change of its description, if you wrote that yourself. */
  revision?: string;
}

/** What every page knows of a provider that an account uses, as plain data. */
export function describeProvider({
  evidence: _evidence,
  reports: _reports,
  plainHosts: _plainHosts,
  revision: _revision,
  read: _read,
  ...info
}: Provider): ProviderInfo {
  return info;
}

/** A provider's entry in the catalogue, as plain data. */
export function catalogueEntry(provider: Provider): CatalogueEntry {
  const { evidence, reports = [] } = provider;
  return {
    ...describeProvider(provider),
    evidence: evidence
      ? { ...evidence, endpoints: [...evidence.endpoints], confirmed: evidence.confirmed ?? null }
      : null,
    reports: [...reports],
  };
}

/** What the catalogue knows of a provider without its code, as plain data. */
export type CatalogueData = Omit<Provider, 'read'>;

/** A provider whose code is loaded with its first check: starting with all of them would take longer than the start itself. */
export function loadedLater(data: CatalogueData, load: () => Promise<Provider>): Provider {
  let provider: Provider | null = null;
  return {
    ...data,
    async read(ctx) {
      provider ??= await load().catch(() => null);
      return provider === null ? { ok: false, error: notLoaded(data.name) } : provider.read(ctx);
    },
  };
}

const notLoaded = (name: string): ReadError =>
  readError(
    'malformed',
    `The part of Fuelgauge that reads ${name} is missing. If Fuelgauge was updated while it ran, restart it.`,
  );

export function readError(kind: ReadErrorKind, message: string, retryAt: number | null = null): ReadError {
  return { kind, message, retryAt };
}
