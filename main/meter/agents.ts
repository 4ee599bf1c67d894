import type { AgentOptions, Agent as AnyAgent } from 'node:http';
import { fail, ok, type Result } from '../../shared/model/index.ts';
import { Agent } from '../engine/network/http.ts';
import { ProxyError, proxyFor } from '../engine/network/proxy.ts';

const options: AgentOptions = { keepAlive: true, maxSockets: 1, maxFreeSockets: 1 };

type Environment = Readonly<Record<string, string | undefined>>;

/** Makes the agent of one connection to a provider, through the proxy that the environment names. Fails with a sentence. */
export function agentFor(upstream: string, env: Environment): Result<AnyAgent, string> {
  const url = new URL(upstream);
  // A stand-in on this machine.
  if (url.protocol === 'http:') return ok(new Agent(options));
  const { Agent: SecureAgent } = process.getBuiltinModule('node:https');
  const proxy = proxyOf(url, env);
  if (!proxy.ok) return proxy;
  if (proxy.value === null) return ok(new SecureAgent(options));
  return ok(new SecureAgent({ ...options, proxyEnv: { HTTPS_PROXY: proxy.value } }));
}

/** Null: none. */
function proxyOf(url: URL, env: Environment): Result<string | null, string> {
  try {
    const proxy = proxyFor(url, env);
    // Node's agents know no SOCKS (24.21, November 2026).
    if (proxy?.url.protocol.startsWith('socks'))
      return fail(
        `The meter cannot use a SOCKS proxy, which ${proxy.variable} names. Name an HTTP proxy there.`,
      );
    return ok(proxy?.url.href ?? null);
  } catch (error) {
    if (!(error instanceof ProxyError)) throw error;
    return fail(`${error.variable} is not the address of a proxy. Write one such as http://127.0.0.1:3128.`);
  }
}
