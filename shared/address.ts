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

/** Machines that hand out the credentials of a cloud or a network to whoever asks. */
export const isForbidden = (hostname: string): boolean =>
  /^(169\.254\.|0\.|22[4-9]\.|23\d\.|2[45]\d\.)|^(100\.100\.100\.200|168\.63\.129\.16|192\.0\.0\.192)$|^\[(fe[89ab]|ff|fd00:ec2:|fd20:ce:|2002:|64:ff9b:1:|::\]|(::ffff|64:ff9b:):a9fe:)|^(metadata|instance-data)(\.(.+\.)?internal)?\.?$/i.test(
    hostname,
  );

/** Why such a machine is not asked. */
export const forbiddenWords = (hostname: string): string =>
  `${hostname} is an address inside a network’s own machinery, which is never asked.`;

/** Whether an address is on this computer or in a private network, as far as its own words tell. */
export const isNear = ({ host, hostname }: URL): boolean => isPrivateHost(hostname) || isLoopback(host);

/** An entered address in a private network without encryption: you must agree before alerts go there. */
export function plainAddress(entered: string): URL | null {
  const url = URL.canParse(entered.trim()) ? new URL(entered.trim()) : null;
  const isPlain = url?.protocol === 'http:' && isNear(url) && !isLoopback(url.host);
  return isPlain && !isForbidden(url.hostname) && !publicIpv6.test(url.hostname) ? url : null;
}

/** Of the addresses of IPv6, only those of private networks are (RFC 4193). */
const publicIpv6 = /^\[(?!f[cd])/;

/** What you must agree to before alerts go to such an address. */
export const plainQuestion = ({ host }: URL): string =>
  `Alerts go to ${host} in your own network without encryption. Others on that network can read them, and a key or token that is sent along.`;

/** What you must agree to before an address in a private network is asked. */
export const nearQuestion = (name: string, { host, protocol }: URL): string =>
  `${name} asks ${host}, an address on this computer or in your own network${protocol === 'http:' ? ', without encryption' : ''}.`;

/** The host of an address that the user entered, or what is wrong with it. Plain http only on this computer and in private networks. */
export function hostOfAddress(entered: string): Result<string, string> {
  const url = addressOf(entered);
  if (url === null || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isNear(url))))
    return fail(`The address must start with ${addressStart}.`);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return fail('The address can only have a host and a path.');
  if (isForbidden(url.hostname)) return fail(forbiddenWords(url.hostname));
  return ok(url.host);
}

/** An address that the user entered, if you must agree to it: no key leaves this computer, but a network has others. */
export function nearAddress(entered: string): URL | null {
  const url = hostOfAddress(entered).ok ? addressOf(entered) : null;
  return url !== null && isNear(url) && !isLoopback(url.host) ? url : null;
}
