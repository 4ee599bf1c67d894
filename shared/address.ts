import { fail, ok, type Result } from './model/index.ts';

/** What the address of a server begins with, unless it runs on this computer. */
export const addressStart = 'https://';

/** Names and numbers of machines that only a network's own members reach. */
const privateHost =
  /^(localhost|.*\.(local|localhost|internal|lan|home\.arpa)|\[.*|0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(\.\d+)*$/;

/** Whether a host without its port is in a private network, or this computer. */
export const isPrivateHost = (hostname: string): boolean => privateHost.test(hostname.replace(/\.$/, ''));

/** Whether a host, with or without a port, is this computer. */
export const isLoopback = (host: string): boolean =>
  /^(localhost\.?|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);

const bareHost = /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/|$)/i;

/** An address that the user entered. Some portals show a host alone, which means https. */
export function addressOf(entered: string): URL | null {
  const text = entered.trim();
  const whole = bareHost.test(text) ? `${addressStart}${text}` : text;
  return URL.canParse(whole) ? new URL(whole) : null;
}

/**
 * The host of an address that the user entered, or what is wrong with it. Only https and public hosts, because a provider's
 * file must not open a way into a private network; and plain http for a server on this computer, which no key leaves.
 */
export function hostOfAddress(entered: string): Result<string, string> {
  const url = addressOf(entered);
  const isOwn = url?.protocol === 'http:' && isLoopback(url.host);
  if (url === null || (url.protocol !== 'https:' && !isOwn))
    return fail(`The address must start with ${addressStart}.`);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return fail('The address can only have a host and a path.');
  if (!isOwn && isPrivateHost(url.hostname))
    return fail(
      'The address points into a private network. Describe the server there as a provider of your own, with this address in its file.',
    );
  return ok(url.host);
}
