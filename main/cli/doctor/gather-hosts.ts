import PQueue from 'p-queue';
import packageJson from '../../../package.json' with { type: 'json' };
import type { Account, Settings } from '../../../shared/model/index.ts';
import { pathOf } from '../../../shared/names.ts';
import { checksAreOff } from '../../../shared/paid-checks.ts';
import { secondMs } from '../../../shared/time/index.ts';
import { customProvider } from '../../engine/custom/provider.ts';
import { systemLookup } from '../../engine/custom/reach.ts';
import { codesOf, networkError } from '../../engine/network/errors.ts';
import { createNodeFetch } from '../../engine/network/fetch.ts';
import { ProxyError } from '../../engine/network/proxy.ts';
import type { Fetch, FetchResponse } from '../../engine/network/requester.ts';
import type { Environment } from '../../engine/vault/credentials.ts';
import type { Provider } from '../../providers/contract/provider.ts';
import { providers as registry } from '../../providers/index.ts';
import type { Failure, HostFacts } from './facts.ts';

/** A host to look at, and whose accounts need it. */
export interface Target {
  host: string;
  /** What is asked: its own front page, or the stand-in for its provider. */
  url: string;
  providers: string[];
}

/** The hosts of the accounts that are checked. `unknown`: those whose address only their key tells. */
export function targetsOf(
  settings: Settings,
  endpoints: Readonly<Record<string, string>>,
  environment: Environment,
): { targets: Target[]; unknown: string[] } {
  const own = settings.customProviders.map((one) =>
    customProvider(one, { environment, look: systemLookup, endpoints }),
  );
  const known = new Map([...own, ...registry].map((provider) => [provider.id, provider]));
  const targets = new Map<string, Target>();
  const unknown: string[] = [];
  for (const account of settings.accounts) {
    const provider = known.get(account.provider);
    if (provider === undefined || isOff(account, provider)) continue;
    const standIn = endpoints[provider.id];
    const hosts =
      standIn === undefined ? hostsOf(provider) : [{ host: new URL(standIn).host, url: `${standIn}/` }];
    if (standIn === undefined && provider.credentialFields.some(({ address }) => address))
      unknown.push(pathOf(account));
    for (const { host, url } of hosts) {
      const { providers = [] } = targets.get(url) ?? {};
      targets.set(url, { host, url, providers: [...new Set([...providers, provider.name])] });
    }
  }
  return { targets: [...targets.values()], unknown };
}

const isOff = (account: Account, provider: Provider): boolean =>
  account.paused || checksAreOff(account, provider);

const hostsOf = ({ hosts, plainHosts = [] }: Provider) =>
  hosts.map((host) => ({ host, url: `${plainHosts.includes(host) ? 'http' : 'https'}://${host}/` }));

const atOnce = 8;
const longestMs = 10 * secondMs;

/** Asks each for its front page, without a key. Any answer will do. `ahead`: by how much their clocks are, in milliseconds. */
export async function gatherHosts(
  targets: readonly Target[],
  env: Environment,
): Promise<{ hosts: HostFacts[]; ahead: number[] }> {
  const queue = new PQueue({ concurrency: atOnce });
  const fetch = createNodeFetch(env);
  const looked = await queue.addAll(targets.map((target) => () => lookAt(target, fetch)));
  return {
    hosts: looked.map(({ facts }) => facts),
    ahead: looked.flatMap(({ ahead }) => (ahead === null ? [] : [ahead])),
  };
}

async function lookAt(
  { host, url, providers }: Target,
  fetch: Fetch,
): Promise<{ facts: HostFacts; ahead: number | null }> {
  const signal = AbortSignal.timeout(longestMs);
  const began = Date.now();
  const from = performance.now();
  const facts = (failure: HostFacts['failure']): HostFacts => ({
    host,
    providers,
    ms: performance.now() - from,
    failure,
  });
  try {
    const response = await fetch(url, {
      method: 'HEAD',
      headers: { 'user-agent': `Fuelgauge/${packageJson.version}`, accept: '*/*' },
      redirect: 'manual',
      signal,
    });
    const ahead = aheadOf(response, began);
    await response.body?.[Symbol.asyncIterator]().return?.();
    return { facts: facts(null), ahead };
  } catch (error) {
    const exchange = { name: providers[0] ?? host, host, signal, timeoutMs: longestMs };
    const { message } = networkError(error, exchange);
    const kind = signal.aborted ? 'timed-out' : failureOf(error);
    const sentence = kind === 'dns' ? `The name ${host} was not found.` : message;
    return { facts: facts({ kind, message: sentence }), ahead: null };
  }
}

/** By the time in the middle of the exchange; the header has whole seconds. */
function aheadOf({ headers }: FetchResponse, began: number): number | null {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? null : date + 500 - (began + Date.now()) / 2;
}

const failures: readonly [Failure, RegExp][] = [
  ['dns', /^(ENOTFOUND|EAI_\w+)$/],
  ['certificate', /^(CERT_\w+|ERR_TLS_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|HOSTNAME_MISMATCH|INVALID_CA)$/],
  ['timed-out', /^(TimeoutError|ETIMEDOUT|UND_ERR_\w*TIMEOUT)$/],
  ['refused', /^(ECONNREFUSED|ECONNRESET|EPIPE|UND_ERR_SOCKET)$/],
  ['offline', /^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)$/],
];

function failureOf(error: unknown): Failure {
  const codes = [...codesOf(error)];
  const found = failures.find(([, pattern]) => codes.some((code) => pattern.test(code)))?.[0] ?? 'other';
  // Beyond the proxy, a certificate is the provider's.
  return error instanceof ProxyError && found !== 'certificate' ? 'proxy' : found;
}
