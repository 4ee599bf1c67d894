import { type NamedProxy, ProxyError, proxyFor } from './proxy.ts';
import type { Fetch } from './requester.ts';

/**
 * Fetch for browser mode and the command line, through the proxy in HTTPS_PROXY, HTTP_PROXY and NO_PROXY. What fails on the
 * way through it is a ProxyError.
 */
export function createNodeFetch(env: Record<string, string | undefined>): Fetch {
  const throughProxies = new Map<string, Fetch>();
  return async (url, init) => {
    const proxy = proxyFor(new URL(url), env);
    // Node's own, which the server of browser mode loads anyway: the package takes another 6 MB. Only the package knows SOCKS
    // (Node 24.21, November 2026).
    if (proxy === null) return globalThis.fetch(url, init);
    try {
      const { href } = proxy.url;
      const through = throughProxies.get(href) ?? (await fetchThrough(proxy));
      throughProxies.set(href, through);
      return await through(url, init);
    } catch (error) {
      throw failedThrough(proxy, error);
    }
  };
}

async function fetchThrough({ url: { href, protocol } }: NamedProxy): Promise<Fetch> {
  const undici = await import('undici');
  const dispatcher = protocol.startsWith('socks')
    ? withoutWarning(() => new undici.Socks5ProxyAgent(href))
    : new undici.ProxyAgent(href);
  return (url, init) => undici.fetch(url, { ...init, dispatcher });
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
