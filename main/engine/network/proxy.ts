// The proxy that a request goes through, as the environment names it.

export interface NamedProxy {
  url: URL;
  /** The variable that names it. */
  variable: string;
}

/** A request failed on its way to, or through, a proxy. Its cause has the details. */
export class ProxyError extends Error {
  /** Host and port, without a password; null: the variable holds no address of a proxy that can be used. */
  readonly address: string | null;
  readonly variable: string;

  constructor(variable: string, address: string | null, cause?: unknown) {
    super('the proxy failed', { cause });
    this.name = 'ProxyError';
    this.variable = variable;
    this.address = address;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for an address; null: none. As curl does, takes an address without a scheme as http. Loopback never goes through
 * a proxy. Throws a ProxyError if the variable holds something else than the address of a proxy.
 */
export function proxyFor(target: URL, env: Environment): NamedProxy | null {
  const names = target.protocol === 'http:' ? ['http_proxy', 'HTTP_PROXY'] : ['https_proxy', 'HTTPS_PROXY'];
  // As undici has it: without a proxy of its own, https takes the one for http.
  const candidates = target.protocol === 'http:' ? names : [...names, 'http_proxy', 'HTTP_PROXY'];
  const variable = candidates.find((name) => (env[name] ?? '').trim() !== '');
  if (variable === undefined || isExempt(target, env.no_proxy ?? env.NO_PROXY ?? '')) return null;
  const written = (env[variable] ?? '').trim();
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `http://${written}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === '' || !/^(https?|socks5?):$/.test(url.protocol))
    throw new ProxyError(variable, null);
  return { url, variable };
}

const loopback = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i;

/** NO_PROXY: hosts with their subdomains, optionally with a port, separated by commas or blanks; `*` is every host. */
function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  if (loopback.test(hostname)) return true;
  const ownPort = port || (protocol === 'http:' ? '80' : '443');
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === '*') return true;
    const [, host = '', only] = /^\*?\.?(.+?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (host === '' || (only !== undefined && only !== ownPort)) return false;
    return hostname === host || hostname.endsWith(`.${host}`);
  });
}
