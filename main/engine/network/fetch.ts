import type { Dispatcher } from 'undici';
import { type NamedProxy, ProxyError, proxyFor } from './proxy.ts';
import type { Fetch } from './requester.ts';

/**
 * Fetch for browser mode and the command line, through the proxy in HTTPS_PROXY, HTTP_PROXY and NO_PROXY. What fails on the
 * way through it is a ProxyError.
 */
export function createNodeFetch(env: Record<string, string | undefined>): Fetch {
  const dispatchers = new Map<string, Dispatcher>();
  let undici: typeof import('undici') | null = null;
  return async (url, init) => {
    // Loaded at the first request, because many commands make none.
    undici ??= await import('undici');
    const proxy = proxyFor(new URL(url), env);
    const key = proxy?.url.href ?? '';
    try {
      const dispatcher = dispatchers.get(key) ?? dispatcherFor(proxy, undici);
      dispatchers.set(key, dispatcher);
      return await undici.fetch(url, { ...init, dispatcher });
    } catch (error) {
      throw proxy === null ? error : failedThrough(proxy, error);
    }
  };
}

function dispatcherFor(proxy: NamedProxy | null, undici: typeof import('undici')): Dispatcher {
  if (proxy === null) return new undici.Agent();
  const { href, protocol } = proxy.url;
  return protocol.startsWith('socks')
    ? withoutWarning(() => new undici.Socks5ProxyAgent(href))
    : new undici.ProxyAgent(href);
}

const failedThrough = ({ variable, url }: NamedProxy, error: unknown) =>
  new ProxyError(variable, url.port === '' ? url.hostname : `${url.hostname}:${url.port}`, error);

/** undici warns on the terminal that its SOCKS support is experimental (8.12, November 2026). Nobody who runs us can act on it. */
function withoutWarning<Made>(make: () => Made): Made {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return make();
  } finally {
    process.emitWarning = emitWarning;
  }
}
