import type { EnvHttpProxyAgent } from 'undici';
import type { Fetch } from './requester.ts';

/**
 * Fetch for browser mode and the command line, through the proxy in HTTPS_PROXY, HTTP_PROXY and NO_PROXY. Loopback never
 * goes through a proxy.
 */
export function createNodeFetch(env: Record<string, string | undefined>): Fetch {
  let dispatcher: EnvHttpProxyAgent | undefined;
  return async (url, init) => {
    // Loaded at the first request, because many commands make none.
    const undici = await import('undici');
    // Made at the first request, so that an invalid proxy address fails a request and not the start.
    dispatcher ??= new undici.EnvHttpProxyAgent({
      httpProxy: env.http_proxy ?? env.HTTP_PROXY ?? '',
      httpsProxy: env.https_proxy ?? env.HTTPS_PROXY ?? '',
      noProxy: [env.no_proxy ?? env.NO_PROXY ?? '', 'localhost', '127.0.0.1', '::1'].join(','),
    });
    return undici.fetch(url, { ...init, dispatcher });
  };
}
