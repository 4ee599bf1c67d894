import { lookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { isForbidden, isLoopback, isPrivateHost } from '../../../shared/address.ts';
import { type Definition, isCommand } from '../../../shared/custom/definition.ts';
import { baseField, questionOf, urlOf } from '../../../shared/custom/read-definition.ts';
import { readError } from '../../providers/contract/provider.ts';
import { endsWithin } from '../deadline.ts';

/** The addresses of a name; none if it has none, or if nobody can tell here. */
export type Lookup = (hostname: string) => Promise<readonly string[]>;

const longestLookupMs = 5000;

/** The system's, for as long as a name server may take to answer. */
export const systemLookup: Lookup = async (hostname) => {
  const found: string[] = [];
  const asked = lookup(hostname, { all: true }).then(
    (addresses) => found.push(...addresses.map(({ address }) => address)),
    () => {},
  );
  return (await endsWithin(longestLookupMs, asked)) ? found : [];
};

/** Where a host leads: to the internet, into your own network, or to a network's own machinery, which is never asked. */
export type Reach = 'public' | 'private' | 'forbidden';

/** Private networks and this computer (https://www.iana.org/assignments/iana-ipv4-special-registry, read 2026-11). */
const near = blockList(
  ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  ['::1/128', 'fc00::/7', 'fec0::/10'],
);
/**
 * This network, link-local, multicast and reserved addresses, those where clouds hand out credentials, and those in which an
 * IPv4 address is hidden: 6to4, which nobody uses any more (RFC 7526), and a network's own translation (RFC 8215).
 */
const machinery = blockList(
  [
    '0.0.0.0/8',
    '169.254.0.0/16',
    '224.0.0.0/4',
    '240.0.0.0/4',
    '100.100.100.200/32',
    '168.63.129.16/32',
    '192.0.0.192/32',
  ],
  ['::/128', 'fe80::/10', 'ff00::/8', 'fd00:ec2::/32', 'fd20:ce::/32', '2002::/16', '64:ff9b:1::/48'],
);

/** Each IPv4 network also as an IPv6 network by which a gateway translates to it (RFC 6052). */
function blockList(ipv4: readonly string[], ipv6: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of ipv4) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), 'ipv4');
    list.addSubnet(`64:ff9b::${address}`, 96 + Number(bits), 'ipv6');
  }
  for (const network of ipv6) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), 'ipv6');
  }
  return list;
}

/** Where an IP address leads. IPv4 written as IPv6 counts as what it is. */
export function reachOf(address: string): Reach {
  const bare = address.replace(/%.*$/, '');
  const family = isIPv6(bare) ? 'ipv6' : 'ipv4';
  if (machinery.check(bare, family)) return 'forbidden';
  return near.check(bare, family) ? 'private' : 'public';
}

/** Where a host without its port leads, by its name and by all addresses that it has. */
export async function reachOfHost(hostname: string, look: Lookup): Promise<Reach> {
  if (isForbidden(hostname)) return 'forbidden';
  const bare = hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(bare) === 0 ? await look(bare) : [bare];
  const reaches = addresses.map(reachOf);
  if (reaches.includes('forbidden')) return 'forbidden';
  return reaches.includes('private') || (isIP(bare) === 0 && isPrivateHost(hostname)) ? 'private' : 'public';
}

/** Whether a host without its port leads into private networks alone, as far as it can be looked up here. */
export async function staysNear(hostname: string, look: Lookup): Promise<boolean> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(bare) === 0 ? await look(bare) : [bare];
  return addresses.every((address) => reachOf(address) === 'private');
}

/** What you must agree to before it is used, as a question; null: nothing. A name may lead into a private network, too. */
export async function wholeQuestionOf(definition: Definition, look: Lookup): Promise<string | null> {
  const question = questionOf(definition);
  if (question !== null || isCommand(definition)) return question;
  const url = baseField(definition) === null ? urlOf(definition) : null;
  if (url === null || (await reachOfHost(url.hostname, look)) !== 'private') return null;
  return `${definition.name} asks ${url.host}, a name that leads to this computer or into your own network.`;
}

/**
 * Why a host is not asked: it leads into a private network, although nobody agreed to that, or to a machine that hands out
 * credentials. Null: nothing against it. A name that cannot be looked up here may be known to the proxy. A name that leads
 * elsewhere a moment later gets nothing either, because no other machine can prove that name over https.
 */
export async function refusalOf(
  definition: Definition,
  host: string,
  { allowed, look }: { allowed: boolean; look: Lookup },
) {
  // You entered the address yourself.
  const isEntered = !isCommand(definition) && baseField(definition) !== null;
  if (isEntered && isLoopback(host)) return null;
  const { hostname } = new URL(`https://${host}`);
  const reach = await reachOfHost(hostname, look);
  const refuse = (why: string) => readError('refused', `${definition.name}: ${hostname} ${why}`);
  if (reach === 'forbidden')
    return refuse('leads to an address inside a network’s own machinery, which is never asked.');
  if (reach === 'private' && !allowed && !isEntered)
    return refuse(
      'leads into a private network, which you have not agreed to. If that is right, add the provider again.',
    );
  return null;
}
